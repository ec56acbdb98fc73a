import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { createScalableCuckooFilter } from '../../../web/bundle/stand-ins/exact-filter.ts'
import { Netmask } from '../../../web/bundle/stand-ins/ipv4-range.ts'
import ShortQueue from '../../../web/bundle/stand-ins/short-queue.ts'

describe('what stands in for a library', () => {
  it('says of an address what the library says', () => {
    const theirs: { Netmask: typeof Netmask } = createRequire(import.meta.url)('netmask')
    const ranges = [
      '0.0.0.0/8',
      '10.0.0.0/8',
      '100.64.0.0/10',
      '172.16.0.0/12',
      '192.0.0.8/32',
      '198.18.0.0/15',
      '240.0.0.0/4',
    ]
    const edges = [0, 10, 100, 172, 192, 198, 239, 240, 255].flatMap((a) =>
      [
        '0.0.0',
        '0.0.8',
        '0.0.9',
        '15.255.255',
        '16.0.0',
        '18.0.0',
        '19.255.255',
        '20.0.0',
        '31.255.255',
        '32.0.0',
        '64.0.0',
        '127.255.255',
        '128.0.0',
        '255.255.255',
      ].map((rest) => `${a}.${rest}`),
    )
    for (const range of ranges) {
      const within = (by: typeof Netmask) => edges.filter((address) => new by(range).contains(address))
      expect(within(Netmask)).toEqual(within(theirs.Netmask))
      expect(within(Netmask)).not.toEqual([])
    }
  })

  it('keeps a queue in its order', () => {
    const queue = new ShortQueue<string>()
    queue.push('a')
    queue.push('b')
    expect([queue.peekFront(), queue.shift(), queue.peekFront()]).toEqual(['a', 'a', 'b'])
    queue.clear()
    expect([queue.peekFront(), queue.shift()]).toEqual([undefined, undefined])
  })

  it('knows what was put in and nothing else', () => {
    const filter = createScalableCuckooFilter()
    filter.add(Uint8Array.of(1, 23))
    filter.add('/ip4/127.0.0.1')
    expect([Uint8Array.of(1, 23), Uint8Array.of(12, 3), '/ip4/127.0.0.1', ''].map((item) => filter.has(item))).toEqual([
      true,
      false,
      true,
      false,
    ])
    filter.remove('/ip4/127.0.0.1')
    expect(filter.has('/ip4/127.0.0.1')).toBe(false)
  })
})

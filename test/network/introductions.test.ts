// Two browsers that a laptop introduces: what a direct connection that cannot be had may cost.
import type { Libp2p, PeerId, StreamHandler } from '@libp2p/interface'
import { peerIdFromString } from '@libp2p/peer-id'
import { multiaddr } from '@multiformats/multiaddr'
import { createLibp2p } from 'libp2p'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createAuthorKey } from '../../src/contributions/author-key.ts'
import { type AuthorId, parseAuthorId } from '../../src/domain/ids.ts'
import { browserLibp2pOptions } from '../../src/network/browser-options.ts'
import { createIntroductions } from '../../src/network/introductions.ts'
import { nodeLibp2pOptions } from '../../src/network/node-options.ts'

const signaling = '/webrtc-signaling/0.0.1'
const echo = '/divelog/test/echo/1'

describe('a direct connection that fails (js-libp2p#3015)', () => {
  const started: Libp2p[] = []
  let [relay, one, other]: Libp2p[] = []
  beforeAll(async () => {
    const privateKey = async () => (await createAuthorKey()).privateKey()
    const listen = ['/ip4/127.0.0.1/tcp/0/ws']
    relay = await createLibp2p(nodeLibp2pOptions({ privateKey: await privateKey(), listen, discover: false }))
    one = await createLibp2p(browserLibp2pOptions({ privateKey: await privateKey() }))
    other = await createLibp2p(browserLibp2pOptions({ privateKey: await privateKey() }))
    started.push(relay, one, other)
    const [addr] = relay.getMultiaddrs()
    if (addr === undefined) throw new Error('the relay listens nowhere')
    await Promise.all([one.dial(addr), other.dial(addr)])
    const through = multiaddr(`${addr}/p2p-circuit/p2p/${other.peerId}`)
    await vi.waitFor(() => expect(String(other?.getMultiaddrs())).toContain('/p2p-circuit'), 30_000)
    await one.dial(through)
    const reflect: StreamHandler = async (stream) => {
      for await (const bytes of stream) stream.send(bytes)
    }
    await other.handle(echo, reflect, { runOnLimitedConnection: true })
  }, 90_000)
  afterAll(() => Promise.allSettled(started.map((node) => node.stop())))

  /** How the dial ended that hearing of the other brought about. */
  async function introduce(onSignaling: StreamHandler): Promise<unknown> {
    if (one === undefined || other === undefined || relay === undefined) throw new Error('not started')
    const [from, to, by] = [one, other, relay]
    await to.handle(signaling, onSignaling, { runOnLimitedConnection: true, force: true })
    const dialled = Promise.withResolvers<Promise<unknown>>()
    const dial: Libp2p['dial'] = (...args) => {
      const dialling = from.dial(...args)
      dialled.resolve(dialling.catch((error: unknown) => error))
      return dialling
    }
    const libp2p: Pick<Libp2p, 'getConnections' | 'peerId' | 'dial'> = {
      getConnections: (peer) => from.getConnections(peer),
      peerId: from.peerId,
      dial,
    }
    const keeper = { discovered: () => expect.unreachable('they are connected') }
    const introductions = createIntroductions({ libp2p, keeper }, { upgradeMs: 2_000 })
    // Whoever has the larger id waits until it was told three times.
    for (let i = 0; i < 3; i++) introductions.hear(by.peerId, [parseAuthorId(to.peerId.toString())])
    return dialled.promise
  }

  async function isAlive(): Promise<boolean> {
    const stream = await one?.dialProtocol(other?.peerId as PeerId, echo, { runOnLimitedConnection: true })
    stream?.send(new Uint8Array([1, 2, 3]))
    for await (const bytes of stream ?? []) {
      await stream?.close()
      return bytes.byteLength === 3
    }
    return false
  }

  it.each<[string, StreamHandler]>([
    ['is refused', (stream) => stream.abort(new Error('no WebRTC here'))],
    ['is never answered', () => undefined],
  ])(
    'leaves the relayed one as it is when it %s',
    async (_, onSignaling) => {
      const before = one?.getConnections(other?.peerId) ?? []
      expect(await introduce(onSignaling)).toBeInstanceOf(Error)
      expect(one?.getConnections(other?.peerId)).toEqual(before)
      expect(before).toMatchObject([{ status: 'open' }])
      expect(await isAlive()).toBe(true)
    },
    60_000,
  )
})

describe('a member that can only be met by a relay', () => {
  const [relay, self, member] = [
    '12D3KooWGR7rHTqfgUUUpoicCHeGGgyUTH9VgcWU77n8P98NCDTJ',
    '12D3KooWQpbmzCJn6BQ2AiDpfGM3gKAHkjh1DRs4g4rwk69E1eA4',
    '12D3KooWCpXnzgiAEgVruD1dSxqvNDrWKPoLTdjaoAvMYpo3zbte',
  ].map((id) => parseAuthorId(id)) as [AuthorId, AuthorId, AuthorId]

  /** How often a direct connection is tried while a pull tells of the member as often as this. */
  function triesAfter(told: number, me: AuthorId, them: AuthorId): number {
    let tries = 0
    const connections = [
      {
        remotePeer: peerIdFromString(relay),
        remoteAddr: multiaddr('/ip4/192.0.2.1/tcp/4848/ws'),
        direction: 'outbound',
      },
      {
        remotePeer: peerIdFromString(them),
        remoteAddr: multiaddr(`/ip4/192.0.2.1/tcp/4848/ws/p2p/${relay}/p2p-circuit/p2p/${them}`),
        direction: 'outbound',
      },
    ]
    const libp2p = {
      peerId: peerIdFromString(me),
      getConnections: () => connections,
      dial: () => {
        tries++
        return Promise.reject(new Error('client isolation'))
      },
    } as unknown as Pick<Libp2p, 'getConnections' | 'peerId' | 'dial'>
    const { hear } = createIntroductions({ libp2p, keeper: { discovered: () => undefined } })
    for (let i = 0; i < told; i++) hear(peerIdFromString(relay), [them])
    return tries
  }

  it('is tried at once by one of the two, and a little later by the other', () => {
    expect([triesAfter(1, member, self), triesAfter(1, self, member)]).toEqual([1, 0])
    expect([triesAfter(3, member, self), triesAfter(3, self, member)]).toEqual([2, 1])
  })

  it('costs few of the 500 RTCPeerConnections that a tab has (js-libp2p#2591), however long it stays open', () => {
    const tellingsOfAWeek = (7 * 24 * 60 * 60) / 30
    expect(triesAfter(tellingsOfAWeek, member, self)).toBeLessThan(20)
    expect(triesAfter(tellingsOfAWeek, self, member)).toBeLessThan(20)
  })
})

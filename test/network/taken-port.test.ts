import { createSocket, type Socket } from 'node:dgram'
import { mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openNodeNotebook, startCamp } from '../../src/open-notebook.node.ts'

let home = ''
const others: (Server | Socket)[] = []

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'divelog-ports-'))
  await startCamp(home, { name: 'Two on one machine' })
})

afterEach(async () => {
  await freePorts()
  await rm(home, { recursive: true })
})

async function takePort(host: string): Promise<number> {
  const other = createServer()
  others.push(other)
  await new Promise<void>((done) => other.listen(0, host, done))
  return (other.address() as AddressInfo).port
}

async function takeUdpPort(): Promise<number> {
  const other = createSocket('udp4')
  others.push(other)
  await new Promise<void>((done) => other.bind(0, '0.0.0.0', done))
  return other.address().port
}

const freePorts = (): Promise<unknown> =>
  Promise.all(others.splice(0).map((other) => new Promise<void>((done) => other.close(() => done()))))

it('a laptop whose ports were taken at the last moment is reached on others', async () => {
  const [tcp, ws] = [await takePort('0.0.0.0'), await takePort('127.0.0.1')]
  const listen = [`/ip4/0.0.0.0/tcp/${tcp}`, `/ip4/127.0.0.1/tcp/${ws}/ws`]
  const { network, listenTroubles, stop } = await openNodeNotebook({
    home,
    command: 'test',
    network: { listen, discover: false },
  })
  const addrs = network?.multiaddrs() ?? []
  await stop()
  expect(addrs.filter((addr) => /\/127\.0\.0\.1\/tcp\/\d+\/ws\//.test(addr))).toHaveLength(1)
  expect(addrs.filter((addr) => /\/127\.0\.0\.1\/tcp\/\d+\/p2p\//.test(addr))).toHaveLength(1)
  expect(addrs.filter((addr) => addr.includes(`/${tcp}/`) || addr.includes(`/${ws}/`))).toEqual([])
  expect(listenTroubles.map(({ wanted }) => wanted)).toEqual(listen)
  for (const { instead } of listenTroubles) expect(addrs).toContain(instead)
})

it('a laptop whose UDP port was taken is reached on another, says so, and can be stopped', async () => {
  const udp = await takeUdpPort()
  const wanted = `/ip4/0.0.0.0/udp/${udp}/webrtc-direct`
  const opened = await openNodeNotebook({ home, command: 'test', network: { listen: [wanted], discover: false } })
  const [addr = '', ...more] = opened.network?.multiaddrs().filter((a) => a.includes('/127.0.0.1/')) ?? []
  await opened.stop()
  expect(more).toEqual([])
  expect(addr).toMatch(/\/udp\/\d+\/webrtc-direct\/certhash\//)
  expect(addr).not.toContain(`/udp/${udp}/`)
  expect(opened.listenTroubles).toEqual([{ wanted, instead: expect.stringContaining('/webrtc-direct/') }])
})

it('a laptop keeps the ports that are free', async () => {
  const [tcp, ws] = [await takePort('0.0.0.0'), await takePort('127.0.0.1')]
  await freePorts()
  const listen = [`/ip4/0.0.0.0/tcp/${tcp}`, `/ip4/127.0.0.1/tcp/${ws}/ws`]
  const { network, listenTroubles, stop } = await openNodeNotebook({
    home,
    command: 'test',
    network: { listen, discover: false },
  })
  const addrs = network?.multiaddrs() ?? []
  await stop()
  expect(addrs.some((addr) => addr.includes(`/tcp/${tcp}/p2p/`))).toBe(true)
  expect(addrs.some((addr) => addr.includes(`/tcp/${ws}/ws/`))).toBe(true)
  expect(listenTroubles).toEqual([])
})

import { mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openNodeNotebook, startCamp } from '../../src/open-notebook.node.ts'

let home = ''
const others: Server[] = []

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'divelog-ports-'))
  await startCamp(home, { name: 'Two on one machine' })
})

afterEach(async () => {
  for (const other of others.splice(0)) other.close()
  await rm(home, { recursive: true })
})

async function takePort(host: string): Promise<number> {
  const other = createServer()
  others.push(other)
  await new Promise<void>((done) => other.listen(0, host, done))
  return (other.address() as AddressInfo).port
}

it('a laptop whose ports were taken at the last moment is reached on others', async () => {
  const [tcp, ws] = [await takePort('0.0.0.0'), await takePort('127.0.0.1')]
  const listen = [`/ip4/0.0.0.0/tcp/${tcp}`, `/ip4/127.0.0.1/tcp/${ws}/ws`]
  const { network, stop } = await openNodeNotebook({ home, command: 'test', network: { listen, discover: false } })
  const addrs = network?.multiaddrs() ?? []
  await stop()
  expect(addrs.filter((addr) => /\/127\.0\.0\.1\/tcp\/\d+\/ws\//.test(addr))).toHaveLength(1)
  expect(addrs.filter((addr) => /\/127\.0\.0\.1\/tcp\/\d+\/p2p\//.test(addr))).toHaveLength(1)
  expect(addrs.filter((addr) => addr.includes(`/${tcp}/`) || addr.includes(`/${ws}/`))).toEqual([])
})

it('a laptop keeps the ports that are free', async () => {
  const [tcp, ws] = [await takePort('0.0.0.0'), await takePort('127.0.0.1')]
  await Promise.all(others.splice(0).map((other) => new Promise((done) => other.close(done))))
  const listen = [`/ip4/0.0.0.0/tcp/${tcp}`, `/ip4/127.0.0.1/tcp/${ws}/ws`]
  const { network, stop } = await openNodeNotebook({ home, command: 'test', network: { listen, discover: false } })
  const addrs = network?.multiaddrs() ?? []
  await stop()
  expect(addrs.some((addr) => addr.includes(`/tcp/${tcp}/p2p/`))).toBe(true)
  expect(addrs.some((addr) => addr.includes(`/tcp/${ws}/ws/`))).toBe(true)
})

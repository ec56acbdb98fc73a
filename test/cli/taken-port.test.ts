// Two programs want one port: the laptop is reached at another, and whoever started it is told.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startCamp } from '../../src/open-notebook.node.ts'
import { listenWords } from '../../src/server/listen-words.ts'
import { runCli, startServer } from '../support/cli.ts'

let home = ''
const other = createServer()
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'divelog-taken-'))
  await startCamp(home, { name: 'Camp' })
  await new Promise<void>((done) => other.listen(0, '0.0.0.0', done))
})
afterAll(async () => {
  other.close()
  await rm(home, { recursive: true, force: true })
})

it('a server whose port is taken says so when it starts and in its status', async () => {
  const { port } = other.address() as AddressInfo
  await writeFile(join(home, 'ports.json'), JSON.stringify({ tcp: port, ws: 31_000 + (port % 1_000) }))
  const server = await startServer(home)
  const { tcp } = JSON.parse(await readFile(join(home, 'ports.json'), 'utf8'))
  const line =
    `Port ${port} is taken by another program: other laptops reach this one on port ${tcp}. ` +
    'Invite links given out before name the old port.'
  const status = await runCli(home, ['status', '--json'])
  const session = await (await fetch(new URL('/api/session', server.url))).json()
  const { stderr } = await server.stop()
  expect(tcp).not.toBe(port)
  expect(stderr).toContain(`${line}\n`)
  expect(JSON.parse(status.stdout).troubles).toContain(line)
  expect(session.troubles).toContain(line)
}, 60_000)

describe('a port that is taken', () => {
  it('is told by what it means for whom', () => {
    const [tcp, ws, udp] = ['/ip4/0.0.0.0/tcp/1', '/ip4/127.0.0.1/tcp/2/ws', '/ip4/0.0.0.0/udp/0/webrtc-direct']
    expect(listenWords({ wanted: tcp, instead: '/ip4/0.0.0.0/tcp/0' })).toContain('reach this one on another port')
    expect(listenWords({ wanted: tcp })).toBe('Port 1 is taken by another program: other laptops cannot dial this one.')
    expect(listenWords({ wanted: ws, instead: '/ip4/127.0.0.1/tcp/9/ws/p2p/12D3KooW' })).toBe(
      'Port 2 is taken by another program: pages on this machine reach this notebook on port 9.',
    )
    expect(listenWords({ wanted: udp })).toBe(
      'No port could be opened: browsers on other machines cannot reach this laptop by themselves.',
    )
  })
})

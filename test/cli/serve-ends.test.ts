// Ctrl-C ends servers that are connected to each other and to pages, also while somebody tries to connect to them.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { multiaddr } from '@multiformats/multiaddr'
import { MemoryBlockstore } from 'blockstore-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createAuthorKey } from '../../src/contributions/author-key.ts'
import { parseInvite } from '../../src/domain/invite.ts'
import { createHeliaNode } from '../../src/network/create-helia.ts'
import { nodeLibp2pOptions } from '../../src/network/node-options.ts'
import { joinCamp, startCamp } from '../../src/open-notebook.node.ts'
import { type RunningServer, runCli, startServer } from '../support/cli.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'divelog-ends-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const addrOf = (server: RunningServer, kind: string): string => {
  const addr = server.multiaddrs.find((candidate) => candidate.includes(kind))
  if (addr === undefined) throw new Error(`the server has no address with ${kind}`)
  return addr
}

/** A stranger that only dials, as a page would. */
async function dialer() {
  const key = await createAuthorKey()
  const libp2p = nodeLibp2pOptions({ privateKey: await key.privateKey(), listen: [], discover: false })
  return createHeliaNode({ blockstore: new MemoryBlockstore(), libp2p })
}

it('three connected servers end by themselves, with dials of WebRTC-direct under way', async () => {
  const [first, ...others] = [join(folder, 'ana'), join(folder, 'bo'), join(folder, 'cem')] as const
  await startCamp(first, { name: 'Camp' })
  const ana = await startServer(first)
  for (const home of others) await joinCamp(home, parseInvite(ana.invite ?? ''))
  const servers = [ana, ...(await Promise.all(others.map((home) => startServer(home))))]
  for (const home of others) {
    expect(await runCli(home, ['sync', '--peer', addrOf(ana, '/tcp/')])).toMatchObject({ code: 0 })
  }
  const page = await dialer()
  await page.libp2p.dial(multiaddr(addrOf(ana, '/ws')))
  await page.libp2p.dial(multiaddr(addrOf(servers[1] ?? ana, '/webrtc-direct')))
  const signal = AbortSignal.timeout(20_000)
  const late = await Promise.all(Array.from({ length: 4 }, dialer))
  const dials = late.flatMap(({ libp2p }) =>
    servers.map((server) => libp2p.dial(multiaddr(addrOf(server, '/webrtc-direct')), { signal })),
  )

  const endings = await Promise.all(servers.map((server) => server.stop()))
  for (const ending of endings) {
    // Cut by the clock, it would say so; killed by its own native code, it would have a signal.
    expect(ending).toEqual({ code: 0, signal: null, stderr: 'Stopped; everything is saved.\n' })
  }
  await Promise.allSettled(dials)
  await Promise.all([page, ...late].map((node) => node.stop()))
}, 180_000)

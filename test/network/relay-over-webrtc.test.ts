import type { Libp2p } from '@libp2p/interface'
import { type Multiaddr, multiaddr } from '@multiformats/multiaddr'
import { createLibp2p } from 'libp2p'
import { afterAll, describe, expect, it } from 'vitest'
import { createAuthorKey } from '../../src/contributions/author-key.ts'
import { browserLibp2pOptions } from '../../src/network/browser-options.ts'
import { nodeLibp2pOptions } from '../../src/network/node-options.ts'
import { createPeerKinds } from '../../src/network/peer-kinds.ts'

const started: Libp2p[] = []
afterAll(() => Promise.allSettled(started.map((node) => node.stop())))

async function startNode(listen: string): Promise<Libp2p> {
  const privateKey = await (await createAuthorKey()).privateKey()
  const node = await createLibp2p(nodeLibp2pOptions({ privateKey, listen: [listen], discover: false }))
  started.push(node)
  return node
}

async function startBrowser(): Promise<Libp2p> {
  const node = await createLibp2p(browserLibp2pOptions({ privateKey: await (await createAuthorKey()).privateKey() }))
  started.push(node)
  return node
}

/** As the peer keeper does: some of libp2p's own patience ends while a busy machine still starts. */
const dial = (from: Libp2p, to: Multiaddr): Promise<void> =>
  expect
    .poll(
      () =>
        from.dial(to, { signal: AbortSignal.timeout(30_000) }).then(
          () => 'connected',
          (error: unknown) => String(error),
        ),
      { timeout: 90_000 },
    )
    .toBe('connected')

const addrOf = (node: Libp2p): Multiaddr => {
  const [addr] = node.getMultiaddrs()
  if (addr === undefined) throw new Error('it listens nowhere')
  return addr
}

const isReachedThrough = (browser: Libp2p, relay: Libp2p): boolean =>
  browser
    .getMultiaddrs()
    .some((addr) => /^\/ip4\//.test(`${addr}`) && `${addr}`.includes(`/p2p/${relay.peerId}/p2p-circuit`))

describe('a relay that was reached by WebRTC', () => {
  // An error that nobody can catch fails the run by itself.
  it('takes the place of one that went, and is told from a browser', async () => {
    const [first, second] = [await startNode('/ip4/127.0.0.1/tcp/0/ws'), await startNode('/ip4/127.0.0.1/tcp/0')]
    const browser = await startBrowser()
    const kinds = createPeerKinds({ libp2p: browser, onChanged: () => undefined })
    const kindsOfNode = createPeerKinds({ libp2p: second, onChanged: () => undefined })
    await Promise.all([kinds.start(), kindsOfNode.start()])

    await dial(browser, addrOf(first))
    await expect.poll(() => isReachedThrough(browser, first), { timeout: 40_000 }).toBe(true)
    await dial(second, multiaddr(`${addrOf(first)}/p2p-circuit/webrtc/p2p/${browser.peerId}`))
    const ways = (): string[] => browser.getConnections(second.peerId).map(({ remoteAddr }) => `${remoteAddr}`)
    await expect.poll(ways, { timeout: 40_000 }).toContain(`/webrtc/p2p/${second.peerId}`)
    await expect.poll(() => kinds.of(`${second.peerId}`), { timeout: 40_000 }).toEqual({ isNode: true })
    await expect.poll(() => kindsOfNode.of(`${browser.peerId}`), { timeout: 40_000 }).toEqual({ isNode: false })

    await first.stop()
    await expect.poll(() => isReachedThrough(browser, second), { timeout: 40_000 }).toBe(true)
    await second.stop()
    await expect.poll(() => isReachedThrough(browser, second), { timeout: 40_000 }).toBe(false)
  }, 240_000)
})

import { lpStream } from '@libp2p/utils'
import { multiaddr } from '@multiformats/multiaddr'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { loadBlock } from '../../src/contributions/load-block.ts'
import { headsTopic } from '../../src/network/gossip-announcer.ts'
import { seal } from '../../src/network/sealed-message.ts'
import { syncProtocol } from '../../src/network/sync-messages.ts'
import { startTestCamp, type TestCamp } from '../support/notebooks.ts'
import { type OnlineReplica, openOnlineReplica } from '../support/online-replica.ts'

const open: OnlineReplica[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((replica) => replica.stop()))
})

async function go(camp: TestCamp, name: string): Promise<OnlineReplica> {
  const replica = await openOnlineReplica(camp, name)
  open.push(replica)
  return replica
}

describe('bitswap', () => {
  it('gives a block to a member of the camp, and nothing to somebody who only knows its CID', async () => {
    const camp = await startTestCamp()
    const ana = await go(camp, 'Ana')
    await ana.notebook.createTopic({ title: 'Private' })
    const head = await ana.notebook.commit()
    if (head === undefined) throw new Error('no head')

    const eve = await go(await startTestCamp('Another camp'), 'Eve')
    await eve.helia.libp2p.dial(multiaddr(ana.addr))
    const signal = AbortSignal.timeout(2_000)
    await expect(loadBlock(eve.helia.blockstore, head.root, { signal })).rejects.toThrow()

    const bo = await go(camp, 'Bo')
    await bo.network.connect(ana.addr)
    await vi.waitFor(() => expect(bo.network.peers()).toMatchObject([{ inCamp: true }]), 10_000)
    // A block that only Ana has and that no head of hers reaches: it can only come by bitswap.
    const note = new TextEncoder().encode('beside the camp')
    const { putFile } = await import('../../src/contributions/files.ts')
    const cid = await putFile(ana.store.blocks, note, { chunkBytes: 1024 })
    const fetched = await loadBlock(bo.helia.blockstore, cid, { signal: AbortSignal.timeout(10_000) })
    expect(new TextDecoder().decode(fetched)).toBe('beside the camp')
  })
})

describe('the sync protocol', () => {
  it('resets a stream that brings garbage, and goes on serving others', async () => {
    const camp = await startTestCamp()
    const ana = await go(camp, 'Ana')
    await ana.notebook.createTopic({ title: 'Served' })
    await ana.notebook.commit()
    const eve = await go(await startTestCamp('Another camp'), 'Eve')
    for (const bytes of [
      new Uint8Array([0xff, 0xff, 0xff]),
      new Uint8Array(70_000).fill(1),
      new TextEncoder().encode('{}'),
    ]) {
      const stream = await eve.helia.libp2p.dialProtocol(multiaddr(ana.addr), syncProtocol)
      const lp = lpStream(stream)
      await lp.write(bytes).catch(() => undefined)
      await expect(lp.read({ signal: AbortSignal.timeout(5_000) })).rejects.toThrow()
    }
    const bo = await go(camp, 'Bo')
    await bo.network.connect(ana.addr)
    await vi.waitFor(() => expect(bo.notebook.rows()).toHaveLength(1), 10_000)
  })
})

describe('gossip', () => {
  it('reaches eighteen laptops behind one address', async () => {
    const camp = await startTestCamp()
    const ana = await go(camp, 'Ana')
    const others = await Promise.all(Array.from({ length: 18 }, (_, i) => go(camp, `Guest ${i}`)))
    await Promise.all(others.map((other) => other.network.connect(ana.addr)))
    const id = await ana.notebook.createTopic({ title: 'For everybody' })
    await ana.notebook.commit()
    const title = (replica: OnlineReplica): string | undefined =>
      replica.notebook.rows().find((row) => row.id === id)?.title
    await vi.waitFor(() => expect(others.map(title)).toEqual(others.map(() => 'For everybody')), 30_000)
    await ana.notebook.changeTopic(id, { title: 'Said to all' })
    await ana.notebook.commit()
    await vi.waitFor(() => expect(others.map(title)).toEqual(others.map(() => 'Said to all')), 30_000)
  }, 90_000)

  it('takes nothing that was not sealed with the camp key', async () => {
    const camp = await startTestCamp()
    const ana = await go(camp, 'Ana')
    const eve = await go(await startTestCamp('Another camp'), 'Eve')
    await eve.helia.libp2p.dial(multiaddr(ana.addr))
    const topic = headsTopic(camp.camp.id)
    const before = ana.notebook.exchange.headsDigest()
    eve.helia.libp2p.services.pubsub.subscribe(topic)
    await eve.helia.libp2p.services.pubsub.publish(topic, seal(new Uint8Array(32), topic, new Uint8Array([1, 2, 3])))
    await eve.helia.libp2p.services.pubsub.publish(topic, new Uint8Array(20_000))
    const bo = await go(camp, 'Bo')
    await bo.network.connect(ana.addr)
    await vi.waitFor(() => expect(bo.network.peers()).toMatchObject([{ inCamp: true }]), 10_000)
    await vi.waitFor(() => expect(ana.notebook.exchange.heads().length).toBeGreaterThan(1), 10_000)
    expect(ana.notebook.exchange.heads().some((head) => head.author === eve.notebook.self)).toBe(false)
    expect(before).not.toBe(ana.notebook.exchange.headsDigest())
  })
})

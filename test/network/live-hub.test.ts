import { afterEach, describe, expect, it, vi } from 'vitest'
import { startTestCamp } from '../support/notebooks.ts'
import { type OnlineReplica, openOnlineReplica } from '../support/online-replica.ts'

const open: OnlineReplica[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((replica) => replica.stop()))
})

const liveTopics = ({ helia }: OnlineReplica): string[] =>
  helia.libp2p.services.pubsub.getTopics().filter((name) => name.includes('/live/'))

describe('two people who are connected through two laptops alone', () => {
  it('see each other type, and the laptops stop passing it on when nobody looks any more', async () => {
    const camp = await startTestCamp()
    const [ana, bo] = [await openOnlineReplica(camp, 'ana'), await openOnlineReplica(camp, 'bo')]
    const hubs = [
      await openOnlineReplica(camp, 'laptop 1', { isHub: true }),
      await openOnlineReplica(camp, 'laptop 2', { isHub: true }),
    ] as const
    open.push(ana, bo, ...hubs)
    const id = await ana.notebook.createTopic({ title: 'Far apart' })
    await ana.notebook.commit()
    await ana.network.connect(hubs[0].addr)
    await hubs[0].network.connect(hubs[1].addr)
    await bo.network.connect(hubs[1].addr)
    await vi.waitFor(() => expect(bo.notebook.rows()).toHaveLength(1), 20_000)

    const heard = vi.fn()
    const leaves = [bo.network.joinLive(id, heard), ana.network.joinLive(id, () => undefined)]
    await vi.waitFor(
      () => expect(hubs.map(liveTopics)).toMatchObject([[expect.any(String)], [expect.any(String)]]),
      20_000,
    )
    const presence = { kind: 'presence', topicId: id, state: new Uint8Array([7]) } as const
    await vi.waitFor(
      async () => {
        await ana.network.sendLive(presence)
        expect(heard).toHaveBeenCalledWith(presence, ana.notebook.self)
      },
      { timeout: 20_000, interval: 200 },
    )
    expect(bo.helia.libp2p.getPeers().map(String)).not.toContain(ana.notebook.self)

    for (const leave of leaves) leave()
    await vi.waitFor(() => expect(hubs.map(liveTopics)).toEqual([[], []]), 20_000)
  })
})

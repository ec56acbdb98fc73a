// "On 2 other laptops" must be true: what the state of saving says about peers, while they come and go.
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createAuthorKey } from '../../src/contributions/author-key.ts'
import { createNotebook } from '../../src/notebook/create-notebook.ts'
import { systemClock } from '../../src/notebook/system-clock.ts'
import { buildFinalDirectory } from '../../src/publishing/build-final-directory.ts'
import { createMemoryBus } from '../../src/storage/memory-bus.ts'
import { createMemoryStore } from '../../src/storage/memory-store.ts'
import { openReplica, startTestCamp, type TestCamp } from '../support/notebooks.ts'
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

const holders = (replica: Pick<OnlineReplica, 'notebook'>): string[] =>
  replica.notebook
    .saveState()
    .heldBy.map((receipt) => receipt.peer)
    .sort()

describe('the peers that hold what was written here', () => {
  it('are none at first, then those that pulled it, and none again after a commit that nobody has', async () => {
    const camp = await startTestCamp()
    const ana = await go(camp, 'Ana')
    const id = await ana.notebook.createTopic({ title: 'Kept twice' })
    await ana.notebook.commit()
    expect(holders(ana)).toEqual([])

    const [bo, cem] = await Promise.all([go(camp, 'Bo'), go(camp, 'Cem')])
    await bo.network.connect(ana.addr)
    await vi.waitFor(() => expect(holders(ana)).toEqual([bo.notebook.self]), 15_000)
    expect(bo.notebook.rows().map((row) => row.title)).toEqual(['Kept twice'])
    await cem.network.connect(ana.addr)
    await vi.waitFor(() => expect(holders(ana)).toEqual([bo.notebook.self, cem.notebook.self].sort()), 15_000)
    expect(cem.notebook.rows().map((row) => row.title)).toEqual(['Kept twice'])

    await Promise.all([bo, cem].map((peer) => peer.stop()))
    open.splice(open.indexOf(bo), 1)
    open.splice(open.indexOf(cem), 1)
    // They went home with it: still true.
    expect(holders(ana)).toEqual([bo.notebook.self, cem.notebook.self].sort())
    await ana.notebook.changeTopic(id, { summary: 'Only here' })
    await ana.notebook.commit()
    expect(holders(ana)).toEqual([])
  })

  it('do not count while they have met us and not yet taken the blocks', async () => {
    const camp = await startTestCamp()
    const ana = await go(camp, 'Ana')
    const bo = await go(camp, 'Bo')
    await ana.notebook.createTopic({ title: 'Asked for' })
    await ana.notebook.commit()
    // Bo asks, and loses the answer: Ana knows him as a peer of the camp and must not claim more.
    const receive = vi.spyOn(bo.notebook.exchange, 'receiveHead').mockRejectedValue(new Error('out of reach'))
    await bo.network.connect(ana.addr)
    await vi.waitFor(() => expect(receive).toHaveBeenCalled(), 10_000)
    await vi.waitFor(() => expect(ana.network.peers()).toMatchObject([{ inCamp: true }]), 10_000)
    expect(holders(ana)).toEqual([])
    receive.mockRestore()
    await vi.waitFor(() => expect(holders(ana)).toEqual([bo.notebook.self]), 20_000)
  })

  it('are remembered by the next start of the notebook', async () => {
    const camp = await startTestCamp()
    const store = createMemoryStore()
    const key = await createAuthorKey()
    const ana = await openReplica(camp, 'Ana', { store, key })
    await ana.notebook.createTopic({ title: 'Mine' })
    const head = await ana.notebook.commit()
    const peer = (await createAuthorKey()).id
    const late = (await createAuthorKey()).id
    const at = 1_700_000_000_000
    const headsDigest = ana.notebook.exchange.headsDigest()
    const sequence = head?.sequence ?? 0
    ana.notebook.exchange.noteReceipt({ peer, at, holdsOwnSequence: sequence, headsDigest })
    ana.notebook.exchange.noteReceipt({ peer: late, at, holdsOwnSequence: sequence - 1, headsDigest })
    await vi.waitFor(() => expect(holders(ana)).toEqual([peer]))
    await ana.notebook.stop()
    const parts = { store, key, bus: createMemoryBus(), clock: systemClock, buildFinalDirectory }
    const again = await createNotebook({ ...camp, ...parts })
    expect(holders({ notebook: again })).toEqual([peer])
    await again.stop()
  })
})

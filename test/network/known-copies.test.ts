// Who holds my work, told by the own node of a page that reaches nobody else.
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createAuthorKey } from '../../src/contributions/author-key.ts'
import type { AuthorId } from '../../src/domain/ids.ts'
import { createKnownCopies } from '../../src/network/known-copies.ts'
import { type HeadLine, maxCopies } from '../../src/network/sync-messages.ts'
import type { Clock, Receipt } from '../../src/notebook/ports.ts'
import { startTestCamp } from '../support/notebooks.ts'
import { type OnlineReplica, openOnlineReplica } from '../support/online-replica.ts'

const open: OnlineReplica[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((replica) => replica.stop()))
})

const digest = 'ab'.repeat(32)
const root = {} as HeadLine['root']

async function people<const T extends readonly string[]>(...names: T): Promise<Record<T[number], AuthorId>> {
  const ids = await Promise.all(names.map(async (name) => [name, (await createAuthorKey()).id]))
  return Object.fromEntries(ids)
}

function copiesOf(self: AuthorId, ownNode?: AuthorId) {
  let now = 1_000
  const news: AuthorId[] = []
  const receipts: Receipt[] = []
  const reached: (readonly AuthorId[])[] = []
  const clock: Clock = { now: () => now, after: () => () => undefined }
  const copies = createKnownCopies({
    self,
    clock,
    ownNode: () => ownNode,
    noteReceipt: (receipt) => receipts.push(receipt),
    onNews: (page) => news.push(page),
    onReached: () => reached.push(copies.reached()),
  })
  return { copies, news, receipts, reached, pass: (ms: number) => (now += ms) }
}

describe('a node', () => {
  it('tells the browser beside it what others hold of its author, and how long ago they said so', async () => {
    const { node, page, bo, bosNode } = await people('node', 'page', 'bo', 'bosNode')
    const { copies, pass } = copiesOf(node)
    copies.note(page, { digest, heads: [], beside: node })
    copies.note(bo, { digest, heads: [{ author: page, sequence: 3, root }], beside: bosNode })
    pass(500)
    copies.note(bosNode, { digest, heads: [{ author: bo, sequence: 9, root }], beside: undefined })
    expect(copies.tell(page)).toEqual([
      { peer: bo, ownSequence: 3, digest, ageMs: 500, beside: bosNode },
      { peer: bosNode, ownSequence: 0, digest, ageMs: 0 },
    ])
  })

  it('tells nobody else anything', async () => {
    const { node, page, bo } = await people('node', 'page', 'bo')
    const { copies } = copiesOf(node)
    copies.note(page, { digest, heads: [], beside: node })
    copies.note(bo, { digest, heads: [{ author: page, sequence: 3, root }], beside: undefined })
    expect(copies.tell(bo)).toEqual([])
  })

  it('has news for a browser when somebody holds more of it, not each time somebody speaks', async () => {
    const { node, page, bo } = await people('node', 'page', 'bo')
    const { copies, news } = copiesOf(node)
    const say = (sequence: number): void =>
      copies.note(bo, { digest, heads: [{ author: page, sequence, root }], beside: undefined })
    say(1)
    expect(news).toEqual([])
    copies.note(page, { digest, heads: [], beside: node })
    say(2)
    say(2)
    say(1)
    expect(news).toEqual([page])
  })

  it('lets the browsers beside it know when somebody comes or goes, and nobody else', async () => {
    const { node, page, bo } = await people('node', 'page', 'bo')
    const { copies, news } = copiesOf(node)
    copies.note(page, { digest, heads: [], beside: node })
    copies.note(bo, { digest, heads: [], beside: undefined })
    copies.tellWhoIsHere()
    expect(news).toEqual([page])
    expect([copies.isBeside(page), copies.isBeside(bo)]).toEqual([true, false])
  })

  it('remembers the peers that spoke last', async () => {
    const { node, page } = await people('node', 'page')
    const { copies } = copiesOf(node)
    for (let i = 0; i < maxCopies + 5; i++) {
      const { bo } = await people('bo')
      copies.note(bo, { digest, heads: [], beside: undefined })
    }
    copies.note(page, { digest, heads: [], beside: node })
    expect(copies.tell(page)).toHaveLength(maxCopies - 1)
  })
})

describe('a page', () => {
  it('takes the word of its own node for others, and of nobody else', async () => {
    const { node, page, bo, eve } = await people('node', 'page', 'bo', 'eve')
    const { copies, receipts, pass } = copiesOf(page, node)
    pass(9_000)
    const copy = { peer: bo, ownSequence: 4, digest, ageMs: 1_000 }
    copies.hear(eve, [copy])
    expect(receipts).toEqual([])
    copies.hear(node, [copy, { ...copy, peer: page }])
    expect(receipts).toEqual([{ peer: bo, at: 9_000, holdsOwnSequence: 4, headsDigest: digest }])
  })

  it('learns from its own node who is there, and from nobody else', async () => {
    const { node, page, bo, eve } = await people('node', 'page', 'bo', 'eve')
    const { copies, reached } = copiesOf(page, node)
    copies.hear(eve, [], [bo])
    expect(copies.reached()).toEqual([])
    copies.hear(node, [], [bo, page])
    copies.hear(node, [], [bo, page])
    copies.hear(node, [])
    copies.hear(node, [], [])
    expect(reached).toEqual([[bo], []])
  })

  it('takes the word of somebody who spoke to it since for newer', async () => {
    const { node, page, bo } = await people('node', 'page', 'bo')
    const { copies, receipts, pass } = copiesOf(page, node)
    pass(9_000)
    copies.note(bo, { digest, heads: [], beside: undefined })
    pass(500)
    copies.hear(node, [{ peer: bo, ownSequence: 4, digest, ageMs: 2_000 }])
    expect(receipts).toEqual([])
    copies.hear(node, [{ peer: bo, ownSequence: 5, digest, ageMs: 100 }])
    expect(receipts.map((receipt) => receipt.holdsOwnSequence)).toEqual([5])
  })

  it('learns who holds its work, though it is connected to its node alone', async () => {
    const camp = await startTestCamp()
    const go = async (name: string, init = {}): Promise<OnlineReplica> => {
      const replica = await openOnlineReplica(camp, name, init)
      open.push(replica)
      return replica
    }
    const [page, node, bo] = [await go('Ana', { isPage: true }), await go('Node'), await go('Bo')]
    await bo.network.connect(node.addr)
    await page.network.connect(node.addr)
    const id = await page.notebook.createTopic({ title: 'Carried on' })
    await page.notebook.commit()
    const holders = (): string[] =>
      page.notebook
        .saveState()
        .heldBy.map(({ peer }) => peer)
        .sort()
    const both = [node.notebook.self, bo.notebook.self].sort()
    await vi.waitFor(() => expect(holders()).toEqual(both), 20_000)
    expect(bo.notebook.rows().map((row) => row.title)).toEqual(['Carried on'])
    expect(page.network.peers().map((peer) => peer.id)).toEqual([node.notebook.self])
    const reached = (): readonly AuthorId[] => page.network.peers().flatMap((peer) => peer.reaches ?? [])
    await vi.waitFor(() => expect(reached()).toEqual([bo.notebook.self]), 15_000)
    // And again for the next edit, soon and not with the next look in half a minute.
    await page.notebook.changeTopic(id, { summary: 'Once more' })
    await page.notebook.commit()
    expect(holders()).toEqual([])
    await vi.waitFor(() => expect(holders()).toEqual(both), 15_000)
    // Who leaves is gone here too, though what they hold is remembered.
    await bo.stop()
    open.splice(open.indexOf(bo), 1)
    await vi.waitFor(() => expect(reached()).toEqual([]), 15_000)
    expect(holders()).toEqual(both)
  }, 90_000)

  it('that has gone is not asked for any more, whoever comes or goes after it', async () => {
    const camp = await startTestCamp()
    const node = await openOnlineReplica(camp, 'Node')
    const page = await openOnlineReplica(camp, 'Ana', { isPage: true })
    const bo = await openOnlineReplica(camp, 'Bo')
    open.push(node)
    await page.network.connect(node.addr)
    await vi.waitFor(() => expect(node.network.peers().map(({ inCamp }) => inCamp)).toEqual([true]), 15_000)
    await vi.waitFor(() => expect(page.network.peers()[0]?.reaches).toEqual([]), 15_000)
    await page.stop()
    await bo.network.connect(node.addr)
    await vi.waitFor(() => expect(node.network.peers().map(({ id }) => id)).toEqual([bo.notebook.self]), 15_000)
    node.failures.length = 0
    await bo.stop()
    // Longer than news waits to be told, and than a failure waits to be tried again.
    await new Promise((done) => setTimeout(done, 6_000))
    expect(node.failures).toEqual([])
  }, 60_000)
})

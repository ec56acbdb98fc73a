import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { resolvePath } from '../../src/contributions/files.ts'
import { createTopicId, type TopicId } from '../../src/domain/ids.ts'
import { foldDoubles, isShown } from '../../src/domain/imported-doubles.ts'
import { setVote } from '../../src/domain/topic-document.ts'
import { importTopics } from '../../src/notebook/import-topics.ts'
import { catPath } from '../../src/publishing/cat-path.ts'
import { deliver, openReplica, startTestCamp, type TestCamp, type TestReplica } from '../support/notebooks.ts'

const file = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) })
const table = (rows: readonly string[]) =>
  file('README.md', `# Camp\n\n| # | Topic | Description |\n|---|---|---|\n${rows.join('\n')}\n`)
const doorsAndWalls = [
  table(['| 1 | [Doors 🚪 📦](./01-doors.md) | Open ones |', '| 2 | Walls | Thick ones |']),
  file('01-doors.md', '# Doors\n\nWhy doors.\n\n## Goal\n\nOpen\n'),
]

let camp: TestCamp
let ana: TestReplica
let bo: TestReplica

beforeEach(async () => {
  camp = await startTestCamp()
  ana = await openReplica(camp, 'Ana')
  bo = await openReplica(camp, 'Bo')
})

async function meet(...replicas: readonly TestReplica[]): Promise<void> {
  for (const from of replicas) for (const to of replicas) if (from !== to) await deliver(from, to)
}

const shown = ({ notebook }: TestReplica) => notebook.rows().filter(isShown)
const titles = (replica: TestReplica): string[] => shown(replica).map((row) => row.title)

/** Both hold the same catalog, and its README has one line for each of `expected`. */
async function expectCatalogs(expected: readonly string[], ...replicas: readonly TestReplica[]): Promise<void> {
  const cids = new Set<string>()
  for (const replica of replicas) {
    expect(titles(replica)).toEqual(expected)
    expect((await replica.notebook.status()).topics).toBe(expected.length)
    const cid = await replica.notebook.catalogCid()
    cids.add(cid.toString())
    const readme = await catPath(replica.store.blocks, cid, 'README.md')
    const text = readme.kind === 'file' ? new TextDecoder().decode(readme.bytes) : ''
    for (const title of new Set(expected)) {
      const lines = text.split('\n').filter((line) => line.includes(`[${title}`)).length
      expect(lines).toBe(expected.filter((other) => other === title).length)
    }
  }
  expect(cids.size).toBe(1)
}

describe('two laptops that imported one table apart', () => {
  beforeEach(async () => {
    await importTopics(ana.notebook, doorsAndWalls)
    await importTopics(bo.notebook, doorsAndWalls)
  })

  it('show each topic once when they meet, the same one, and find it by number', async () => {
    await meet(ana, bo)
    await expectCatalogs(['Doors', 'Walls'], ana, bo)
    expect(ana.notebook.rows()).toHaveLength(4)
    expect(ana.notebook.findTopic('1')).toBe(bo.notebook.findTopic('1'))
    for (const row of ana.notebook.rows()) {
      const double = ana.notebook.rows().find((other) => other.title === row.title && other.id !== row.id)
      expect(row.mergedInto).toBe(row.id < (double?.id ?? '') ? undefined : double?.id)
      expect(ana.notebook.findTopic(row.id)).toBe(row.id)
    }
  })

  it('keep the one that somebody worked on, whichever id is smaller', async () => {
    const ids = { ana: ana.notebook.findTopic('1'), bo: bo.notebook.findTopic('1') }
    const [worker, worked] = ids.ana < ids.bo ? [bo, ids.bo] : [ana, ids.ana]
    const open = await worker.notebook.openTopic(worked)
    setVote(open.doc, worker.notebook.self, 1)
    await open.close()
    await meet(ana, bo)
    await expectCatalogs(['Doors', 'Walls'], ana, bo)
    for (const { notebook } of [ana, bo]) expect(notebook.findTopic('1')).toBe(worked)
  })

  it('keep both when both were worked on', async () => {
    await ana.notebook.changeTopic(ana.notebook.findTopic('1'), { outcome: 'By Ana.' })
    await bo.notebook.changeTopic(bo.notebook.findTopic('1'), { goal: 'Bo’s goal' })
    await meet(ana, bo)
    await expectCatalogs(['Doors', 'Doors', 'Walls'], ana, bo)
  })

  it('bring back a folded one with the work that arrives later, and lose none of it', async () => {
    const cy = await openReplica(camp, 'Cy')
    await deliver(bo, cy)
    await meet(ana, bo)
    const kept = ana.notebook.findTopic('2')
    const folded = ana.notebook.rows().find((row) => row.title === 'Walls' && row.id !== kept)
    if (folded === undefined) throw new Error('nothing is folded')
    const writer = cy.notebook.rows().some((row) => row.id === folded.id) ? cy : ana
    await writer.notebook.changeTopic(folded.id, { outcome: 'Written on the copy.' })
    await ana.notebook.changeTopic(kept, { outcome: 'Written on the other.' })
    await meet(ana, bo, cy)
    await meet(ana, bo, cy)
    await expectCatalogs(['Doors', 'Walls', 'Walls'], ana, bo, cy)
    const outcomes = await Promise.all(
      shown(bo).map(async ({ id }) => (await bo.notebook.readTopic(id)).outcome.document),
    )
    expect(outcomes.sort()).toEqual(['', 'Written on the copy.', 'Written on the other.'])
  })

  it('take the table again without a further double, also when it has changed', async () => {
    await meet(ana, bo)
    const counts = async (rows: readonly string[]): Promise<number[]> => {
      const { created, updated, unchanged } = await importTopics(ana.notebook, [table(rows)])
      return [created.length, updated.length, unchanged.length]
    }
    expect(await counts(['| 1 | Doors 🚪 📦 | Open ones |', '| 2 | Walls | Thick ones |'])).toEqual([0, 0, 2])
    expect(await counts(['| 1 | Doors 🚪 📦 | Closed ones |', '| 9 | Walls | Thin ones |'])).toEqual([0, 2, 0])
    await meet(ana, bo)
    await expectCatalogs(['Doors', 'Walls'], ana, bo)
    expect(shown(bo).map((row) => row.summary)).toEqual(['Closed ones', 'Thin ones'])
  })

  it('come to one catalog with a third, in whatever order they meet', async () => {
    const [cy, dan] = [await openReplica(camp, 'Cy'), await openReplica(camp, 'Dan')]
    await importTopics(cy.notebook, doorsAndWalls)
    for (const replica of [cy, bo, ana]) await deliver(replica, dan)
    await meet(ana, bo, cy, dan)
    await meet(ana, bo, cy, dan)
    await expectCatalogs(['Doors', 'Walls'], ana, bo, cy, dan)
    const cid = await dan.notebook.catalogCid()
    // The copies are still there for links to them.
    for (const { id } of dan.notebook.rows())
      expect(await resolvePath(dan.store.blocks, cid, `topics/${id}`)).toBeDefined()
  })
})

it('topics that only look alike are left alone: other words, no import, or a table of one’s own', async () => {
  await importTopics(ana.notebook, [table(['| 1 | Doors | Open ones |'])])
  await importTopics(bo.notebook, [table(['| 1 | Doors | Closed ones |'])])
  await bo.notebook.createTopic({ title: 'Doors', number: '1', summary: 'Open ones' })
  await meet(ana, bo)
  await expectCatalogs(['Doors', 'Doors', 'Doors'], ana, bo)
})

it('folding gives the same for any order of any rows, hides no work, and leaves one of each', () => {
  const ids = Array.from({ length: 8 }, () => createTopicId())
  const origin = fc.record({ first: fc.constantFrom('a', 'b'), isUntouched: fc.boolean() })
  const row = fc.record({ id: fc.constantFrom(...ids), imported: fc.option(origin, { nil: undefined }) })
  const rows = fc.uniqueArray(row, { selector: ({ id }) => id, maxLength: 8 })
  type Plain = Parameters<typeof foldDoubles>[0][number]
  const plain = (list: readonly { readonly id: TopicId; readonly imported: Plain['imported'] }[]): Plain[] =>
    list.map(({ id, imported }) => (imported === undefined ? { id } : { id, imported }))
  fc.assert(
    fc.property(rows, (list) => {
      const fold = (some: typeof list) => foldDoubles(plain(some))
      const folded = new Map(fold(list).map((one) => [one.id, one]))
      expect(new Map(fold(list.toReversed()).map((one) => [one.id, one]))).toEqual(folded)
      for (const one of folded.values()) {
        if (one.mergedInto === undefined) continue
        expect(one.imported?.isUntouched).toBe(true)
        const kept = folded.get(one.mergedInto)
        expect(kept?.mergedInto).toBeUndefined()
        expect(kept?.imported?.first).toBe(one.imported?.first)
      }
      const untouched = [...folded.values()].filter((one) => isShown(one) && one.imported?.isUntouched === true)
      const origins = untouched.map((one) => one.imported?.first)
      expect(new Set(origins).size).toBe(origins.length)
    }),
  )
})

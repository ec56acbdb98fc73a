import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { TopicId } from '../../src/domain/ids.ts'
import { deliver, openReplica, startTestCamp, type TestReplica } from '../support/notebooks.ts'
import { createRandom, pick } from '../support/random.ts'
import { hasShared, sharedPath } from '../support/shared.ts'

/** Hands everything around until nothing new is left, in random order, with duplicates. */
async function settle(replicas: readonly TestReplica[], random: () => number): Promise<void> {
  for (let round = 0; round < replicas.length * 4; round++)
    await deliver(pick(replicas, random), pick(replicas, random))
  for (let round = 0; round < 2; round++) {
    for (const from of replicas) for (const to of replicas) if (from !== to) await deliver(from, to)
  }
}

async function expectOneCatalog(replicas: readonly TestReplica[]): Promise<void> {
  const cids = []
  for (const { notebook } of replicas) cids.push((await notebook.catalogCid()).toString())
  expect(new Set(cids).size).toBe(1)
  expect(new Set(replicas.map(({ notebook }) => notebook.exchange.headsDigest())).size).toBe(1)
}

/** Seeds that once failed stay here by name. */
const seeds = [1, 2, 3, 20_191_121]

describe('replicas that edit at random and meet at random', () => {
  for (const seed of seeds) {
    it(`reach one catalog (seed ${seed})`, async () => {
      const random = createRandom(seed)
      const camp = await startTestCamp()
      const replicas = await Promise.all(['Ana', 'Bo', 'Chi', 'Dee'].map((name) => openReplica(camp, name)))
      for (let step = 0; step < 60; step++) {
        const { notebook } = pick(replicas, random)
        const rows = notebook.rows()
        const dice = random()
        if (rows.length === 0 || dice < 0.1) await notebook.createTopic({ title: `Topic ${step}` })
        else if (dice < 0.7) {
          const { id } = pick(rows, random)
          const { outcome } = await notebook.readTopic(id)
          const at = Math.floor(random() * (outcome.document.length + 1))
          const kept = random() < 0.2 ? outcome.document.slice(0, at) : outcome.document
          await notebook.changeTopic(id, { outcome: `${kept.slice(0, at)}<${step} 🐋>${kept.slice(at)}` })
        } else if (dice < 0.8)
          await notebook.changeTopic(pick(rows, random).id, { title: `Renamed ${step}`, tags: [`t${step}`] })
        else if (dice < 0.85) {
          const bytes = new TextEncoder().encode(`file of step ${step}`)
          await notebook.attach(pick(rows, random).id, { name: 'note.txt', type: 'text/plain', bytes })
        } else await deliver(pick(replicas, random), pick(replicas, random))
      }
      await settle(replicas, random)
      await expectOneCatalog(replicas)
    })
  }
})

interface History {
  readonly revisions: readonly { readonly author: string; readonly authored: string; readonly blob: string }[]
  readonly blobs: Readonly<Record<string, string>>
}

describe.skipIf(!hasShared('corpus/ipfs-camp-history'))('the real camp, replayed', () => {
  it('reaches one catalog on the replicas of all its authors', async () => {
    const random = createRandom(2019)
    const camp = await startTestCamp()
    const folder = sharedPath('corpus/ipfs-camp-history')
    const edits = readdirSync(folder).flatMap((name) => {
      const history: History = JSON.parse(readFileSync(`${folder}/${name}`, 'utf8'))
      return history.revisions.map((revision) => ({ ...revision, name, text: history.blobs[revision.blob] ?? '' }))
    })
    edits.sort((a, b) => Date.parse(a.authored) - Date.parse(b.authored))
    const authors = [...new Set(edits.map((edit) => edit.author))].slice(0, 6)
    const replicas = new Map<string, TestReplica>()
    for (const author of authors) replicas.set(author, await openReplica(camp, author))
    const all = [...replicas.values()]
    const topics = new Map<string, TopicId>()
    for (const edit of edits) {
      const writer = replicas.get(edit.author) ?? pick(all, random)
      const id = topics.get(edit.name)
      if (id === undefined)
        topics.set(edit.name, await writer.notebook.createTopic({ title: edit.name, outcome: edit.text }))
      else if (writer.notebook.rows().some((row) => row.id === id))
        await writer.notebook.changeTopic(id, { outcome: edit.text })
      if (random() < 0.3) await deliver(pick(all, random), pick(all, random))
    }
    await settle(all, random)
    await expectOneCatalog(all)
    expect(all[0]?.notebook.rows()).toHaveLength(topics.size)
  }, 240_000)
})

describe.skipIf(!hasShared('corpus/ipfs-camp-concurrent'))('two people who changed one file from one base', () => {
  const folder = sharedPath('corpus/ipfs-camp-concurrent')
  const cases = hasShared('corpus/ipfs-camp-concurrent') ? readdirSync(folder) : []
  it.each(cases)('both keep the lines they added: %s', async (name) => {
    const read = (file: string): string => readFileSync(`${folder}/${name}/${file}`, 'utf8')
    const [base, a, b] = [read('base.md'), read('a.md'), read('b.md')]
    const camp = await startTestCamp()
    const [ana, bo] = [await openReplica(camp, 'Ana'), await openReplica(camp, 'Bo')]
    const id = await ana.notebook.createTopic({ title: name, outcome: base })
    await deliver(ana, bo)
    await ana.notebook.changeTopic(id, { outcome: a })
    await bo.notebook.changeTopic(id, { outcome: b })
    await deliver(ana, bo)
    await deliver(bo, ana)
    await expectOneCatalog([ana, bo])
    const merged = (await ana.notebook.readTopic(id)).outcome.document
    expect(merged.isWellFormed()).toBe(true)
    expect(count(merged, '\ufffd')).toBeLessThanOrEqual(Math.max(count(a, '\ufffd'), count(b, '\ufffd')))
    const lost = [...addedLines(base, a), ...addedLines(base, b)].filter((line) => !merged.includes(line))
    expect(lost).toEqual([])
  })
})

const count = (text: string, part: string): number => text.split(part).length - 1

/** Lines that stand in `changed` and nowhere in `base`, and are no rewriting of one of its lines. */
function addedLines(base: string, changed: string): string[] {
  const before = base.split('\n')
  const known = new Set(before)
  const removed = new Set(before.filter((line) => !changed.split('\n').includes(line)))
  return changed
    .split('\n')
    .filter((line) => line.trim() !== '' && !known.has(line))
    .filter((line) => ![...removed].some((old) => isRewritten(old, line)))
}

/** Shares most of its words with a line that went: an edit inside a line, which merges letter by letter. */
function isRewritten(old: string, line: string): boolean {
  const words = new Set(old.match(/\w+/g) ?? [])
  const mine = line.match(/\w+/g) ?? []
  return mine.length > 0 && mine.filter((word) => words.has(word)).length * 2 > Math.max(mine.length, words.size)
}

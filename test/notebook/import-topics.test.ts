import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { exportMarkdown } from '../../src/domain/markdown/export-markdown.ts'
import { starterTopics } from '../../src/domain/starter/starter-catalog.ts'
import type { Topic } from '../../src/domain/topic.ts'
import { importTopics } from '../../src/notebook/import-topics.ts'
import type { Notebook } from '../../src/notebook/notebook.ts'
import { openReplica, startTestCamp } from '../support/notebooks.ts'
import { hasShared, sharedFiles, sharedPath } from '../support/shared.ts'

const file = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) })

const table = (rows: readonly string[]): ReturnType<typeof file> =>
  file('README.md', `# Camp\n\n| # | Topic | Description |\n|---|---|---|\n${rows.join('\n')}\n`)

async function emptyNotebook(): Promise<Notebook> {
  return (await openReplica(await startTestCamp(), 'Ana')).notebook
}

async function topicsOf(notebook: Notebook): Promise<Topic[]> {
  return Promise.all(notebook.rows().map((row) => notebook.readTopic(row.id)))
}

const counts = ({ created, updated, unchanged }: Awaited<ReturnType<typeof importTopics>>): number[] => [
  created.length,
  updated.length,
  unchanged.length,
]

describe('importing into a notebook', () => {
  it('creates topics once and finds them again', async () => {
    const notebook = await emptyNotebook()
    const files = [table(['| 1 | Doors 📦 | Open ones |', '| 2 | Walls | Thick ones |'])]
    expect(counts(await importTopics(notebook, files))).toEqual([2, 0, 0])
    expect(counts(await importTopics(notebook, files))).toEqual([0, 0, 2])
    expect(notebook.rows().map(({ number, title, tags }) => [number, title, tags])).toEqual([
      ['1', 'Doors', ['📦']],
      ['2', 'Walls', []],
    ])
  })

  it('follows topics that were renumbered, and those that were renamed', async () => {
    const notebook = await emptyNotebook()
    await importTopics(notebook, [table(['| 1 | Doors and windows | a |', '| 2 | Walls | b |'])])
    const ids = new Map(notebook.rows().map((row) => [row.summary, row.id]))
    const report = await importTopics(notebook, [table(['| 1 | Doors, windows and gates | a |', '| 7 | Walls | b |'])])
    expect(counts(report)).toEqual([0, 2, 0])
    await notebook.commit()
    expect(notebook.findTopic('7')).toBe(ids.get('b'))
    expect(notebook.findTopic('Doors, windows and gates')).toBe(ids.get('a'))
  })

  it('updates what changed in the file and leaves what people changed since', async () => {
    const notebook = await emptyNotebook()
    const page = (notes: string) =>
      file('01-doors.md', `# Doors\n\nWhy doors.\n\n## Goal\n\nOpen\n\n## Notes\n\n${notes}\n`)
    const row = table(['| 1 | [Doors](./01-doors.md) | Old words |'])
    await importTopics(notebook, [row, page('First.')])
    const id = notebook.findTopic('Doors')
    await notebook.changeTopic(id, { goal: 'Open, and stay open', outcome: '## Notes\n\nFirst.\n\nAn hour of work.' })
    expect(counts(await importTopics(notebook, [row, page('First.')]))).toEqual([0, 0, 1])
    const newRow = table(['| 1 | [Doors](./01-doors.md) | New words |'])
    expect(counts(await importTopics(notebook, [newRow, page('First.')]))).toEqual([0, 1, 0])
    const topic = await notebook.readTopic(id)
    expect([topic.summary, topic.goal]).toEqual(['New words', 'Open, and stay open'])
    expect(topic.outcome.document).toContain('An hour of work.')
    await importTopics(notebook, [newRow, page('Second.')])
    expect((await notebook.readTopic(id)).outcome.document).toBe('## Notes\n\nSecond.')
  })

  it('takes nothing away that a table has no column for', async () => {
    const notebook = await emptyNotebook()
    const id = await notebook.createTopic({
      number: '1',
      title: 'Doors',
      tags: ['2019', '🧪'],
      proposedBy: ['Ana'],
      outcome: 'Done',
    })
    await importTopics(notebook, [table(['| 1 | Doors 📦 | Words |'])])
    expect(await notebook.readTopic(id)).toMatchObject({ tags: ['2019', '📦'], proposedBy: ['Ana'], summary: 'Words' })
    expect((await notebook.readTopic(id)).outcome.document).toBe('Done')
  })

  it('keeps topics of two camps apart that have one title', async () => {
    const notebook = await emptyNotebook()
    const other = file('2018.md', 'Topic | Proposed by | Description\n--- | --- | ---\nDoors | @bo | x\n')
    await importTopics(notebook, [table(['| 1 | Doors | a |'])])
    await importTopics(notebook, [other])
    expect(notebook.rows()).toHaveLength(2)
    expect(counts(await importTopics(notebook, [other]))).toEqual([0, 0, 1])
  })

  it('joins a page that comes later, alone, to its topic', async () => {
    const notebook = await emptyNotebook()
    await importTopics(notebook, [table(['| 1 | Doors | a |', '| 2 | Walls | b |'])])
    const report = await importTopics(notebook, [file('02-walls.md', '# Walls\n\n## Goal\n\nThick\n')])
    expect(counts(report)).toEqual([0, 1, 0])
    expect(await notebook.readTopic(notebook.findTopic('2'))).toMatchObject({ goal: 'Thick', summary: 'b' })
  })

  it('brings nothing in when one of the files is no text', async () => {
    const notebook = await emptyNotebook()
    const photo = { name: 'photo.md', bytes: new Uint8Array([0xff, 0xd8, 0xff]) }
    await expect(importTopics(notebook, [table(['| 1 | Doors | a |']), photo])).rejects.toMatchObject({
      name: 'InvalidInputError',
    })
    expect(notebook.rows()).toEqual([])
  })

  it('stops between topics when it is told to', async () => {
    const notebook = await emptyNotebook()
    const controller = new AbortController()
    const importing = importTopics(notebook, [table(['| 1 | Doors | a |', '| 2 | Walls | b |'])], {
      signal: controller.signal,
      onProgress: ({ done }) => {
        if (done === 1) controller.abort(new Error('enough'))
      },
    })
    await expect(importing).rejects.toThrow('enough')
  })

  it('exports the starter camp and takes it back without a change', async () => {
    const notebook = await emptyNotebook()
    for (const topic of starterTopics()) await notebook.createTopic(topic)
    expect(notebook.rows()).toHaveLength(56)
    const files = exportMarkdown('Camp', await topicsOf(notebook)).map(({ path, bytes }) => ({ name: path, bytes }))
    expect(counts(await importTopics(notebook, files))).toEqual([0, 0, 56])
    const second = await emptyNotebook()
    await importTopics(second, files)
    const again = exportMarkdown('Camp', await topicsOf(second))
    const texts = (list: typeof again): string[] => list.map(({ bytes }) => new TextDecoder().decode(bytes)).sort()
    expect(texts(again).filter((text) => !text.startsWith('# Camp'))).toEqual(
      texts(files.map(({ name, bytes }) => ({ path: name, bytes }))).filter((text) => !text.startsWith('# Camp')),
    )
  }, 60_000)
})

describe.skipIf(!hasShared('seeds'))('importing the real camps', () => {
  const seeds = () =>
    ['000_f0650d3d529ff334.txt', '001_42c89c2408fa948a.txt'].map((name) => ({
      name,
      bytes: readFileSync(sharedPath('seeds', name)),
    }))

  it('gives 56 topics from both seeds, once, also over the starter camp', async () => {
    const notebook = await emptyNotebook()
    expect(counts(await importTopics(notebook, seeds()))).toEqual([56, 0, 0])
    expect(counts(await importTopics(notebook, seeds()))).toEqual([0, 0, 56])
    const started = await emptyNotebook()
    for (const topic of starterTopics()) await started.createTopic(topic)
    expect((await importTopics(started, seeds())).created).toEqual([])
    expect(started.rows().filter((row) => row.tags.includes('📦'))).toHaveLength(
      notebook.rows().filter((row) => row.tags.includes('📦')).length,
    )
  }, 60_000)

  it('joins the pages of the camp to the topics of its table, whose numbers have changed since', async () => {
    const notebook = await emptyNotebook()
    await importTopics(notebook, seeds())
    const pages = sharedFiles('corpus/ipfs-camp/DEEP_DIVES', '.md')
    await importTopics(notebook, pages)
    const titles = notebook
      .rows()
      .filter((row) => row.number !== '')
      .map((row) => row.title)
    expect(new Set(titles).size).toBe(titles.length)
    expect(await notebook.readTopic(notebook.findTopic('2'))).toMatchObject({ title: 'Scaling up the DHT' })
    expect(counts(await importTopics(notebook, pages)).slice(0, 2)).toEqual([0, 0])
  }, 60_000)
})

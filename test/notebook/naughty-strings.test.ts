// Texts that break software, through every field of a line: saved, met by another laptop, exported and imported again.
import { describe, expect, it } from 'vitest'
import { limits } from '../../src/domain/limits.ts'
import { exportMarkdown } from '../../src/domain/markdown/export-markdown.ts'
import { addSession, setParticipant } from '../../src/domain/session-document.ts'
import type { Topic } from '../../src/domain/topic.ts'
import { importTopics } from '../../src/notebook/import-topics.ts'
import { carFromBytes } from '../../src/publishing/car-source.ts'
import { importCar } from '../../src/publishing/import-car.ts'
import { writeCampCar } from '../../src/publishing/write-car.ts'
import { asText, naughtyStrings, veryLong } from '../support/naughty-strings.ts'
import { deliver, openReplica, startTestCamp, type TestReplica } from '../support/notebooks.ts'

const texts = naughtyStrings.map(([, text]) => text)

async function topicsOf({ notebook }: TestReplica): Promise<Topic[]> {
  return Promise.all(notebook.rows().map((row) => notebook.readTopic(row.id)))
}

/** One topic a text, numbered in order. */
async function write(replica: TestReplica): Promise<void> {
  for (const [i, text] of texts.entries()) {
    const id = await replica.notebook.createTopic({
      number: String(i + 1),
      title: text,
      summary: text,
      tags: [text],
      proposedBy: [text],
      necessary: ['Ana', text],
      goal: text,
      outcome: text,
    })
    const open = await replica.notebook.openTopic(id)
    const session = addSession(open.doc, { start: 1, minutes: 75, place: text })
    setParticipant(open.doc, session, { id: 'p1', name: text, role: 'participant' })
    await open.close()
  }
  await replica.notebook.commit()
}

const line = (text: string): string => asText(text).trim()

describe('naughty strings', () => {
  it('are kept, read back and the same on another laptop and after a .car file', async () => {
    const camp = await startTestCamp()
    const ana = await openReplica(camp, 'Ana')
    await write(ana)
    const topics = await topicsOf(ana)
    expect(topics).toHaveLength(texts.length)
    for (const [i, topic] of topics.entries()) {
      const text = asText(texts[i] ?? '')
      const { title, summary, goal, outcome, tags, proposedBy, necessary, sessions } = topic
      expect({ title, summary, goal, outcome: outcome.document }).toEqual({
        title: text,
        summary: text,
        goal: text,
        outcome: text,
      })
      expect([tags, proposedBy, necessary]).toEqual([[line(text)], [line(text)], ['Ana', line(text)]])
      expect(sessions).toMatchObject([{ place: text, participants: [{ name: text }] }])
    }

    const [bo, cem] = [await openReplica(camp, 'Bo'), await openReplica(camp, 'Cem')]
    expect((await deliver(ana, bo)).map((result) => result.kind)).toEqual(['accepted'])
    expect(await topicsOf(bo)).toEqual(topics)
    const chunks: Uint8Array[] = []
    for await (const chunk of writeCampCar(bo.notebook.exchange)) chunks.push(chunk)
    const taken = await importCar(carFromBytes(new Uint8Array(Buffer.concat(chunks))), cem.notebook.exchange)
    expect(taken).toMatchObject({ kind: 'camp', isWhole: true })
    expect(await topicsOf(cem)).toEqual(topics)
    await Promise.all([bo, cem].map((replica) => replica.notebook.catalogCid()))
    expect(bo.notebook.rows()).toEqual(cem.notebook.rows())
  })

  it('come back from a folder of Markdown, which holds one file a topic and nothing outside', async () => {
    const ana = await openReplica(await startTestCamp(), 'Ana')
    await write(ana)
    const topics = await topicsOf(ana)
    const files = exportMarkdown('=1+1 | <b> `', topics)
    expect(new Set(files.map((file) => file.path.toLowerCase())).size).toBe(texts.length + 1)
    for (const { path } of files) expect(path).toMatch(/^[\w-]{1,120}\.md$/)

    const bo = await openReplica(await startTestCamp(), 'Bo')
    const given = files.map(({ path, bytes }) => ({ name: path, bytes }))
    const report = await importTopics(bo.notebook, given)
    expect(report.created).toHaveLength(texts.length)
    const shown = ({ number, title, summary, tags, proposedBy, necessary, goal, outcome }: Topic) => ({
      number,
      title,
      summary,
      tags,
      proposedBy,
      necessary,
      // Pages are Markdown, and come back with one line end.
      goal: goal.replaceAll('\r', '\n'),
      outcome: outcome.document.replaceAll('\r', '\n'),
    })
    for (const [i, topic] of (await topicsOf(bo)).entries()) expect(shown(topic)).toEqual(shown(topics[i] as Topic))
    expect((await importTopics(bo.notebook, given)).unchanged).toHaveLength(texts.length)
  })

  it('of a stranger whose program keeps NUL spoil no folder of Markdown', async () => {
    const ana = await openReplica(await startTestCamp(), 'Ana')
    await ana.notebook.createTopic({ number: '1', title: 'Beside it' })
    const open = await ana.notebook.openTopic(await ana.notebook.createTopic({ number: '2', title: 'Odd' }))
    open.doc.getMap('topic').set('title', 'Odd\0 title')
    open.doc.getMap('topic').set('summary', 'su\0mmary')
    open.doc.getText('goal').insert(0, 'go\0al')
    await open.close()
    const files = exportMarkdown('Ca\0mp', await topicsOf(ana))
    const bo = await openReplica(await startTestCamp(), 'Bo')
    await importTopics(
      bo.notebook,
      files.map(({ path, bytes }) => ({ name: path, bytes })),
    )
    expect((await topicsOf(bo)).map(({ title, summary, goal }) => [title, summary, goal])).toEqual([
      ['Beside it', '', ''],
      ['Odd\ufffd title', 'su\ufffdmmary', 'go\ufffdal'],
    ])
  })

  it('find their topic by title, or say why not', async () => {
    const ana = await openReplica(await startTestCamp(), 'Ana')
    await write(ana)
    for (const row of ana.notebook.rows()) {
      let found: unknown
      try {
        found = ana.notebook.findTopic(row.title)
      } catch (error) {
        found = error instanceof Error ? error.name : error
      }
      // A title that is another topic's number is that number; one within several titles fits them all.
      const isNumber = ana.notebook.rows().some((other) => other.number === row.title.trim().replace(/^#/, ''))
      if (!isNumber) expect([row.id, 'InvalidInputError', 'NotFoundError']).toContain(found)
      if (!isNumber && row.title.trim() === row.title) expect(found).toBe(row.id)
    }
  })
})

describe('a file with a naughty name', () => {
  it.each(naughtyStrings)('is kept, or refused in words: %s', async (_, text) => {
    const camp = await startTestCamp()
    const [ana, bo] = [await openReplica(camp, 'Ana'), await openReplica(camp, 'Bo')]
    const id = await ana.notebook.createTopic({ title: 'With a file' })
    const bytes = new TextEncoder().encode(text)
    const attached = await ana.notebook
      .attach(id, { name: text, type: 'text/plain', caption: text, bytes })
      .catch((error: unknown) => error)
    if (attached instanceof Error) {
      expect(attached).toMatchObject({ name: 'InvalidInputError', what: 'file name' })
      return
    }
    const [file] = (await ana.notebook.readTopic(id)).files
    expect(file?.name).not.toMatch(/[/\\\0]|^\.{0,2}$/)
    expect(file).toEqual(attached)
    expect(file?.caption).toBe(asText(text))
    await deliver(ana, bo)
    expect((await bo.notebook.readTopic(id)).files).toEqual([file])
    expect(await bo.notebook.loadFile(file?.cid ?? '')).toEqual(bytes)
    // The same name once more is another file.
    await ana.notebook.attach(id, { name: text, type: '', bytes: new Uint8Array([1]) })
    expect((await ana.notebook.readTopic(id)).files).toHaveLength(2)
    expect((await deliver(ana, bo)).map((result) => result.kind)).toContain('accepted')
    expect(await bo.notebook.catalogCid()).toEqual(await ana.notebook.catalogCid())
  })
})

describe('a participant with a naughty name', () => {
  it.each(naughtyStrings)('is called so on every laptop: %s', async (_, text) => {
    const camp = await startTestCamp()
    const [ana, bo] = [await openReplica(camp, 'Ana'), await openReplica(camp, 'Bo')]
    await ana.notebook.setProfile({ name: text })
    await ana.notebook.commit()
    const expected = line(text).slice(0, limits.maxDisplayNameCharacters)
    const nameOf = ({ notebook }: TestReplica): string | undefined =>
      notebook.authors().find((author) => author.id === ana.notebook.self)?.name
    expect(nameOf(ana)).toBe(expected)
    expect((await deliver(ana, bo)).map((result) => result.kind)).toEqual(['accepted'])
    expect(nameOf(bo)).toBe(expected)
  })
})

describe('a text that is far too long', () => {
  it('is cut between characters where it is a line, and kept whole where it is a page', async () => {
    const camp = await startTestCamp()
    const [ana, bo] = [await openReplica(camp, 'Ana'), await openReplica(camp, 'Bo')]
    await ana.notebook.setProfile({ name: veryLong })
    const id = await ana.notebook.createTopic({ title: veryLong, summary: veryLong, tags: [veryLong], goal: veryLong })
    await expect(
      ana.notebook.attach(id, { name: `${veryLong}.txt`, type: '', bytes: new Uint8Array(1) }),
    ).rejects.toMatchObject({ name: 'InvalidInputError', what: 'file name' })
    expect((await deliver(ana, bo)).map((result) => result.kind)).toEqual(['accepted'])
    for (const { notebook } of [ana, bo]) {
      const { title, summary, goal } = await notebook.readTopic(id)
      expect([summary, goal]).toEqual([veryLong, veryLong])
      expect(veryLong.startsWith(title)).toBe(true)
      expect(limits.maxTitleCharacters - title.length).toBeLessThan(2)
      const name = notebook.authors().find((author) => author.id === ana.notebook.self)?.name ?? ''
      expect(veryLong.startsWith(name)).toBe(true)
      expect(limits.maxDisplayNameCharacters - name.length).toBeLessThan(2)
      for (const text of [title, name]) expect(text.isWellFormed()).toBe(true)
    }
    const files = exportMarkdown('Camp', await topicsOf(bo))
    for (const { path } of files) expect(path.length).toBeLessThan(120)
    const cem = await openReplica(await startTestCamp(), 'Cem')
    await importTopics(
      cem.notebook,
      files.map(({ path, bytes }) => ({ name: path, bytes })),
    )
    const [copy] = await topicsOf(cem)
    expect([copy?.summary, copy?.goal]).toEqual([veryLong, veryLong])
  })
})

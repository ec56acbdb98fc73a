import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { type AuthorId, parseAuthorId } from '../../src/domain/ids.ts'
import { keepVersion, type ParagraphVersion } from '../../src/domain/paragraph-versions.ts'
import { noteSeenEdits } from '../../src/domain/seen-edits.ts'
import { replaceText } from '../../src/domain/text-edit.ts'
import { findConcurrentParagraphs, paragraphsWrittenAtOnce } from '../../src/domain/written-at-once.ts'

const ana = parseAuthorId('12D3KooWGzBXWNvHpLALvWgKmKSEYyXR4bnKBZzQHAT2aQVUmBJ7')
const bo = parseAuthorId('12D3KooWGC6TvWhfapngX6wvJHMYvKpDMXPb3ZnCZ6dMoaMtimQ5')
const cy = parseAuthorId('12D3KooWMvyvKxYcy9mjbFbXcogFSCvENzQ62ogRxHKZaksFCkAp')

const base = '# Found\n\nEvery laptop holds the whole notebook today.\n\nNobody reads the last line.\n'

const read = (doc: Y.Doc): string => doc.getText('outcome').toString()

function meetAll(...docs: readonly Y.Doc[]): void {
  for (const from of docs) {
    for (const to of docs) Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)), 'remote')
  }
}

/** One laptop for each author, all with the same note. */
function laptops(authors: readonly AuthorId[], note = base) {
  const origin = new Y.Doc()
  origin.getText('outcome').insert(0, note)
  const writers = new Map<number, AuthorId>()
  const docs = authors.map((author) => {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(origin), 'remote')
    writers.set(doc.clientID, author)
    noteSeenEdits(doc)
    return doc
  })
  const found = (doc: Y.Doc) => paragraphsWrittenAtOnce(doc, findConcurrentParagraphs(doc), writers)
  const versionBy = (doc: Y.Doc, author: AuthorId): ParagraphVersion => {
    const version = found(doc)
      .flatMap(({ versions }) => versions)
      .find((other) => other.author === author)
    if (version === undefined) throw new Error('there is no such version')
    return version
  }
  return { docs, found, versionBy }
}

function insert(doc: Y.Doc, before: string, words: string): void {
  const at = read(doc).indexOf(before)
  if (at === -1) throw new Error(`no “${before}”`)
  doc.getText('outcome').insert(at, words)
}

const rewrite = (doc: Y.Doc, from: string, to: string): void =>
  doc.transact(() => replaceText(doc.getText('outcome'), read(doc).replace(from, to)))

function two(note = base) {
  const { docs, found, versionBy } = laptops([ana, bo], note)
  const [a = new Y.Doc(), b = new Y.Doc()] = docs
  return { a, b, found, versionBy }
}

const who = { by: cy, at: 5 }

describe('one author’s version of a paragraph', () => {
  it('is the paragraph without what the other inserted meanwhile, and nothing else goes', () => {
    const { a, b, versionBy } = two()
    insert(a, 'laptop', 'old ')
    insert(a, 'today', 'here ')
    insert(b, 'notebook', 'thick ')
    meetAll(a, b)
    expect(versionBy(a, ana).text).toBe('Every old laptop holds the whole notebook here today.')
    expect(versionBy(a, bo).text).toBe('Every laptop holds the whole thick notebook today.')
    keepVersion(a, versionBy(a, bo), who)
    expect(read(a)).toBe(base.replace('whole', 'whole thick'))
  })

  it('takes the line break along where the other’s line goes, whichever stands first', () => {
    const line = 'Every laptop holds the whole notebook today.'
    for (const [keeper, kept] of [
      [ana, 'Ana wrote this.'],
      [bo, 'Bo has that.'],
    ] as const) {
      const { a, b, versionBy } = two()
      rewrite(a, line, 'Ana wrote this.')
      rewrite(b, line, 'Bo has that.')
      meetAll(a, b)
      expect(versionBy(a, keeper).text).toBe(kept)
      keepVersion(a, versionBy(a, keeper), who)
      expect(read(a)).toBe(base.replace(line, kept))
    }
  })

  it('leaves alone what the same person wrote in other paragraphs between two words of this one', () => {
    const { a, b, versionBy } = two()
    insert(a, 'laptop', 'b')
    insert(a, 'last', 'very ')
    insert(a, 'blaptop', 'a')
    insert(b, 'today', 'as of ')
    meetAll(a, b)
    keepVersion(b, versionBy(b, bo), who)
    expect(read(b)).toBe(base.replace('today', 'as of today').replace('last', 'very last'))
  })

  it('is settled for everybody, also where the others of three go', () => {
    const { docs, found, versionBy } = laptops([ana, bo, cy])
    const [a = new Y.Doc(), b = new Y.Doc(), c = new Y.Doc()] = docs
    insert(a, 'laptop', 'old ')
    insert(b, 'notebook', 'thick ')
    insert(c, 'today', 'as of ')
    meetAll(a, b, c)
    keepVersion(a, versionBy(a, bo), who)
    meetAll(a, b, c)
    for (const doc of [a, b, c]) {
      expect(read(doc)).toBe(base.replace('notebook', 'thick notebook'))
      expect(found(doc)).toEqual([])
    }
  })

  it('keeps what somebody added who had seen it', () => {
    const { docs, found, versionBy } = laptops([ana, bo, cy])
    const [a = new Y.Doc(), b = new Y.Doc(), c = new Y.Doc()] = docs
    insert(a, 'laptop', 'old ')
    meetAll(a, c)
    insert(c, 'holds', 'always ')
    insert(b, 'today', 'as of ')
    meetAll(a, b, c)
    // Ana and Bo did not know of each other, nor did Cy and Bo; Cy had read Ana’s word.
    expect(versionBy(a, ana).text).toBe('Every old laptop always holds the whole notebook today.')
    expect(versionBy(a, bo).text).toBe('Every laptop holds the whole notebook as of today.')
    keepVersion(a, versionBy(a, ana), who)
    expect(found(a)).toEqual([])
  })

  it('is one step of the editor’s undo, and undoing it does not ask again', () => {
    const { a, b, found, versionBy } = two()
    insert(a, 'laptop', 'old ')
    insert(b, 'today', 'as of ')
    meetAll(a, b)
    const before = read(a)
    const undo = new Y.UndoManager(a.getText('outcome'))
    keepVersion(a, versionBy(a, bo), who)
    expect(read(a)).not.toBe(before)
    undo.undo()
    expect(read(a)).toBe(before)
    meetAll(a, b)
    expect(read(b)).toBe(before)
    expect(found(b)).toEqual([])
  })
})

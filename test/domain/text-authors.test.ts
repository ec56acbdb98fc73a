import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { type AuthorId, parseAuthorId } from '../../src/domain/ids.ts'
import { authoredRanges, authorShares, writersOf } from '../../src/domain/text-authors.ts'
import type { AuthoredUpdate } from '../../src/domain/text-history.ts'

const ana = parseAuthorId('12D3KooWGzBXWNvHpLALvWgKmKSEYyXR4bnKBZzQHAT2aQVUmBJ7')
const bo = parseAuthorId('12D3KooWGC6TvWhfapngX6wvJHMYvKpDMXPb3ZnCZ6dMoaMtimQ5')

function writer(author: AuthorId, log: AuthoredUpdate[]): Y.Doc {
  const doc = new Y.Doc()
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== 'remote') log.push({ at: 1, author, update })
  })
  return doc
}

const meet = (from: Y.Doc, to: Y.Doc): void => Y.applyUpdate(to, Y.encodeStateAsUpdate(from), 'remote')
const textIn = (doc: Y.Doc): string => doc.getText('outcome').toString()

describe('who wrote what', () => {
  it('tells each stretch by its author, also one typed into the middle of another’s', () => {
    const log: AuthoredUpdate[] = []
    const [a, b] = [writer(ana, log), writer(bo, log)]
    a.getText('outcome').insert(0, 'Every laptop.')
    meet(a, b)
    b.getText('outcome').insert('Every '.length, 'old ')
    b.getText('outcome').delete(0, 2)
    meet(b, a)
    const ranges = authoredRanges(a, writersOf(log))
    expect(ranges.map(({ author, from, to }) => [author, textIn(a).slice(from, to)])).toEqual([
      [ana, 'ery '],
      [bo, 'old '],
      [ana, 'laptop.'],
    ])
    expect(authoredRanges(b, writersOf(log))).toEqual(ranges)
    expect(authorShares(textIn(a), ranges)).toEqual([
      { author: ana, characters: 10, percent: 77 },
      { author: bo, characters: 3, percent: 23 },
    ])
  })

  it('keeps what it does not know apart', () => {
    const log: AuthoredUpdate[] = []
    const [a, live] = [writer(ana, log), new Y.Doc()]
    a.getText('outcome').insert(0, 'Signed')
    meet(a, live)
    live.getText('outcome').insert(6, ' live')
    meet(live, a)
    const ranges = authoredRanges(a, writersOf(log))
    expect(ranges).toEqual([
      { from: 0, to: 6, author: ana },
      { from: 6, to: 11 },
    ])
    expect(authorShares(textIn(a), ranges)).toEqual([
      { author: ana, characters: 6, percent: 60 },
      { characters: 4, percent: 40 },
    ])
  })

  it('has nothing to share out in a blank text', () => {
    expect(authorShares('', [])).toEqual([])
    expect(authorShares(' \n', [{ from: 0, to: 2, author: ana }])).toEqual([])
  })

  it('covers every character once, and every hundredth', () => {
    const edits = fc.array(fc.tuple(fc.boolean(), fc.nat(), fc.string({ minLength: 1, maxLength: 5 }), fc.nat(3)), {
      maxLength: 25,
    })
    fc.assert(
      fc.property(edits, (steps) => {
        const log: AuthoredUpdate[] = []
        const docs = [writer(ana, log), writer(bo, log)] as const
        for (const [isAna, at, text, gone] of steps) {
          const doc = isAna ? docs[0] : docs[1]
          const shared = doc.getText('outcome')
          const index = at % (shared.length + 1)
          shared.delete(index, Math.min(gone, shared.length - index))
          shared.insert(index, text)
          meet(doc, isAna ? docs[1] : docs[0])
        }
        const [doc] = docs
        const ranges = authoredRanges(doc, writersOf(log))
        const ends = ranges.map((range) => range.to)
        expect(ranges.map((range) => range.from)).toEqual([0, ...ends].slice(0, ranges.length))
        expect(ends.at(-1) ?? 0).toBe(textIn(doc).length)
        expect(ranges.every((range, i) => range.author !== undefined && range.author !== ranges[i + 1]?.author)).toBe(
          true,
        )
        const shares = authorShares(textIn(doc), ranges)
        const sum = shares.reduce((total, { percent }) => total + percent, 0)
        expect(sum).toBe(textIn(doc).trim() === '' ? 0 : 100)
      }),
      { numRuns: 200 },
    )
  })
})

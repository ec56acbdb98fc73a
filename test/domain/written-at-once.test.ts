import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { type AuthorId, parseAuthorId } from '../../src/domain/ids.ts'
import { markLookedAt } from '../../src/domain/looked-at.ts'
import { noteSeenEdits } from '../../src/domain/seen-edits.ts'
import { replaceText } from '../../src/domain/text-edit.ts'
import {
  findConcurrentParagraphs,
  type ParagraphWrittenAtOnce,
  paragraphsWrittenAtOnce,
} from '../../src/domain/written-at-once.ts'

const ana = parseAuthorId('12D3KooWGzBXWNvHpLALvWgKmKSEYyXR4bnKBZzQHAT2aQVUmBJ7')
const bo = parseAuthorId('12D3KooWGC6TvWhfapngX6wvJHMYvKpDMXPb3ZnCZ6dMoaMtimQ5')
const cy = parseAuthorId('12D3KooWMvyvKxYcy9mjbFbXcogFSCvENzQ62ogRxHKZaksFCkAp')

const base = '# Found\n\nEvery laptop holds the whole notebook today.\n\nNobody reads the last line.\n'

interface Group {
  readonly writers: Map<number, AuthorId>
  /** One more laptop, with all that `from` has. */
  join(author: AuthorId, from?: Y.Doc): Y.Doc
}

function startGroup(): Group {
  const writers = new Map<number, AuthorId>()
  return {
    writers,
    join(author, from) {
      const doc = new Y.Doc()
      writers.set(doc.clientID, author)
      if (from !== undefined) meet(from, doc)
      noteSeenEdits(doc)
      return doc
    },
  }
}

const meet = (from: Y.Doc, to: Y.Doc): void =>
  Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)), 'remote')

function meetBoth(a: Y.Doc, b: Y.Doc): void {
  meet(a, b)
  meet(b, a)
}

const read = (doc: Y.Doc): string => doc.getText('outcome').toString()

/** Types `text` letter by letter in front of `before`. */
function type(doc: Y.Doc, before: string, text: string): void {
  let at = read(doc).indexOf(before)
  if (at === -1) throw new Error(`no “${before}”`)
  for (const letter of text) doc.getText('outcome').insert(at++, letter)
}

const rewrite = (doc: Y.Doc, text: string): void => doc.transact(() => replaceText(doc.getText('outcome'), text))

const found = (doc: Y.Doc, { writers }: Group): ParagraphWrittenAtOnce[] =>
  paragraphsWrittenAtOnce(doc, findConcurrentParagraphs(doc), writers)

/** Two laptops with the same note. */
function twoLaptops() {
  const group = startGroup()
  const third = group.join(cy)
  third.getText('outcome').insert(0, base)
  return { group, a: group.join(ana, third), b: group.join(bo, third) }
}

describe('a paragraph that two people changed', () => {
  it('is found when neither knew of the other, on both laptops alike', () => {
    const { group, a, b } = twoLaptops()
    type(a, 'laptop', 'old ')
    type(b, 'today', 'as of ')
    expect(found(a, group)).toEqual([])
    meetBoth(a, b)
    const [paragraph, ...more] = found(a, group)
    expect(more).toEqual([])
    expect(read(a).slice(paragraph?.from, paragraph?.to)).toBe('Every old laptop holds the whole notebook as of today.')
    expect(paragraph?.parts).toEqual([
      { author: ana, text: 'old' },
      { author: bo, text: 'as of' },
    ])
    expect(found(b, group)).toEqual([paragraph])
  })

  it('is found when both rewrote its line', () => {
    const { group, a, b } = twoLaptops()
    rewrite(a, base.replace('Every laptop holds the whole notebook today.', 'Ana wrote this.'))
    rewrite(b, base.replace('Every laptop holds the whole notebook today.', 'Bo has that.'))
    meetBoth(a, b)
    expect(
      found(a, group)[0]
        ?.parts.map((part) => part.text)
        .sort(),
    ).toEqual(['Ana wrote this.', 'Bo has that.'])
  })

  it('is not found when the second had read what the first wrote, though their words stand apart', () => {
    const { group, a, b } = twoLaptops()
    type(a, 'laptop', 'old ')
    meetBoth(a, b)
    type(b, 'today', 'as of ')
    meetBoth(a, b)
    expect(found(a, group)).toEqual([])
    // And not when it goes back and forth, through a third laptop or an opening later.
    const third = group.join(cy, b)
    type(third, 'notebook', 'thick ')
    const again = group.join(ana, third)
    type(again, 'Every', 'Here ')
    for (const doc of [b, third, again]) meet(doc, a)
    expect(found(a, group)).toEqual([])
  })

  it('is not found when they changed different paragraphs', () => {
    const { group, a, b } = twoLaptops()
    type(a, 'laptop', 'old ')
    type(b, 'last', 'very ')
    meetBoth(a, b)
    expect(found(a, group)).toEqual([])
  })

  it('is not found when they type in it together and see each other', () => {
    const { group, a, b } = twoLaptops()
    for (let i = 0; i < 20; i++) {
      type(a, ' laptop', 'a')
      type(b, ' notebook', 'b')
      meetBoth(a, b)
    }
    type(b, 'today', 'as of ')
    meetBoth(a, b)
    expect(found(a, group)).toEqual([])
  })

  it('is not found when both are one author at two desks', () => {
    const { group, a } = twoLaptops()
    const other = group.join(ana, a)
    type(a, 'laptop', 'old ')
    type(other, 'today', 'as of ')
    meetBoth(a, other)
    expect(found(a, group)).toEqual([])
    expect(findConcurrentParagraphs(a)).toHaveLength(1)
  })

  it('is not found while nobody can tell who wrote one half', () => {
    const { group, a, b } = twoLaptops()
    type(a, 'laptop', 'old ')
    type(b, 'today', 'as of ')
    meetBoth(a, b)
    group.writers.delete(b.clientID)
    expect(found(a, group)).toEqual([])
  })
})

describe('looking at a paragraph', () => {
  it('settles it for everybody, until it is written at once again', () => {
    const { group, a, b } = twoLaptops()
    type(a, 'laptop', 'old ')
    type(b, 'today', 'as of ')
    type(a, 'last', 'very ')
    type(b, 'line', 'long ')
    meetBoth(a, b)
    const [first, second] = found(a, group)
    if (first === undefined || second === undefined) throw new Error('nothing was found')
    markLookedAt(a, first, { by: ana, at: 5 })
    expect(found(a, group)).toEqual([second])
    meetBoth(a, b)
    expect(found(b, group)).toEqual([second])
    // Going on with it is no reason to look again; doing so apart is.
    type(a, ' laptop', 'er')
    expect(found(a, group)).toHaveLength(1)
    type(b, 'whole', 'very ')
    meetBoth(a, b)
    expect(found(b, group)).toHaveLength(2)
  })

  it('is over when one of the two texts is gone', () => {
    const { group, a, b } = twoLaptops()
    type(a, 'laptop', 'old ')
    type(b, 'today', 'as of ')
    meetBoth(a, b)
    rewrite(a, read(a).replace('Every old laptop holds the whole notebook as of today.', 'Written anew by Ana.'))
    expect(found(a, group)).toEqual([])
  })
})

describe('what people have seen', () => {
  it('costs nothing in one’s own text, and one entry per meeting in another’s', () => {
    const { a, b } = twoLaptops()
    type(a, 'laptop', 'some words that are typed letter by letter ')
    expect(a.getArray('seen').length).toBe(1)
    meetBoth(a, b)
    type(b, 'today', 'and more of them ')
    type(b, 'Every', 'also here ')
    expect(b.getArray('seen').length).toBe(2)
    type(b, 'last', 'very ')
    type(b, 'line', 'long ')
    expect(b.getArray('seen').length).toBe(2)
  })

  it('is no step of undo', () => {
    const { a, b } = twoLaptops()
    const undo = new Y.UndoManager(b.getText('outcome'), { captureTimeout: 0 })
    type(a, 'laptop', 'old ')
    meetBoth(a, b)
    type(b, 'today', 'x')
    expect(undo.undoStack).toHaveLength(1)
    undo.undo()
    expect(read(b)).toBe(base.replace('laptop', 'old laptop'))
  })

  it('can be said by nobody for somebody else', () => {
    const { group, a, b } = twoLaptops()
    type(a, 'laptop', 'old ')
    type(b, 'today', 'as of ')
    meetBoth(a, b)
    const before = found(a, group)
    a.getArray('seen').push([
      [0, b.clientID, 0],
      [b.clientID, a.clientID, 999],
      'nonsense',
      [9e15, 1, 1],
      [-1, 2],
      [null],
    ])
    const eve = group.join(cy, a)
    for (const clock of [0, 1, 50]) eve.getArray('seen').push([[clock, a.clientID, 1e9, b.clientID, 1e9]])
    meet(eve, a)
    expect(before).toHaveLength(1)
    expect(found(a, group)).toEqual(before)
  })

  it('survives whatever a stranger says', () => {
    const plain = fc.json({ maxDepth: 3 }).map((text): unknown => JSON.parse(text))
    const numbers = fc.array(fc.oneof(fc.integer(), fc.double(), fc.constant(1e300)), { maxLength: 7 })
    fc.assert(
      fc.property(
        fc.array(fc.oneof(plain, numbers)),
        fc.array(fc.tuple(fc.string(), plain, numbers)),
        (seen, looked) => {
          const { group, a, b } = twoLaptops()
          type(a, 'laptop', 'old ')
          type(b, 'today', 'as of ')
          const eve = group.join(cy, a)
          eve.getArray('seen').push(seen)
          for (const [key, value] of looked) eve.getMap('looked').set(key, value)
          meetBoth(a, b)
          meet(eve, a)
          meet(a, b)
          expect(found(a, group)).toEqual(found(b, group))
        },
      ),
      { numRuns: 100 },
    )
  })
})

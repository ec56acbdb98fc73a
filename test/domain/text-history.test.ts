import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { type AuthorId, parseAuthorId } from '../../src/domain/ids.ts'
import { replaceText } from '../../src/domain/text-edit.ts'
import { type AuthoredUpdate, createTextHistory, inCausalOrder } from '../../src/domain/text-history.ts'

const ana = parseAuthorId('12D3KooWGzBXWNvHpLALvWgKmKSEYyXR4bnKBZzQHAT2aQVUmBJ7')
const bo = parseAuthorId('12D3KooWGC6TvWhfapngX6wvJHMYvKpDMXPb3ZnCZ6dMoaMtimQ5')
const minute = 60_000

/** Somebody's laptop: what they write is added to `log`. */
function writer(author: AuthorId, log: AuthoredUpdate[]) {
  const doc = new Y.Doc()
  let at = 0
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== 'remote') log.push({ at, author, update })
  })
  return {
    doc,
    write(time: number, text: string) {
      at = time
      doc.transact(() => replaceText(doc.getText('outcome'), text))
    },
    set(time: number, key: string, value: string) {
      at = time
      doc.getMap('topic').set(key, value)
    },
    receive: (other: { readonly doc: Y.Doc }) =>
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(other.doc, Y.encodeStateVector(doc)), 'remote'),
  }
}

const textsOf = (log: readonly AuthoredUpdate[]): string[] => {
  const history = createTextHistory(log)
  return history.points.map((_, i) => history.textAt(i))
}

describe('the history of a text', () => {
  it('has a point for each stretch of one author, with what the text was then', () => {
    const log: AuthoredUpdate[] = []
    const [a, b] = [writer(ana, log), writer(bo, log)]
    a.write(minute, 'One')
    a.write(minute + 5, 'One two')
    b.receive(a)
    b.write(2 * minute, 'One two three')
    a.receive(b)
    a.write(5 * minute, 'Gone')
    a.write(9 * minute, 'Back')
    const { points } = createTextHistory(log)
    expect(points).toEqual([
      { at: minute + 5, author: ana },
      { at: 2 * minute, author: bo },
      { at: 5 * minute, author: ana },
      { at: 9 * minute, author: ana },
    ])
    expect(textsOf(log)).toEqual(['One two', 'One two three', 'Gone', 'Back'])
  })

  it('can be read in any order, again and again', () => {
    const log: AuthoredUpdate[] = []
    const a = writer(ana, log)
    for (let i = 1; i < 20; i++) a.write(i * minute, `${i} `.repeat(i))
    const history = createTextHistory(log)
    const indices = [...history.points.keys(), ...[...history.points.keys()].reverse(), 3, 3, 17, 0]
    for (const i of indices) expect(history.textAt(i)).toBe(`${i + 1} `.repeat(i + 1))
    expect(() => history.textAt(19)).toThrow(RangeError)
  })

  it('tells of the outcome only', () => {
    const log: AuthoredUpdate[] = []
    const a = writer(ana, log)
    a.set(minute, 'title', 'Doors')
    a.write(3 * minute, 'Open')
    a.set(6 * minute, 'title', 'Gates')
    expect(createTextHistory(log).points).toEqual([{ at: 3 * minute, author: ana }])
    expect(createTextHistory([]).points).toEqual([])
  })

  it('puts nothing before what it builds on, though a clock is an hour behind', () => {
    const log: AuthoredUpdate[] = []
    const [a, b] = [writer(ana, log), writer(bo, log)]
    a.write(60 * minute, 'A sentence by Ana')
    b.receive(a)
    b.write(2 * minute, 'A sentence by Bo')
    b.write(4 * minute, 'Words by Bo')
    expect(textsOf(log)).toEqual(['A sentence by Ana', 'Words by Bo'])
    expect(createTextHistory(log).points.map((point) => point.author)).toEqual([ana, bo])
    const times = createTextHistory(log).points.map((point) => point.at)
    expect(times).toEqual([...times].sort((x, y) => x - y))
  })

  it('ends with the text that everybody has, whatever the order of the logs', () => {
    const edits = fc.array(fc.tuple(fc.boolean(), fc.nat(20), fc.string({ maxLength: 12 }), fc.boolean()), {
      minLength: 1,
      maxLength: 25,
    })
    fc.assert(
      fc.property(edits, fc.nat(), (steps, seed) => {
        const log: AuthoredUpdate[] = []
        const [a, b] = [writer(ana, log), writer(bo, log)]
        for (const [isAna, time, text, meets] of steps) {
          ;(isAna ? a : b).write(time * minute, text)
          if (meets) a.receive(b)
          if (meets) b.receive(a)
        }
        a.receive(b)
        const shuffled = [...log.slice(seed % (log.length + 1)), ...log.slice(0, seed % (log.length + 1))]
        expect(inCausalOrder(shuffled)).toHaveLength(log.length)
        expect(textsOf(shuffled).at(-1) ?? '').toBe(a.doc.getText('outcome').toString())
      }),
      { numRuns: 200 },
    )
  })

  it('goes on without what never came, and without what is no update', () => {
    const log: AuthoredUpdate[] = []
    const [a, b] = [writer(ana, log), writer(bo, log)]
    a.write(minute, 'Base')
    b.receive(a)
    b.write(2 * minute, 'Base and more')
    const [, last] = log
    if (last === undefined) throw new Error('nothing was written')
    expect(textsOf([{ at: 1, author: ana, update: new Uint8Array([1, 255, 255]) }, last])).toEqual([])
    expect(textsOf([last, ...log.slice(0, 1)])).toEqual(['Base', 'Base and more'])
  })
})

import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { checkUpdate, clientIdFor } from '../../src/contributions/client-id.ts'
import { compactLog, decodeLogEntries, encodeLogEntries, type LogEntry } from '../../src/contributions/log.ts'
import { createTopicId } from '../../src/domain/ids.ts'
import { limits } from '../../src/domain/limits.ts'
import { createRandom } from '../support/random.ts'

const topicId = createTopicId()
const publicKey = new Uint8Array(32).fill(2)
const nonceOf = (opening: number): Uint8Array => new Uint8Array(8).fill(opening)
const minute = 60_000

/** Writes a log by several openings of one document, each seeing what the others wrote. */
function writer() {
  const entries: LogEntry[] = []
  const docs = new Map<number, Y.Doc>()
  return {
    entries,
    write(opening: number, at: number, change: (doc: Y.Doc) => void): void {
      const doc = docs.get(opening) ?? new Y.Doc()
      docs.set(opening, doc)
      doc.clientID = clientIdFor(publicKey, topicId, nonceOf(opening))
      for (const { update } of entries) Y.applyUpdate(doc, update, 'remote')
      const listen = (update: Uint8Array, origin: unknown): void => {
        if (origin !== 'remote') entries.push({ at, nonce: nonceOf(opening), update })
      }
      doc.on('update', listen)
      doc.transact(() => change(doc))
      doc.off('update', listen)
    },
  }
}

const insert =
  (text: string, at = 0) =>
  (doc: Y.Doc): void =>
    doc.getText('outcome').insert(at, text)

function merged(entries: readonly LogEntry[]): Uint8Array {
  const doc = new Y.Doc()
  for (const { update } of entries) Y.applyUpdate(doc, update)
  return Y.encodeStateAsUpdate(doc)
}

describe('a compacted log', () => {
  it('has one entry for each run of one opening within one minute', () => {
    const { entries, write } = writer()
    write(1, 10, insert('a'))
    write(1, 20, insert('b'))
    write(1, minute - 1, insert('c'))
    write(1, minute, insert('d'))
    write(2, minute + 1, insert('e'))
    write(2, minute + 2, insert('f'))
    write(1, minute + 3, insert('g'))
    const compacted = compactLog(entries)
    expect(compacted.map(({ at, nonce }) => [at, nonce[0]])).toEqual([
      [minute - 1, 1],
      [minute, 1],
      [minute + 2, 2],
      [minute + 3, 1],
    ])
    expect(compactLog(compacted)).toEqual(compacted)
    expect(compactLog([])).toEqual([])
  })

  it('keeps the newest moment of a run, also when the clock was set back in between', () => {
    const { entries, write } = writer()
    write(1, 50_000, insert('a'))
    write(1, 20_000, insert('b'))
    expect(compactLog(entries).map((entry) => entry.at)).toEqual([50_000])
  })

  it('never joins entries past the cap of one update', () => {
    const { entries, write } = writer()
    for (let i = 0; i < 4; i++) write(1, i, insert('x'.repeat(limits.maxUpdateBytes * 0.4)))
    const compacted = compactLog(entries)
    expect(compacted).toHaveLength(2)
    for (const { update } of compacted) expect(update.byteLength).toBeLessThanOrEqual(limits.maxUpdateBytes)
    expect(merged(compacted)).toEqual(merged(entries))
  })

  it.each([1, 2, 3, 4, 5])('merges to the same document, by the same writers, on unbroken clocks: seed %i', (seed) => {
    const random = createRandom(seed)
    const below = (count: number): number => Math.floor(random() * count)
    const { entries, write } = writer()
    for (let i = 0; i < 150; i++) {
      write(1 + below(3), i * below(3_000), (doc) => {
        const text = doc.getText('outcome')
        const at = below(text.length + 1)
        if (random() < 0.3) text.delete(at, Math.min(5, text.length - at))
        else text.insert(at, `word ${i} `)
        doc.getMap('fields').set('title', i)
      })
    }
    const compacted = decodeLogEntries(encodeLogEntries(compactLog(entries)))
    expect(compacted.length).toBeLessThan(entries.length)
    expect(merged(compacted)).toEqual(merged(entries))
    const clocks = new Map<number, number>()
    for (const { nonce, update } of compacted) {
      const id = clientIdFor(publicKey, topicId, nonce)
      const check = checkUpdate(update, id)
      if (check.kind !== 'ok') throw new Error(check.detail)
      if (check.from !== check.to) {
        expect(check.from).toBe(clocks.get(id) ?? 0)
        clocks.set(id, check.to)
      }
    }
  })
})

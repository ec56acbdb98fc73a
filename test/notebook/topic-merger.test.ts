// What cannot be merged on top of what is there, and how a topic is made anew without it.
import { beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import type { LogEntry } from '../../src/contributions/log.ts'
import { createTopicId } from '../../src/domain/ids.ts'
import { createTopicMerger, type TopicMerger } from '../../src/notebook/topic-merger.ts'
import { createMemoryStore } from '../../src/storage/memory-store.ts'

const id = createTopicId()

let merger: TopicMerger
beforeEach(() => {
  merger = createTopicMerger(createMemoryStore())
})

/** One entry by `client`, written after it read `base`. */
function entry(client: number, text: string, base: readonly LogEntry[] = []): LogEntry {
  const doc = new Y.Doc()
  for (const { update } of base) Y.applyUpdate(doc, update)
  doc.clientID = client
  const before = Y.encodeStateVector(doc)
  const outcome = doc.getText('outcome')
  outcome.insert(outcome.length, text)
  return { at: client, nonce: new Uint8Array(8), update: Y.encodeStateAsUpdate(doc, before) }
}

function textOf(topic: { readonly update: Uint8Array } | undefined): string | undefined {
  if (topic === undefined) return undefined
  const doc = new Y.Doc()
  Y.applyUpdate(doc, topic.update)
  return doc.getText('outcome').toString()
}

/** By hand, in the format V1: three letters at clock 0 of client 7, and the same clocks collected. */
const letters: LogEntry = {
  at: 1,
  nonce: new Uint8Array(8),
  update: new Uint8Array([1, 1, 7, 0, 0x04, 1, 7, ...new TextEncoder().encode('outcome'), 3, 97, 98, 99, 0]),
}
const collected: LogEntry = { ...letters, update: new Uint8Array([1, 1, 7, 0, 0x00, 2, 0]) }

describe('merging refuses a client id that begins a second time', () => {
  const unmergeable = { name: 'DamagedDataError', reason: 'unmergeable' }

  it('when it is in the document', async () => {
    await merger.merge(id, { entries: [entry(5, 'one')], begun: [5] })
    await expect(merger.merge(id, { entries: [entry(5, 'two')], begun: [5] })).rejects.toMatchObject(unmergeable)
    expect(textOf(await merger.merge(id, { entries: [], begun: [] }))).toBe('one')
  })

  it('when it waits there for what it stands next to', async () => {
    const first = entry(4, 'first ')
    await merger.merge(id, { entries: [entry(5, 'waits', [first])], begun: [5] })
    await expect(merger.merge(id, { entries: [entry(5, 'two')], begun: [5] })).rejects.toMatchObject(unmergeable)
    expect(textOf(await merger.merge(id, { entries: [first], begun: [4] }))).toBe('first waits')
  })
})

describe('a topic made anew', () => {
  it('leaves out the log that Yjs cannot merge with those before it, whole, and no other', () => {
    const before = entry(3, 'before ')
    const after = entry(9, 'after', [before])
    const logs = [[before], [collected], [entry(8, 'dropped with it '), letters], [after]]
    expect(textOf(merger.rebuild(id, logs))).toBe('before after')
    expect(textOf(merger.rebuild(id, [[letters], [collected]]))).toBe('abc')
  })

  it('is none when no log says anything', () => {
    expect(merger.rebuild(id, [])).toBeUndefined()
    expect(merger.rebuild(id, [[], []])).toBeUndefined()
  })
})

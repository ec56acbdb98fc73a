// Logs that may hold one client id each in its own way: what is left for Yjs to merge.
import { beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { type AuthorKey, createAuthorKey } from '../../src/contributions/author-key.ts'
import { clientIdFor } from '../../src/contributions/client-id.ts'
import { chooseVersions } from '../../src/contributions/forks.ts'
import type { LogEntry } from '../../src/contributions/log.ts'
import { createTopicId } from '../../src/domain/ids.ts'

const topicId = createTopicId()

let key: AuthorKey
beforeAll(async () => {
  key = await createAuthorKey()
})

/** A log from its texts: `a:one,two b:three` writes `one` and `two` under nonce a, then `three` under nonce b. */
function log(written: string): LogEntry[] {
  return written
    .split(' ')
    .filter(Boolean)
    .flatMap((opening) => {
      const [code = '', texts = ''] = opening.split(':')
      const nonce = new Uint8Array(8).fill(code.charCodeAt(0))
      const doc = new Y.Doc()
      doc.clientID = clientIdFor(key.publicKey, topicId, nonce)
      const entries: LogEntry[] = []
      doc.on('update', (update: Uint8Array) => entries.push({ at: 1, nonce, update }))
      for (const text of texts.split(',')) {
        const outcome = doc.getText('outcome')
        if (text === '-') outcome.delete(0, 1)
        else outcome.insert(outcome.length, text)
      }
      return entries
    })
}

const compacted = (entries: readonly LogEntry[]): LogEntry[] =>
  entries.slice(0, 1).map((entry) => ({ ...entry, update: Y.mergeUpdates(entries.map(({ update }) => update)) }))

const chosen = (...logs: readonly LogEntry[][]): LogEntry[][] =>
  chooseVersions(
    topicId,
    logs.map((entries) => ({ author: key.id, entries })),
  )

function textOf(logs: readonly (readonly LogEntry[])[]): string {
  const doc = new Y.Doc()
  for (const { update } of logs.flat()) Y.applyUpdate(doc, update)
  return doc.getText('outcome').toString()
}

describe('of logs that hold one client id each in its own way', () => {
  it('the one that goes furthest stays, wherever it stands', () => {
    const [short, long] = [log('a:x'), log('a:y,z')]
    expect(chosen(short, long)).toEqual([[], long])
    expect(chosen(long, short)).toEqual([long, []])
    expect(chosen(short, long, log('a:q'))).toEqual([[], long, []])
  })

  it('the first stays when they go equally far', () => {
    const [one, other] = [log('a:x'), log('a:y')]
    expect(chosen(one, other)).toEqual([one, []])
    expect(chosen(other, one)).toEqual([other, []])
  })

  it('what only one of them wrote stays too, and so does what only deletes', () => {
    const [one, other] = [log('a:x,y b:only'), log('a:z,- c:here')]
    const kept = chosen(one, other)
    expect(kept[0]).toEqual(one)
    expect(kept[1]).toEqual(other.slice(1))
  })

  it('a longer log and its compacted form say the same', () => {
    const long = log('a:one,two,three')
    const whole = textOf([long])
    expect(textOf(chosen(long, long.slice(0, 2)))).toBe(whole)
    expect(textOf(chosen(compacted(long.slice(0, 2)), long))).toBe(whole)
    expect(textOf(chosen(long.slice(0, 1), compacted(long)))).toBe(whole)
  })

  it('nothing is dropped where they share no client id', () => {
    const [one, other] = [log('a:x b:y'), log('c:z')]
    expect(chosen(one, other)).toEqual([one, other])
    expect(chosen()).toEqual([])
  })
})

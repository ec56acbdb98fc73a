// An author's log on one topic: a CBOR sequence (RFC 8742) of entries, append-only, in one form only.
//
// | key    | value                                                              |
// | ------ | ------------------------------------------------------------------ |
// | at     | milliseconds since the Unix epoch, by the author's clock           |
// | nonce  | 8 bytes, drawn anew each time the document is opened               |
// | update | Yjs update, format V1, all structs under the client id of the nonce |
import * as Y from 'yjs'
import { DamagedDataError } from '../domain/errors.ts'
import { limits } from '../domain/limits.ts'
import { nonceBytes } from './client-id.ts'
import { checkEntryCount, type LogEntry } from './log-entry.ts'
import { readCanonicalEntries } from './read-canonical-entries.ts'
import { decodeCborSequence, encodeCbor } from './strict-cbor.ts'

export { checkEntryCount, type LogEntry }

export function encodeLogEntries(entries: readonly LogEntry[]): Uint8Array {
  const parts = entries.map(({ at, nonce, update }) => encodeCbor({ at, nonce, update }))
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0))
  let offset = 0
  for (const part of parts) {
    bytes.set(part, offset)
    offset += part.byteLength
  }
  return bytes
}

/**
 * @throws {DamagedDataError} with reason `bad-cbor` or `bad-log`
 * @throws {LimitExceededError} past `maxLogEntries`
 */
export function decodeLogEntries(bytes: Uint8Array): LogEntry[] {
  const { entries, end } = readCanonicalEntries(bytes)
  // Whatever does not read as an entry in its one form is damaged: the decoder for all of CBOR says in what way.
  for (const value of decodeCborSequence(bytes.subarray(end))) {
    entries.push(parseEntry(value))
    checkEntryCount(entries.length)
  }
  return entries
}

/** Entries of one opening and one minute become one; the merged document and who wrote it stay the same. */
export function compactLog(entries: readonly LogEntry[]): LogEntry[] {
  const compacted: LogEntry[] = []
  let group: LogEntry[] = []
  const flush = (): void => {
    const [first] = group
    // The newest moment, not the last: a clock may be set back, and a topic's time must not depend on compaction.
    const at = group.reduce((newest, entry) => Math.max(newest, entry.at), 0)
    if (first !== undefined)
      compacted.push({ at, nonce: first.nonce, update: Y.mergeUpdates(group.map((entry) => entry.update)) })
    group = []
  }
  let bytes = 0
  for (const entry of entries) {
    const first = group[0]
    bytes += entry.update.byteLength
    if (first !== undefined && (!isSameGroup(first, entry) || bytes > limits.maxUpdateBytes)) {
      flush()
      bytes = entry.update.byteLength
    }
    group.push(entry)
  }
  flush()
  return compacted
}

const minuteMs = 60_000

const isSameGroup = (a: LogEntry, b: LogEntry): boolean =>
  Math.floor(a.at / minuteMs) === Math.floor(b.at / minuteMs) && a.nonce.every((byte, i) => byte === b.nonce[i])

function parseEntry(value: unknown): LogEntry {
  const bad = (what: string): DamagedDataError => new DamagedDataError('bad-log', `an entry with a bad ${what}`)
  if (typeof value !== 'object' || value === null) throw bad('form')
  const { at, nonce, update, ...rest } = value as Record<string, unknown>
  if (typeof at !== 'number' || !Number.isSafeInteger(at) || at < 0) throw bad('time')
  if (!(nonce instanceof Uint8Array) || nonce.byteLength !== nonceBytes) throw bad('nonce')
  if (!(update instanceof Uint8Array)) throw bad('update')
  if (Object.keys(rest).length > 0) throw bad(`field ${Object.keys(rest)[0]}`)
  return { at, nonce, update }
}

// One entry of an author's log on one topic, and how many a log may have.
import { LimitExceededError } from '../domain/errors.ts'
import { limits } from '../domain/limits.ts'

export interface LogEntry {
  /** Milliseconds since the Unix epoch, by the author's clock. */
  readonly at: number
  /** 8 bytes, drawn anew each time the document is opened. */
  readonly nonce: Uint8Array
  /** Yjs update, format V1, all structs under the client id of the nonce. */
  readonly update: Uint8Array
}

/** @throws {LimitExceededError} past `maxLogEntries` */
export function checkEntryCount(count: number): void {
  if (count > limits.maxLogEntries) throw new LimitExceededError('maxLogEntries', limits.maxLogEntries, count)
}

// From an edit to bytes that survive a crash. Edits that come while the device is still writing are merged into one
// entry per document, so that fast typing costs a few writes a second and none is lost.
import * as Y from 'yjs'
import { LimitExceededError } from '../domain/errors.ts'
import type { TopicId } from '../domain/ids.ts'
import { limits } from '../domain/limits.ts'
import type { AbortOptions, Clock, ReplicaStore } from './ports.ts'

export interface JournaledUpdate {
  readonly topicId: TopicId
  readonly nonce: Uint8Array
  readonly update: Uint8Array
}

export interface JournalQueue {
  /** Takes an edit without waiting. */
  add(edit: JournaledUpdate): void
  /** Edits taken and not yet durable. */
  unsaved(): number
  /** The last failure in words, '' when the last write went well. */
  problem(): string
  /** Resolves when all edits taken so far are durable; rejects with the failure that keeps one from it. */
  saved(options?: AbortOptions): Promise<void>
}

export interface JournalQueueComponents {
  readonly store: Pick<ReplicaStore, 'appendJournal'>
  readonly clock: Clock
  /** Called with each entry once it is durable. */
  readonly onSaved: (edit: JournaledUpdate) => void
  /** Called when `unsaved` or `problem` changed. */
  readonly onChanged: () => void
}

/** A full disk or a lost database is tried again this often; the edits wait in memory meanwhile. */
const retryMs = 2_000

export function createJournalQueue({ store, clock, onSaved, onChanged }: JournalQueueComponents): JournalQueue {
  const waiting: JournaledUpdate[] = []
  let writing: Promise<void> | undefined
  let count = 0
  let problem = ''
  let failure: unknown
  let cancelRetry: (() => void) | undefined

  async function writeAll(): Promise<void> {
    while (waiting.length > 0) {
      const [edit, taken] = takeFirst(waiting)
      try {
        await store.appendJournal({ kind: 'update', at: clock.now(), ...edit })
      } catch (error) {
        waiting.unshift(edit)
        count -= taken - 1
        fail(error)
        return
      }
      count -= taken
      problem = ''
      failure = undefined
      onSaved(edit)
      onChanged()
    }
  }

  function fail(error: unknown): void {
    failure = error
    problem = error instanceof Error ? error.message : String(error)
    cancelRetry = clock.after(retryMs, start)
    onChanged()
  }

  function start(): void {
    cancelRetry?.()
    cancelRetry = undefined
    writing ??= writeAll().finally(() => {
      writing = undefined
      if (waiting.length > 0 && failure === undefined) start()
    })
  }

  return {
    add(edit) {
      waiting.push(edit)
      count++
      onChanged()
      start()
    },
    unsaved: () => count,
    problem: () => problem,
    async saved({ signal } = {}) {
      signal?.throwIfAborted()
      if (count > 0) start()
      while (writing !== undefined) await writing
      signal?.throwIfAborted()
      if (count > 0) throw failure
    },
  }
}

/** The oldest edit with all waiting ones of the same document merged into it, and how many that were. */
function takeFirst(waiting: JournaledUpdate[]): [JournaledUpdate, number] {
  const first = waiting[0]
  if (first === undefined) throw new RangeError('nothing is waiting')
  const group: Uint8Array[] = []
  const rest: JournaledUpdate[] = []
  let bytes = 0
  for (const edit of waiting) {
    const fits = group.length === 0 || bytes + edit.update.byteLength <= limits.maxUpdateBytes
    // Once one edit of this document is left behind, later ones must not overtake it.
    if (
      edit.nonce === first.nonce &&
      edit.topicId === first.topicId &&
      fits &&
      !rest.some((r) => r.nonce === first.nonce)
    ) {
      group.push(edit.update)
      bytes += edit.update.byteLength
    } else rest.push(edit)
  }
  waiting.splice(0, waiting.length, ...rest)
  return [{ ...first, update: group.length === 1 ? first.update : Y.mergeUpdates(group) }, group.length]
}

/** @throws {LimitExceededError} for an edit that no peer would take */
export function checkUpdateSize(update: Uint8Array): void {
  if (update.byteLength > limits.maxUpdateBytes) {
    throw new LimitExceededError('maxUpdateBytes', limits.maxUpdateBytes, update.byteLength)
  }
}

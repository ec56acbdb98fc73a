// Checks one log: its form, that every update is bound to the author, and that no clock is written twice.
import type { CID } from 'multiformats/cid'
import { equals } from 'uint8arrays/equals'
import type { RejectReason } from '../domain/head.ts'
import type { TopicId } from '../domain/ids.ts'
import { limits } from '../domain/limits.ts'
import { checkUpdate, clientIdFor } from './client-id.ts'
import { fileLength, listLeaves, loadBytes, type Subtree } from './files.ts'
import type { BlockSource } from './load-block.ts'
import { checkEntryCount, decodeLogEntries, type LogEntry } from './log.ts'

export type LogCheck =
  | {
      readonly kind: 'ok'
      readonly entries: readonly LogEntry[]
      /** Whether `entries` are the whole log, not only what follows the old one. */
      readonly whole: boolean
      /** Client ids whose first clock is in `entries`. */
      readonly begun: readonly number[]
    }
  | { readonly kind: 'rejected'; readonly reason: RejectReason; readonly detail: string }

export interface LogEnd {
  /** Next free clock of each client id. */
  readonly clocks: ReadonlyMap<number, number>
  readonly entries: number
}

/** Where checked logs end, kept by the log's CID: verifying one more edit need not read the rest. */
export interface ClockCache {
  get(log: CID): LogEnd | undefined
  set(log: CID, end: LogEnd): void
}

const maxCachedLogs = 512

export function createClockCache(): ClockCache {
  const cache = new Map<string, LogEnd>()
  return {
    get: (log) => cache.get(log.toString()),
    set(log, end) {
      cache.set(log.toString(), end)
      const oldest = cache.keys().next()
      if (cache.size > maxCachedLogs && !oldest.done) cache.delete(oldest.value)
    },
  }
}

export interface LogCheckInit {
  readonly publicKey: Uint8Array
  readonly topicId: TopicId
  readonly log: CID
  readonly oldLog?: CID
  readonly clocks: ClockCache
  readonly signal?: AbortSignal
}

/** @throws {DamagedDataError | LimitExceededError} from decoding; the caller turns them into a reason */
export async function checkLog(blocks: BlockSource, init: LogCheckInit): Promise<LogCheck> {
  const { log, oldLog } = init
  const extended = oldLog === undefined ? undefined : await extensionOf(blocks, init, oldLog)
  if (oldLog !== undefined && extended !== undefined) {
    const before = init.clocks.get(oldLog) ?? (await endOf(blocks, init, oldLog))
    return checkEntries(init, { entries: decodeLogEntries(extended), before, whole: false })
  }
  const bytes = await loadBytes(blocks, log, { maxBytes: limits.maxLogBytes, ...signalOf(init) })
  return checkEntries(init, { entries: decodeLogEntries(bytes), before: noLog, whole: true })
}

const noLog: LogEnd = { clocks: new Map(), entries: 0 }

/** The bytes after the old log, or undefined when the new one does not start with it. */
async function extensionOf(blocks: BlockSource, init: LogCheckInit, oldLog: CID): Promise<Uint8Array | undefined> {
  const options = signalOf(init)
  const [oldLength, length] = [await fileLength(blocks, oldLog, options), await fileLength(blocks, init.log, options)]
  if (length < oldLength || length > limits.maxLogBytes) return undefined
  const [oldLeaves, leaves] = [await listLeaves(blocks, oldLog, options), await listLeaves(blocks, init.log, options)]
  // Leaves can only be compared by their place when every log has the same ones for the same bytes.
  if (!isChunked(oldLeaves, oldLength) || !isChunked(leaves, length)) return undefined
  const whole = Math.floor(oldLength / limits.logChunkBytes)
  for (let i = 0; i < whole; i++) {
    const [before, after] = [oldLeaves[i], leaves[i]]
    if (before === undefined || after === undefined || !before.cid.equals(after.cid)) return undefined
  }
  const from = whole * limits.logChunkBytes
  const oldTail = await loadBytes(blocks, oldLog, { maxBytes: limits.maxLogBytes, offset: from, ...options })
  const tail = await loadBytes(blocks, init.log, { maxBytes: limits.maxLogBytes, offset: from, ...options })
  if (!equals(tail.subarray(0, oldTail.byteLength), oldTail)) return undefined
  return tail.subarray(oldTail.byteLength)
}

function isChunked(leaves: readonly Subtree[], length: number): boolean {
  const sum = leaves.reduce((bytes, leaf) => bytes + leaf.fileSize, 0)
  return sum === length && leaves.slice(0, -1).every((leaf) => leaf.fileSize === limits.logChunkBytes)
}

async function endOf(blocks: BlockSource, init: LogCheckInit, oldLog: CID): Promise<LogEnd> {
  const clocks = new Map<number, number>()
  const bytes = await loadBytes(blocks, oldLog, { maxBytes: limits.maxLogBytes, ...signalOf(init) })
  const entries = decodeLogEntries(bytes)
  for (const entry of entries) {
    const id = clientIdFor(init.publicKey, init.topicId, entry.nonce)
    const check = checkUpdate(entry.update, id)
    if (check.kind === 'ok' && check.to > check.from) clocks.set(id, check.to)
  }
  return { clocks, entries: entries.length }
}

interface Reading {
  readonly entries: readonly LogEntry[]
  readonly before: LogEnd
  readonly whole: boolean
}

function checkEntries(init: LogCheckInit, { entries, before, whole }: Reading): LogCheck {
  // Of the whole log: one that is long enough to be refused whole must not come in as the end of a shorter one.
  checkEntryCount(before.entries + entries.length)
  const clocks = new Map(before.clocks)
  const begun: number[] = []
  for (const entry of entries) {
    const id = clientIdFor(init.publicKey, init.topicId, entry.nonce)
    const check = checkUpdate(entry.update, id)
    if (check.kind === 'rejected') return check
    if (check.to === check.from) continue
    const next = clocks.get(id) ?? 0
    if (check.from !== next) {
      return { kind: 'rejected', reason: 'clock-overlap', detail: `clock ${check.from} where ${next} comes next` }
    }
    if (next === 0) begun.push(id)
    clocks.set(id, check.to)
  }
  init.clocks.set(init.log, { clocks, entries: before.entries + entries.length })
  return { kind: 'ok', entries, begun, whole }
}

const signalOf = ({ signal }: { readonly signal?: AbortSignal }): { readonly signal?: AbortSignal } =>
  signal === undefined ? {} : { signal }

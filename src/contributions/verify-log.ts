// Checks one log: its form, that every update is bound to the author, and that no clock is written twice.
import type { CID } from 'multiformats/cid'
import { equals } from 'uint8arrays/equals'
import type { RejectReason } from '../domain/head.ts'
import type { TopicId } from '../domain/ids.ts'
import { limits } from '../domain/limits.ts'
import { checkUpdate, clientIdFor } from './client-id.ts'
import { fileLength, listLeaves, loadBytes, type Subtree } from './files.ts'
import type { BlockSource } from './load-block.ts'
import { decodeLogEntries, type LogEntry } from './log.ts'

export type LogCheck =
  | {
      readonly kind: 'ok'
      readonly entries: readonly LogEntry[]
      /** Whether `entries` are the whole log, not only what follows the old one. */
      readonly whole: boolean
    }
  | { readonly kind: 'rejected'; readonly reason: RejectReason; readonly detail: string }

/** Next free clock of each client id in a log, kept by the log's CID: verifying one more edit need not read the rest. */
export interface ClockCache {
  get(log: CID): ReadonlyMap<number, number> | undefined
  set(log: CID, clocks: ReadonlyMap<number, number>): void
}

const maxCachedLogs = 512

export function createClockCache(): ClockCache {
  const cache = new Map<string, ReadonlyMap<number, number>>()
  return {
    get: (log) => cache.get(log.toString()),
    set(log, clocks) {
      cache.set(log.toString(), clocks)
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
    const clocks = new Map(init.clocks.get(oldLog) ?? (await clocksOf(blocks, init, oldLog)))
    return checkEntries(init, decodeLogEntries(extended), clocks, false)
  }
  const bytes = await loadBytes(blocks, log, { maxBytes: limits.maxLogBytes, ...signalOf(init) })
  return checkEntries(init, decodeLogEntries(bytes), new Map(), true)
}

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

async function clocksOf(blocks: BlockSource, init: LogCheckInit, oldLog: CID): Promise<Map<number, number>> {
  const clocks = new Map<number, number>()
  const bytes = await loadBytes(blocks, oldLog, { maxBytes: limits.maxLogBytes, ...signalOf(init) })
  for (const entry of decodeLogEntries(bytes)) {
    const id = clientIdFor(init.publicKey, init.topicId, entry.nonce)
    const check = checkUpdate(entry.update, id)
    if (check.kind === 'ok' && check.to > check.from) clocks.set(id, check.to)
  }
  return clocks
}

function checkEntries(
  init: LogCheckInit,
  entries: readonly LogEntry[],
  clocks: Map<number, number>,
  whole: boolean,
): LogCheck {
  for (const entry of entries) {
    const id = clientIdFor(init.publicKey, init.topicId, entry.nonce)
    const check = checkUpdate(entry.update, id)
    if (check.kind === 'rejected') return check
    if (check.to === check.from) continue
    const next = clocks.get(id) ?? 0
    if (check.from !== next) {
      return { kind: 'rejected', reason: 'clock-overlap', detail: `clock ${check.from} where ${next} comes next` }
    }
    clocks.set(id, check.to)
  }
  init.clocks.set(init.log, clocks)
  return { kind: 'ok', entries, whole }
}

const signalOf = ({ signal }: { readonly signal?: AbortSignal }): { readonly signal?: AbortSignal } =>
  signal === undefined ? {} : { signal }

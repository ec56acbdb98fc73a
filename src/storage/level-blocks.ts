// Blocks in LevelDB, by multihash. Puts are not synced one by one: the synced batch that follows a commit flushes the
// same write-ahead log, so a head is never durable before its blocks.
import { BaseBlockstore } from 'blockstore-core/base'
import type { ClassicLevel } from 'classic-level'
import type { InputPair, Pair } from 'interface-blockstore'
import { NotFoundError } from 'interface-store'
import { base58btc } from 'multiformats/bases/base58'
import { CID } from 'multiformats/cid'
import * as Digest from 'multiformats/hashes/digest'
import type { Block } from '../notebook/ports.ts'
import { collectBytes } from './collect-bytes.ts'
import type { Guard } from './task-gate.ts'

export type Db = ClassicLevel<string, Uint8Array>
export type Operation = { type: 'put'; key: string; value: Uint8Array } | { type: 'del'; key: string }

/** Option of a write that outlives the power. */
export const synced = { sync: true } as const

/** What is written in one batch: bounds memory while a large pull or file streams in. */
const blocksPerBatch = 256
const bytesPerBatch = 8 * 1024 * 1024
const rawCode = 0x55
const encoder = new TextEncoder()
const decoder = new TextDecoder()

export interface LevelBlocks extends BaseBlockstore {
  /** Stores the blocks and makes the other changes, all or none of it, synced. */
  putWith(blocks: readonly Block[], others: readonly Operation[]): Promise<void>
  usage(): Promise<{ readonly blocks: number; readonly bytes: number }>
}

export const createLevelBlocks = (db: Db, guard: Guard): LevelBlocks => new LevelBlockstore(db, guard)

interface Usage {
  blocks: number
  bytes: number
}

class LevelBlockstore extends BaseBlockstore implements LevelBlocks {
  readonly #db: Db
  readonly #guard: Guard
  #usage: Promise<Usage> | undefined
  #queue: Promise<unknown> = Promise.resolve()

  constructor(db: Db, guard: Guard) {
    super()
    this.#db = db
    this.#guard = guard
  }

  override async put(cid: CID, bytes: InputPair['bytes']): Promise<CID> {
    await this.#write([{ cid, bytes: bytes instanceof Uint8Array ? bytes : await collectBytes(bytes) }])
    return cid
  }

  putWith(blocks: readonly Block[], others: readonly Operation[]): Promise<void> {
    return this.#enqueue('write', async () => {
      const { operations, usage } = await this.#adding(blocks)
      await this.#db.batch([...operations, ...others], synced)
      this.#usage = Promise.resolve(usage)
    })
  }

  override async *putMany(source: Iterable<InputPair> | AsyncIterable<InputPair>): AsyncGenerator<CID> {
    let batch: { cid: CID; bytes: Uint8Array }[] = []
    let batchBytes = 0
    for await (const { cid, bytes } of source) {
      const whole = await collectBytes(bytes)
      batch.push({ cid, bytes: whole })
      batchBytes += whole.byteLength
      if (batch.length < blocksPerBatch && batchBytes < bytesPerBatch) continue
      await this.#write(batch)
      for (const block of batch) yield block.cid
      batch = []
      batchBytes = 0
    }
    await this.#write(batch)
    for (const block of batch) yield block.cid
  }

  override async *get(cid: CID): AsyncGenerator<Uint8Array> {
    const bytes = await this.#guard('read a block', () => this.#db.get(keyOf(cid)))
    if (bytes === undefined) throw new NotFoundError(`${cid} is not in the blockstore`)
    yield bytes
  }

  override async has(cid: CID): Promise<boolean> {
    return this.#guard('look for a block', () => this.#db.has(keyOf(cid)))
  }

  override async delete(cid: CID): Promise<void> {
    await this.#remove([cid])
  }

  override async *deleteMany(source: Iterable<CID> | AsyncIterable<CID>): AsyncGenerator<CID> {
    const cids: CID[] = []
    for await (const cid of source) cids.push(cid)
    await this.#remove(cids)
    yield* cids
  }

  override async *getAll(): AsyncGenerator<Pair> {
    for await (const [key, value] of this.#db.iterator({ gte: 'b/', lt: 'b/\uffff' })) {
      const digest = Digest.decode(base58btc.baseDecode(key.slice(2)))
      yield { cid: CID.createV1(rawCode, digest), bytes: once(value) }
    }
  }

  async usage(): Promise<Usage> {
    await this.#queue
    return { ...(await this.#counted()) }
  }

  // One after the other: each must see which blocks the one before it added, or the count drifts.
  #enqueue<T>(operation: string, task: () => Promise<T>): Promise<T> {
    const result = this.#guard(operation, () => this.#queue.then(task))
    this.#queue = result.then(
      () => undefined,
      () => undefined,
    )
    return result
  }

  #write(blocks: readonly Block[]): Promise<void> {
    return this.#enqueue('store blocks', async () => {
      const { operations, usage } = await this.#adding(blocks)
      if (operations.length === 0) return
      await this.#db.batch([...operations])
      this.#usage = Promise.resolve(usage)
    })
  }

  /** What stores those blocks that are not here yet, and what is stored then. */
  async #adding(blocks: readonly Block[]): Promise<{ operations: readonly Operation[]; usage: Usage }> {
    const unique = new Map(blocks.map((block) => [keyOf(block.cid), block.bytes]))
    const keys = [...unique.keys()]
    const present = await this.#db.hasMany(keys)
    const fresh = keys.filter((_, i) => !present[i])
    const usage = { ...(await this.#counted()) }
    if (fresh.length === 0) return { operations: [], usage }
    for (const key of fresh) usage.bytes += unique.get(key)?.byteLength ?? 0
    usage.blocks += fresh.length
    const puts = fresh.map((key): Operation => ({ type: 'put', key, value: unique.get(key) ?? new Uint8Array(0) }))
    const counted: Operation = { type: 'put', key: 'm/usage', value: encoder.encode(JSON.stringify(usage)) }
    return { operations: [...puts, counted], usage }
  }

  #remove(cids: readonly CID[]): Promise<void> {
    return this.#enqueue('remove blocks', async () => {
      const keys = [...new Set(cids.map(keyOf))]
      const found = await this.#db.getMany(keys)
      const usage = { ...(await this.#counted()) }
      for (const bytes of found) {
        if (bytes === undefined) continue
        usage.blocks--
        usage.bytes -= bytes.byteLength
      }
      await this.#db.batch([
        ...keys.map((key) => ({ type: 'del' as const, key })),
        { type: 'put' as const, key: 'm/usage', value: encoder.encode(JSON.stringify(usage)) },
      ])
      this.#usage = Promise.resolve(usage)
    })
  }

  #counted(): Promise<Usage> {
    this.#usage ??= this.#db
      .get('m/usage')
      .then((stored) => (stored === undefined ? { blocks: 0, bytes: 0 } : JSON.parse(decoder.decode(stored))))
      .catch((error: unknown) => {
        // A read that failed once must not keep every later write from counting.
        this.#usage = undefined
        throw error
      })
    return this.#usage
  }
}

const keyOf = (cid: CID): string => `b/${base58btc.baseEncode(cid.multihash.bytes)}`

function* once(bytes: Uint8Array): Generator<Uint8Array> {
  yield bytes
}

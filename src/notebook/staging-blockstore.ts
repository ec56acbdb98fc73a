// Blocks that are not stored yet, laid over the blocks that are. Those from outside are hashed before they are kept here,
// and only what an accepted head reaches ever goes below. Those of a commit or a catalog go below in one write: a browser
// makes each write durable, and takes a hundred times as long for seven.
import { BaseBlockstore } from 'blockstore-core/base'
import type { Blockstore } from 'interface-blockstore'
import { CID } from 'multiformats/cid'
import { sha256 } from 'multiformats/hashes/sha2'
import { equals } from 'uint8arrays/equals'
import { cidKey } from '../contributions/cid-key.ts'
import { hashBlock } from '../contributions/hash-block.ts'
import type { BlockReader } from '../contributions/load-block.ts'
import { DamagedDataError, LimitExceededError } from '../domain/errors.ts'
import { limits } from '../domain/limits.ts'
import type { Block } from './ports.ts'

export interface StagingBlockstore extends Blockstore {
  /** @throws {DamagedDataError | LimitExceededError} when the bytes do not hash to the CID, or are too many */
  stage(block: Block): Promise<void>
  stagedBytes(): number
  peek(cid: CID): Uint8Array | undefined
  /**
   * All that was put or staged, for the write that needs it; what is too much for one write goes to `target` at once, and
   * nothing is left for the other.
   */
  blocksForWrite(
    target: Pick<Blockstore, 'putMany'>,
    options?: { readonly signal?: AbortSignal },
  ): Promise<readonly Block[]>
}

/** More than this goes into a store by itself, a part at a time, before the write that needs it. */
const maxBlocksInWrite = 128
const maxBytesInWrite = 4 * 1024 * 1024

export const fitsInWrite = (blocks: number, bytes: number): boolean =>
  blocks <= maxBlocksInWrite && bytes <= maxBytesInWrite

/** `from` are blocks of a file: hashed by it, and never copied into memory here. */
export function createStagingBlockstore(below: BlockReader, from?: BlockReader): StagingBlockstore {
  return new StagingStore(below, from)
}

// Helia and the importer take a `Blockstore`; the library's base class is the one way it offers to make one.
class StagingStore extends BaseBlockstore implements StagingBlockstore {
  readonly #below: BlockReader
  readonly #from: BlockReader | undefined
  readonly #blocks = new Map<string, Block>()
  #bytes = 0

  constructor(below: BlockReader, from: BlockReader | undefined) {
    super()
    this.#below = below
    this.#from = from
  }

  async stage(block: Block): Promise<void> {
    if (block.bytes.byteLength > limits.maxBlockBytes) {
      throw new LimitExceededError('maxBlockBytes', limits.maxBlockBytes, block.bytes.byteLength)
    }
    await checkHash(block)
    this.#keep(block)
  }

  peek(cid: CID): Uint8Array | undefined {
    return this.#blocks.get(cidKey(cid))?.bytes ?? this.#from?.peek?.(cid) ?? this.#below.peek?.(cid)
  }

  async blocksForWrite(
    target: Pick<Blockstore, 'putMany'>,
    options?: { signal?: AbortSignal },
  ): Promise<readonly Block[]> {
    if (fitsInWrite(this.#blocks.size, this.#bytes)) return [...this.#blocks.values()]
    for await (const _ of target.putMany(this.#blocks.values(), options)) {
      // `putMany` is lazy: it stores as it is drained.
    }
    return []
  }

  stagedBytes(): number {
    return this.#bytes
  }

  // Blocks that we make ourselves while rebuilding an announced tree: their CID was computed from their bytes.
  override async put(cid: CID, bytes: Uint8Array | Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<CID> {
    this.#keep({ cid, bytes: bytes instanceof Uint8Array ? bytes : await collect(bytes) })
    return cid
  }

  override async *get(cid: CID, options?: { signal?: AbortSignal }): AsyncGenerator<Uint8Array> {
    const block = this.#blocks.get(cidKey(cid))
    if (block !== undefined) yield block.bytes
    else if (this.#from !== undefined && (await this.#from.has(cid, options))) yield* this.#from.get(cid, options)
    else yield* this.#below.get(cid, options)
  }

  override async has(cid: CID, options?: { signal?: AbortSignal }): Promise<boolean> {
    if (this.#blocks.has(cidKey(cid)) || (await this.#from?.has(cid, options))) return true
    return this.#below.has(cid, options)
  }

  #keep(block: Block): void {
    const key = cidKey(block.cid)
    if (this.#blocks.has(key)) return
    this.#blocks.set(key, block)
    this.#bytes += block.bytes.byteLength
  }
}

async function checkHash({ cid, bytes }: Block): Promise<void> {
  if (cid.multihash.code !== sha256.code) {
    throw new DamagedDataError('bad-block-hash', `${cid} is not hashed with SHA-256`)
  }
  const digest = await hashBlock(bytes)
  if (!equals(digest.digest, cid.multihash.digest)) {
    throw new DamagedDataError('bad-block-hash', `the bytes sent for ${cid} hash to ${CID.createV1(cid.code, digest)}`)
  }
}

async function collect(chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  for await (const chunk of chunks) parts.push(chunk)
  return new Uint8Array(await new Blob(parts as BlobPart[]).arrayBuffer())
}

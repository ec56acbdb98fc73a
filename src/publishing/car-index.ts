// Where each block of a `.car` file stands, each hashed once. Damage is collected, not thrown: what is whole in a broken
// file can still be used. Bytes stay in the file and are hashed again when they are read. (The import of `@helia/car` is
// no way to do this: it stores whatever bytes stand beside a CID, and Helia asks no block that is here for its hash.)
import { asyncIterableReader, createDecoder } from '@ipld/car/decoder'
import { NotFoundError } from 'interface-store'
import type { CID } from 'multiformats/cid'
import { sha256 } from 'multiformats/hashes/sha2'
import { equals } from 'uint8arrays/equals'
import type { BlockReader } from '../contributions/load-block.ts'
import { DamagedDataError } from '../domain/errors.ts'
import { limits } from '../domain/limits.ts'
import type { CarSource } from './car-source.ts'

export interface CarIndex extends BlockReader {
  readonly roots: readonly CID[]
  /** Blocks whose bytes hash to their CID. */
  readonly count: number
  /** Their bytes together. */
  readonly bytes: number
  /** CIDs whose bytes do not. */
  readonly forged: ReadonlySet<string>
  /** What is wrong with the file itself, in words; empty for a whole file. */
  readonly problems: readonly string[]
}

export interface ReadCarOptions {
  readonly signal?: AbortSignal
  /** Bytes of the file read so far, and all of them. */
  readonly onProgress?: (progress: { readonly bytes: number; readonly total: number }) => void
}

interface Place {
  readonly offset: number
  readonly length: number
  /** Small blocks, nodes above all, are asked for several times. */
  readonly kept?: Uint8Array
}

/** Blocks up to this size stay in memory, as long as they are no more than `keptBytes` together. */
const keptBlockBytes = 16 * 1024
const keptBytes = 64 * 1024 * 1024
const maxBlocks = limits.maxTreeBlocks * 4
/** Nobody reads thousands of lines; the first ones tell where the damage is. */
const maxForgedNamed = 20
const progressBytes = 1024 * 1024

export async function indexCar(source: CarSource, options: ReadCarOptions = {}): Promise<CarIndex> {
  const places = new Map<string, Place>()
  const forged = new Set<string>()
  const problems: string[] = []
  let roots: readonly CID[] = []
  let [bytes, kept, told] = [0, 0, 0]
  try {
    const reader = cappedReader(source)
    const decoder = createDecoder(reader)
    roots = (await decoder.header()).roots
    for await (const block of decoder.blocks()) {
      options.signal?.throwIfAborted()
      const { byteLength: length } = block.bytes
      if (!(await isHonest(block))) forged.add(block.cid.toString())
      else if (!places.has(block.cid.toString())) {
        const isKept = length <= keptBlockBytes && kept + length <= keptBytes
        if (isKept) kept += length
        bytes += length
        const place = { offset: reader.pos - length, length }
        places.set(block.cid.toString(), isKept ? { ...place, kept: block.bytes.slice() } : place)
      }
      if (reader.pos - told >= progressBytes) {
        told = reader.pos
        options.onProgress?.({ bytes: told, total: source.size })
      }
      if (places.size + forged.size > maxBlocks) {
        problems.push(`more than ${maxBlocks} blocks`)
        break
      }
    }
  } catch (error) {
    options.signal?.throwIfAborted()
    if (isOfDevice(error)) throw error
    // The decoder stops at the first section it cannot read: everything behind the damage is lost to it.
    problems.push(`unreadable after ${places.size} blocks: ${error instanceof Error ? error.message : String(error)}`)
  }
  for (const cid of [...forged].slice(0, maxForgedNamed)) problems.push(`the bytes of ${cid} do not hash to it`)
  if (forged.size > maxForgedNamed) problems.push(`and those of ${forged.size - maxForgedNamed} more`)
  return {
    roots,
    count: places.size,
    bytes,
    forged,
    problems,
    has: async (cid) => places.has(cid.toString()),
    peek: (cid) => places.get(cid.toString())?.kept,
    async *get(cid) {
      const place = places.get(cid.toString())
      if (place === undefined) throw new NotFoundError(`${cid} is not in the file`)
      yield await loadFrom(source, cid, place)
    },
  }
}

async function loadFrom(source: CarSource, cid: CID, { offset, length, kept }: Place): Promise<Uint8Array> {
  if (kept !== undefined) return kept
  const bytes = await source.read(offset, length)
  if (await isHonest({ cid, bytes })) return bytes
  throw new DamagedDataError('bad-block-hash', `the bytes of ${cid} do not hash to it any more`)
}

/** A length that a damaged or hostile file claims must not bring the rest of the file into memory. */
function cappedReader(source: CarSource): ReturnType<typeof asyncIterableReader> {
  const reader = asyncIterableReader(source.stream())
  return {
    upTo: (length) => reader.upTo(length),
    exactly(length, seek) {
      if (length > limits.maxBlockBytes) throw new RangeError(`a section of ${length} bytes`)
      return reader.exactly(length, seek)
    },
    seek: (length) => reader.seek(length),
    get pos() {
      return reader.pos
    },
  }
}

/** The stick was pulled, the disk fails: that says nothing about the file. */
const isOfDevice = (error: unknown): boolean => error instanceof Error && 'syscall' in error

async function isHonest({ cid, bytes }: { readonly cid: CID; readonly bytes: Uint8Array }): Promise<boolean> {
  if (cid.multihash.code !== sha256.code || bytes.byteLength > limits.maxBlockBytes) return false
  return equals((await sha256.digest(bytes)).digest, cid.multihash.digest)
}

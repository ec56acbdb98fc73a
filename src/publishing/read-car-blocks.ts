// The blocks of a `.car` file, each hashed. Damage is collected, not thrown: what is whole in a broken file can still
// be used.
import { CarBlockIterator } from '@ipld/car/iterator'
import type { CID } from 'multiformats/cid'
import { sha256 } from 'multiformats/hashes/sha2'
import { equals } from 'uint8arrays/equals'
import type { Block } from '../domain/head.ts'
import { limits } from '../domain/limits.ts'

export interface CarBlocks {
  readonly roots: readonly CID[]
  /** Blocks whose bytes hash to their CID, by CID. */
  readonly blocks: ReadonlyMap<string, Block>
  /** CIDs whose bytes do not. */
  readonly forged: ReadonlySet<string>
  /** What is wrong with the file itself, in words; empty for a whole file. */
  readonly problems: readonly string[]
}

export interface ReadCarOptions {
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: { readonly blocks: number; readonly bytes: number }) => void
}

export async function readCarBlocks(file: Uint8Array, options: ReadCarOptions = {}): Promise<CarBlocks> {
  const blocks = new Map<string, Block>()
  const forged = new Set<string>()
  const problems: string[] = []
  let roots: readonly CID[] = []
  let bytes = 0
  try {
    const iterator = await CarBlockIterator.fromBytes(file)
    roots = await iterator.getRoots()
    for await (const block of iterator) {
      options.signal?.throwIfAborted()
      const key = block.cid.toString()
      if (await isHonest(block)) blocks.set(key, block)
      else forged.add(key)
      bytes += block.bytes.byteLength
      if (blocks.size % 100 === 0) options.onProgress?.({ blocks: blocks.size, bytes })
      if (blocks.size > limits.maxTreeBlocks * 4) {
        problems.push(`more than ${limits.maxTreeBlocks * 4} blocks`)
        break
      }
    }
  } catch (error) {
    options.signal?.throwIfAborted()
    // The decoder stops at the first section it cannot read: everything behind the damage is lost to it.
    problems.push(`unreadable after ${blocks.size} blocks: ${error instanceof Error ? error.message : String(error)}`)
  }
  for (const cid of forged) problems.push(`the bytes of ${cid} do not hash to it`)
  return { roots, blocks, forged, problems }
}

async function isHonest({ cid, bytes }: Block): Promise<boolean> {
  if (cid.multihash.code !== sha256.code || bytes.byteLength > limits.maxBlockBytes) return false
  return equals((await sha256.digest(bytes)).digest, cid.multihash.digest)
}

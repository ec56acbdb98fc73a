// What a tree costs in all, counted so that the totals after a commit follow from those before it and from what the
// commit changed. Caps on what one commit brings would let a tree in piece by piece and refuse it whole.
import type { PBLink } from '@ipld/dag-pb'
import type { CID } from 'multiformats/cid'
import { LimitExceededError } from '../domain/errors.ts'
import { limits } from '../domain/limits.ts'
import { cidKey } from './cid-key.ts'
import { type BlockSource, loadBlock } from './load-block.ts'
import { rawCode } from './put-block.ts'
import { linksOf, namedLinksOf } from './walk.ts'

export interface TreeTotals {
  /** A block that stands in two places counts twice: what is shared would have to be looked for in the whole tree. */
  readonly blocks: number
  readonly bytes: number
  readonly topics: number
}

/** Of a root, as the totals of a tree are known. */
export interface KnownSize {
  readonly root: CID
  readonly size: Pick<TreeTotals, 'blocks' | 'bytes'>
}

interface Size {
  readonly blocks: number
  readonly bytes: number
}

interface Options {
  readonly signal?: AbortSignal
}

/**
 * The size of the tree below `root`; reads only what differs from the `known` one.
 *
 * @throws {LimitExceededError} past `maxTreeBlocks`, `maxTreeBytes` or `maxTreeDepth`
 */
export async function measureTree(
  blocks: BlockSource,
  root: CID,
  known?: KnownSize,
  options: Options = {},
): Promise<Size> {
  const measuring: Measuring = { blocks, options, sizes: new Map(), growths: new Map(), places: 0 }
  const size =
    known === undefined
      ? await sizeOf(measuring, root, 0)
      : add(known.size, await growth(measuring, { next: root, old: known.root, depth: 0 }))
  const { blocks: count, bytes } = checkCaps(size)
  return { blocks: count, bytes }
}

interface Measuring {
  readonly blocks: BlockSource
  readonly options: Options
  /** By CID: a DAG of shared nodes would otherwise be walked once for each way to them. */
  readonly sizes: Map<string, Measured>
  /** By depth and both CIDs, for the same reason. */
  readonly growths: Map<string, Size>
  /** Places of the new tree that were looked at: each is a block of it. */
  places: number
}

interface Measured extends Size {
  readonly height: number
}

async function sizeOf(measuring: Measuring, cid: CID, depth: number): Promise<Measured> {
  const key = cidKey(cid)
  const known = measuring.sizes.get(key)
  if (known !== undefined) {
    checkDepth(depth + known.height)
    return known
  }
  checkDepth(depth)
  const bytes = await loadBlock(measuring.blocks, cid, measuring.options)
  let [size, height]: [Size, number] = [{ blocks: 1, bytes: bytes.byteLength }, 0]
  for (const link of linksOf(cid, bytes)) {
    const child = await sizeOf(measuring, link, depth + 1)
    size = checkCaps(add(size, child))
    height = Math.max(height, child.height + 1)
  }
  const measured = { ...size, height }
  measuring.sizes.set(key, measured)
  return measured
}

interface Pair {
  readonly next: CID
  readonly old: CID
  readonly depth: number
}

async function growth(measuring: Measuring, pair: Pair): Promise<Size> {
  const { next, old, depth } = pair
  if (next.equals(old)) return nothing
  const key = `${depth} ${next} ${old}`
  const size = measuring.growths.get(key) ?? (await growthOf(measuring, pair))
  measuring.growths.set(key, size)
  return size
}

async function growthOf(measuring: Measuring, { next, old, depth }: Pair): Promise<Size> {
  const { blocks, options } = measuring
  const [bytes, oldBytes] = [await loadBlock(blocks, next, options), await loadBlock(blocks, old, options)]
  let size: Size = { blocks: 0, bytes: bytes.byteLength - oldBytes.byteLength }
  const left = byPlace(old, oldBytes)
  for (const [place, { Hash }] of byPlace(next, bytes)) {
    checkCaps({ blocks: ++measuring.places, bytes: 0 })
    const twin = left.get(place)
    left.delete(place)
    size = add(
      size,
      twin === undefined
        ? await sizeOf(measuring, Hash, depth + 1)
        : await growth(measuring, { next: Hash, old: twin.Hash, depth: depth + 1 }),
    )
  }
  for (const { Hash } of left.values()) size = subtract(size, await sizeOf(measuring, Hash, depth + 1))
  return size
}

/** Links by name, and those of one name, as in files, by their order. */
function byPlace(cid: CID, bytes: Uint8Array): Map<string, PBLink> {
  if (cid.code === rawCode) return new Map()
  const seen = new Map<string, number>()
  return new Map(
    namedLinksOf(cid, bytes).map((link) => {
      const name = link.Name ?? ''
      const nth = seen.get(name) ?? 0
      seen.set(name, nth + 1)
      return [`${nth} ${name}`, link]
    }),
  )
}

const nothing: Size = { blocks: 0, bytes: 0 }
const add = (a: Size, b: Size): Size => ({ blocks: a.blocks + b.blocks, bytes: a.bytes + b.bytes })
const subtract = (a: Size, b: Size): Size => ({ blocks: a.blocks - b.blocks, bytes: a.bytes - b.bytes })

function checkCaps(size: Size): Size {
  if (size.blocks > limits.maxTreeBlocks) {
    throw new LimitExceededError('maxTreeBlocks', limits.maxTreeBlocks, size.blocks)
  }
  if (size.bytes > limits.maxTreeBytes) throw new LimitExceededError('maxTreeBytes', limits.maxTreeBytes, size.bytes)
  return size
}

function checkDepth(depth: number): void {
  if (depth > limits.maxTreeDepth) throw new LimitExceededError('maxTreeDepth', limits.maxTreeDepth, depth)
}

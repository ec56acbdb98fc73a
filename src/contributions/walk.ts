// Walks over the blocks of a UnixFS DAG: what is below a root and not below others, and what is missing.
import type { PBLink } from '@ipld/dag-pb'
import type { Blockstore } from 'interface-blockstore'
import type { CID } from 'multiformats/cid'
import { DamagedDataError, LimitExceededError } from '../domain/errors.ts'
import type { Block } from '../domain/head.ts'
import { limits } from '../domain/limits.ts'
import { cidKey } from './cid-key.ts'
import { decodeDagPb } from './decode-dag-pb.ts'
import { type BlockSource, loadBlock } from './load-block.ts'
import { dagPbCode, rawCode } from './put-block.ts'

interface Options {
  readonly signal?: AbortSignal
}

/**
 * Blocks below `root` that are not below any of `oldRoots`, each once, parents before children.
 *
 * Compares old and new nodes level by level, so that one edit in a camp of thousands of topics reads the few nodes on
 * the changed path and not the tree.
 *
 * @throws {DamagedDataError} when a block is missing (reason `missing-block`) or is no DAG-PB or raw block
 * @throws {LimitExceededError} past the caps of a tree
 */
export async function* newBlocks(
  blocks: BlockSource,
  root: CID,
  oldRoots: readonly CID[],
  options: Options = {},
): AsyncIterable<Block> {
  const seen = new Set<string>()
  let level: readonly CID[] = [root]
  let old: readonly CID[] = oldRoots
  const count = { blocks: 0, bytes: 0 }
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limits.maxTreeDepth) throw new LimitExceededError('maxTreeDepth', limits.maxTreeDepth, depth)
    for (const cid of old) seen.add(cidKey(cid))
    const fresh = level.filter((cid) => isNew(seen, cid))
    const children: CID[] = []
    for (const cid of fresh) {
      options.signal?.throwIfAborted()
      const bytes = await loadBlock(blocks, cid, options)
      addUp(count, bytes)
      yield { cid, bytes }
      children.push(...linksOf(cid, bytes))
    }
    // Old nodes that stand in the new level were pruned there; only the others can hold what the new children share.
    old = children.length === 0 ? [] : await childrenOf(blocks, old, new Set(level.map(cidKey)), options)
    level = children
  }
}

function isNew(seen: Set<string>, cid: CID): boolean {
  const key = cidKey(cid)
  if (seen.has(key)) return false
  seen.add(key)
  return true
}

/** Children of the old level. Nodes whose block is not here hide nothing that we could have sent before. */
async function childrenOf(
  blocks: BlockSource,
  old: readonly CID[],
  pruned: ReadonlySet<string>,
  options: Options,
): Promise<CID[]> {
  const children: CID[] = []
  for (const cid of old) {
    if (cid.code !== dagPbCode || pruned.has(cidKey(cid))) continue
    try {
      children.push(...linksOf(cid, await loadBlock(blocks, cid, options)))
    } catch (error) {
      if (!(error instanceof DamagedDataError)) throw error
    }
  }
  return children
}

/**
 * CIDs below `root` whose blocks are not here: the frontier, as far as it can be seen from what is.
 *
 * @throws {DamagedDataError} for a block that is neither DAG-PB nor raw
 */
export async function missingBlocks(
  blocks: BlockSource & Pick<Blockstore, 'has'>,
  root: CID,
  options: Options = {},
): Promise<CID[]> {
  const missing: CID[] = []
  const seen = new Set<string>()
  let level: readonly CID[] = [root]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limits.maxTreeDepth) throw new LimitExceededError('maxTreeDepth', limits.maxTreeDepth, depth)
    const children: CID[] = []
    for (const cid of level) {
      if (!isNew(seen, cid)) continue
      if (seen.size > limits.maxTreeBlocks)
        throw new LimitExceededError('maxTreeBlocks', limits.maxTreeBlocks, seen.size)
      if (!(await blocks.has(cid, options))) missing.push(cid)
      else if (cid.code !== rawCode) children.push(...linksOf(cid, await loadBlock(blocks, cid, options)))
    }
    level = children
  }
  return missing
}

/** What a block links to. @throws {DamagedDataError} when it is neither raw nor valid DAG-PB */
export const linksOf = (cid: CID, bytes: Uint8Array): CID[] => namedLinksOf(cid, bytes).map((link) => link.Hash)

/** As `linksOf`, with the names. */
export function namedLinksOf(cid: CID, bytes: Uint8Array): readonly PBLink[] {
  if (cid.code === rawCode) return []
  if (cid.code !== dagPbCode) throw new DamagedDataError('bad-tree', `${cid} has codec 0x${cid.code.toString(16)}`)
  try {
    return decodeDagPb(bytes).Links
  } catch (cause) {
    throw new DamagedDataError('bad-tree', `${cid} is no DAG-PB node`, { cause })
  }
}

function addUp(count: { blocks: number; bytes: number }, bytes: Uint8Array): void {
  count.blocks++
  count.bytes += bytes.byteLength
  if (count.blocks > limits.maxTreeBlocks) {
    throw new LimitExceededError('maxTreeBlocks', limits.maxTreeBlocks, count.blocks)
  }
  if (count.bytes > limits.maxTreeBytes) throw new LimitExceededError('maxTreeBytes', limits.maxTreeBytes, count.bytes)
}

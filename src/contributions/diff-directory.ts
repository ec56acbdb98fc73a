// What changed between two versions of one directory, reading only the shards that differ.
import type { PBLink } from '@ipld/dag-pb'
import type { CID } from 'multiformats/cid'
import { LimitExceededError } from '../domain/errors.ts'
import { limits } from '../domain/limits.ts'
import { findEntry } from './list-directory.ts'
import { type BlockSource, loadBlock } from './load-block.ts'
import { decodeNode, shardPrefixLength, type UnixFSNode } from './unixfs-node.ts'

export interface ChangedEntry {
  readonly name: string
  /** Absent when the entry was removed. */
  readonly cid?: CID
  /** Absent when the entry is new. */
  readonly oldCid?: CID
}

interface Options {
  readonly signal?: AbortSignal
}

/** @throws {DamagedDataError} when either is no directory; {LimitExceededError} past `maxDirectoryEntries` */
export async function diffDirectory(
  blocks: BlockSource,
  next: CID | undefined,
  old: CID | undefined,
  options: Options = {},
): Promise<ChangedEntry[]> {
  const changed = new Map<string, ChangedEntry>()
  for (const [name, cid] of await differing(blocks, next, old, options)) {
    const before = old === undefined ? undefined : (await findEntry(blocks, old, name, options))?.cid
    if (before?.equals(cid)) continue
    changed.set(name, { name, cid, ...(before === undefined ? {} : { oldCid: before }) })
  }
  for (const [name, oldCid] of await differing(blocks, old, next, options)) {
    if (changed.has(name)) continue
    const now = next === undefined ? undefined : await findEntry(blocks, next, name, options)
    if (now === undefined) changed.set(name, { name, oldCid })
  }
  return [...changed.values()]
}

/** Entries of `dir` in nodes that `other` does not have at the same place: all that can differ, perhaps more. */
async function differing(
  blocks: BlockSource,
  dir: CID | undefined,
  other: CID | undefined,
  options: Options,
): Promise<Map<string, CID>> {
  const found = new Map<string, CID>()
  const visit = async (cid: CID, twin: CID | undefined, depth: number): Promise<void> => {
    if (twin?.equals(cid)) return
    if (depth > limits.maxTreeDepth) throw new LimitExceededError('maxTreeDepth', limits.maxTreeDepth, depth)
    const node = decodeNode(cid, await loadBlock(blocks, cid, options))
    const twinNode = twin === undefined ? undefined : decodeNode(twin, await loadBlock(blocks, twin, options))
    const prefix = node.kind === 'shard' ? shardPrefixLength(node.fanout) : 0
    for (const link of linksIn(node)) {
      const name = (link.Name ?? '').slice(prefix)
      const same = twinNode === undefined ? undefined : linksIn(twinNode).find((l) => l.Name === link.Name)
      if (node.kind === 'shard' && name === '') await visit(link.Hash, same?.Hash, depth + 1)
      else if (!same?.Hash.equals(link.Hash)) found.set(name, link.Hash)
    }
    if (found.size > limits.maxDirectoryEntries) {
      throw new LimitExceededError('maxDirectoryEntries', limits.maxDirectoryEntries, found.size)
    }
  }
  if (dir !== undefined) await visit(dir, other, 0)
  return found
}

const linksIn = (node: UnixFSNode): readonly PBLink[] =>
  node.kind === 'directory' || node.kind === 'shard' ? node.links : []

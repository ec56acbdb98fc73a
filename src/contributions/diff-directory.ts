// What changed between two versions of one directory, reading only the shards that differ.
import type { PBLink } from '@ipld/dag-pb'
import type { CID } from 'multiformats/cid'
import { DamagedDataError, LimitExceededError } from '../domain/errors.ts'
import { limits } from '../domain/limits.ts'
import { findEntry } from './list-directory.ts'
import { type BlockSource, loadBlock } from './load-block.ts'
import { checkShardLinks, indexOf, usualFanout } from './shard-form.ts'
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
  const visit = async (cid: CID, twin: CID | undefined, path: readonly number[]): Promise<void> => {
    if (twin?.equals(cid)) return
    const depth = path.length
    if (depth > limits.maxTreeDepth) throw new LimitExceededError('maxTreeDepth', limits.maxTreeDepth, depth)
    const node = decodeNode(cid, await loadBlock(blocks, cid, options))
    const twinNode = twin === undefined ? undefined : decodeNode(twin, await loadBlock(blocks, twin, options))
    const prefix = node.kind === 'shard' ? shardPrefixLength(node.fanout) : 0
    const twins = new Map(
      twinNode?.kind !== node.kind ? [] : linksIn(cid, twinNode).map((link) => [link.Name ?? '', link]),
    )
    const links = linksIn(cid, node)
    if (node.kind === 'shard' && node.fanout === usualFanout) await checkShardLinks(cid, links, path, twins)
    for (const link of links) {
      const name = (link.Name ?? '').slice(prefix)
      const same = twins.get(link.Name ?? '')
      if (node.kind === 'shard' && name === '') {
        await visit(link.Hash, same?.Hash, [...path, indexOf(link.Name ?? '') ?? 0])
      } else if (!same?.Hash.equals(link.Hash)) found.set(name, link.Hash)
    }
    if (found.size > limits.maxDirectoryEntries) {
      throw new LimitExceededError('maxDirectoryEntries', limits.maxDirectoryEntries, found.size)
    }
  }
  if (dir !== undefined) await visit(dir, other, [])
  return found
}

function linksIn(cid: CID, node: UnixFSNode): readonly PBLink[] {
  if (node.kind === 'directory' || node.kind === 'shard') return node.links
  throw new DamagedDataError('bad-directory', `${cid} is a ${node.kind}, not a directory`)
}

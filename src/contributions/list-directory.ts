// Reading UnixFS directories, plain or sharded, that strangers may have made. The exporter's own listing bounds
// neither the fanout nor the depth of a shard, and with an offset it begins a sharded one at the wrong end.
import { murmur3128 } from '@multiformats/murmur3'
import type { CID } from 'multiformats/cid'
import { DamagedDataError, LimitExceededError } from '../domain/errors.ts'
import { limits } from '../domain/limits.ts'
import { type BlockSource, loadBlock } from './load-block.ts'
import { checkShardLinks, indexOf, usualFanout } from './shard-form.ts'
import { decodeNode, shardPrefixLength } from './unixfs-node.ts'

export interface DirectoryEntry {
  readonly name: string
  readonly cid: CID
  /** Bytes of the DAG below, as the link states it. */
  readonly size: number
}

interface Options {
  readonly signal?: AbortSignal
}

/**
 * Entries of the directory at `path` below `root`; none when there is no such directory. Shards in hash order.
 *
 * @throws {DamagedDataError} for a node that is no directory, or a shard whose links lie about their place
 * @throws {LimitExceededError} past `maxDirectoryEntries` or `maxTreeDepth`
 */
export async function* listDirectory(
  blocks: BlockSource,
  root: CID,
  path = '',
  options: Options = {},
): AsyncIterable<DirectoryEntry> {
  const dir = await resolvePath(blocks, root, path, options)
  if (dir === undefined) return
  const counter = { seen: 0, limit: limits.maxDirectoryEntries }
  yield* listNode(blocks, dir, { path: [], counter, options })
}

/** The entry called `name`, reading only the shards on its way. */
export async function findEntry(
  blocks: BlockSource,
  directory: CID,
  name: string,
  options: Options = {},
): Promise<DirectoryEntry | undefined> {
  const hash = await murmur3128.encode(new TextEncoder().encode(name))
  let cid = directory
  for (let depth = 0; depth < 8; depth++) {
    const node = decodeNode(cid, await loadBlock(blocks, cid, options))
    if (node.kind === 'directory')
      return entryOf(
        node.links.find((link) => link.Name === name),
        name,
      )
    // Other fanouts than 256 take bits across byte borders; they are rare enough to walk.
    if (node.kind !== 'shard') throw new DamagedDataError('bad-directory', `${cid} is a ${node.kind}, not a directory`)
    if (node.fanout !== usualFanout) return findByWalk(blocks, directory, name, options)
    const prefix = (hash[depth] ?? 0).toString(16).toUpperCase().padStart(2, '0')
    const link = node.links.find((candidate) => candidate.Name === prefix + name)
    if (link !== undefined) return entryOf(link, name)
    const shard = node.links.find((candidate) => candidate.Name === prefix)
    if (shard === undefined) return undefined
    cid = shard.Hash
  }
  return undefined
}

/** The CID at a path of names joined by `/`; '' is the root itself. */
export async function resolvePath(
  blocks: BlockSource,
  root: CID,
  path: string,
  options: Options = {},
): Promise<CID | undefined> {
  let cid: CID | undefined = root
  for (const name of path.split('/').filter((segment) => segment !== '')) {
    if (cid === undefined) return undefined
    cid = (await findEntry(blocks, cid, name, options))?.cid
  }
  return cid
}

interface Listing {
  /** Indexes of the shards on the way. */
  readonly path: readonly number[]
  readonly counter: { seen: number; readonly limit: number }
  readonly options: Options
}

async function* listNode(blocks: BlockSource, cid: CID, listing: Listing): AsyncIterable<DirectoryEntry> {
  const { path, counter, options } = listing
  if (path.length > limits.maxTreeDepth) throw new LimitExceededError('maxTreeDepth', limits.maxTreeDepth, path.length)
  const node = decodeNode(cid, await loadBlock(blocks, cid, options))
  if (node.kind !== 'directory' && node.kind !== 'shard') {
    throw new DamagedDataError('bad-directory', `${cid} is a ${node.kind}, not a directory`)
  }
  const prefix = node.kind === 'shard' ? shardPrefixLength(node.fanout) : 0
  if (node.kind === 'shard' && node.fanout === usualFanout) await checkShardLinks(cid, node.links, path)
  for (const link of node.links) {
    if (++counter.seen > counter.limit) throw new LimitExceededError('maxDirectoryEntries', counter.limit, counter.seen)
    const name = (link.Name ?? '').slice(prefix)
    if (node.kind === 'shard' && name === '') {
      yield* listNode(blocks, link.Hash, { ...listing, path: [...path, indexOf(link.Name ?? '') ?? 0] })
    } else yield { name, cid: link.Hash, size: link.Tsize ?? 0 }
  }
}

async function findByWalk(
  blocks: BlockSource,
  directory: CID,
  name: string,
  options: Options,
): Promise<DirectoryEntry | undefined> {
  for await (const entry of listDirectory(blocks, directory, '', options)) if (entry.name === name) return entry
  return undefined
}

const entryOf = (
  link: { readonly Hash: CID; readonly Tsize?: number } | undefined,
  name: string,
): DirectoryEntry | undefined => (link === undefined ? undefined : { name, cid: link.Hash, size: link.Tsize ?? 0 })

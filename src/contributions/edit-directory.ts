// Edits of a UnixFS directory tree: many at once, every touched directory written once. Directories are plain up to
// the size that `limits` fixes and HAMT-sharded above it, by their entries alone: equal content gives an equal CID.
import type { PBLink } from '@ipld/dag-pb'
import { encode, prepare } from '@ipld/dag-pb'
import { UnixFS } from 'ipfs-unixfs'
import type { CID } from 'multiformats/cid'
import { DamagedDataError } from '../domain/errors.ts'
import { limits } from '../domain/limits.ts'
import { dagSize } from './dag-size.ts'
import { type Entry, type Hamt, openHamt } from './hamt.ts'
import { findEntry } from './list-directory.ts'
import { type BlockTarget, loadBlock } from './load-block.ts'
import { dagPbCode, putBlock } from './put-block.ts'
import { decodeNode } from './unixfs-node.ts'

/** Puts what `cid` names at `path` (segments joined by `/`), or removes what is there. `size` is the DAG's (Tsize). */
export type DirectoryEdit =
  | { readonly path: string; readonly cid: CID; readonly size: number }
  | { readonly path: string; readonly remove: true }

interface Options {
  readonly signal?: AbortSignal
}

export interface EditDirectoryOptions extends Options {
  /** Whether a directory of these entries has to be a HAMT. @default past `directoryShardBytes` by names and CIDs */
  readonly isLarge?: (entries: readonly Entry[]) => boolean
}

/** Directories on the way are made. A directory that becomes empty stays. */
export async function editDirectory(
  blocks: BlockTarget,
  root: CID | undefined,
  edits: readonly DirectoryEdit[],
  options: EditDirectoryOptions = {},
): Promise<CID> {
  const { here, below } = split(edits)
  const changes = new Map<string, Entry | undefined>(here)
  for (const [name, nested] of below) {
    const child = root === undefined ? undefined : await findEntry(blocks, root, name, options)
    const cid = await editDirectory(blocks, child?.cid, nested, options)
    changes.set(name, { name, cid, size: await dagSize(blocks, cid, options) })
  }
  return applyEntries(blocks, root, changes, options)
}

function split(edits: readonly DirectoryEdit[]): {
  readonly here: Map<string, Entry | undefined>
  readonly below: Map<string, DirectoryEdit[]>
} {
  const here = new Map<string, Entry | undefined>()
  const below = new Map<string, DirectoryEdit[]>()
  for (const edit of edits) {
    const slash = edit.path.indexOf('/')
    const name = slash === -1 ? edit.path : edit.path.slice(0, slash)
    if (name === '') throw new DamagedDataError('bad-directory', `an empty name in ${JSON.stringify(edit.path)}`)
    if (slash === -1) here.set(name, 'remove' in edit ? undefined : { name, cid: edit.cid, size: edit.size })
    else below.set(name, [...(below.get(name) ?? []), { ...edit, path: edit.path.slice(slash + 1) }])
  }
  return { here, below }
}

async function applyEntries(
  blocks: BlockTarget,
  root: CID | undefined,
  changes: ReadonlyMap<string, Entry | undefined>,
  options: EditDirectoryOptions,
): Promise<CID> {
  const { isLarge = isLargeByNames } = options
  const node = root === undefined ? undefined : decodeNode(root, await loadBlock(blocks, root, options))
  if (node?.kind === 'shard') return editShard(blocks, await openHamt(blocks, root, options), changes, options)
  if (node !== undefined && node.kind !== 'directory') {
    throw new DamagedDataError('bad-directory', `${root} is a ${node.kind}, not a directory`)
  }
  const entries = new Map((node?.links ?? []).map(entryOf))
  for (const [name, entry] of changes) {
    if (entry === undefined) entries.delete(name)
    else entries.set(name, entry)
  }
  if (!isLarge([...entries.values()])) return putPlain(blocks, [...entries.values()], options)
  const hamt = await openHamt(blocks, undefined, options)
  for (const entry of entries.values()) await hamt.set(entry)
  return hamt.flush()
}

async function editShard(
  blocks: BlockTarget,
  hamt: Hamt,
  changes: ReadonlyMap<string, Entry | undefined>,
  options: EditDirectoryOptions,
): Promise<CID> {
  const { isLarge = isLargeByNames } = options
  let removed = false
  for (const [name, entry] of changes) {
    if (entry === undefined) await hamt.remove(name)
    else await hamt.set(entry)
    removed ||= entry === undefined
  }
  if (removed) {
    // Each entry counts at least a name and a CID of 36 bytes: more of them than this cannot fit a plain directory.
    const most = Math.ceil(limits.directoryShardBytes / 37)
    const entries = await hamt.entries(most)
    if (entries.length <= most && !isLarge(entries)) return putPlain(blocks, entries, options)
  }
  return hamt.flush()
}

const entryOf = (link: PBLink): [string, Entry] => {
  const name = link.Name ?? ''
  return [name, { name, cid: link.Hash, size: link.Tsize ?? 0 }]
}

/** Names and CIDs in bytes, the estimate that UnixFS writers call links-bytes. */
function isLargeByNames(entries: readonly Entry[]): boolean {
  let size = 0
  for (const { name, cid } of entries) size += new TextEncoder().encode(name).byteLength + cid.byteLength
  return size > limits.directoryShardBytes
}

async function putPlain(blocks: BlockTarget, entries: readonly Entry[], options: Options): Promise<CID> {
  return putBlock(blocks, dagPbCode, encodePlainDirectory(entries), options)
}

/** The one block of a directory that is no HAMT. */
export function encodePlainDirectory(entries: readonly Entry[]): Uint8Array {
  const unixfs = new UnixFS({ type: 'directory' })
  const links = entries.map((entry): PBLink => ({ Name: entry.name, Hash: entry.cid, Tsize: entry.size }))
  return encode(prepare({ Data: unixfs.marshal(), Links: links }))
}

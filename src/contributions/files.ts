// Files as UnixFS: CIDv1, raw leaves, fixed chunks, balanced trees of at most 1,024 children. A file of one chunk is
// that chunk. Appending gives the same CID as writing the whole, and touches only the last chunk and the nodes above.
import type { PBLink } from '@ipld/dag-pb'
import { encode, prepare } from '@ipld/dag-pb'
import { UnixFS } from 'ipfs-unixfs'
import type { CID } from 'multiformats/cid'
import { DamagedDataError, LimitExceededError } from '../domain/errors.ts'
import { limits } from '../domain/limits.ts'
import { type BlockSource, type BlockTarget, loadBlock } from './load-block.ts'
import { dagPbCode, putBlock, rawCode } from './put-block.ts'
import { decodeNode } from './unixfs-node.ts'

export { type DirectoryEdit, editDirectory } from './edit-directory.ts'
export { type DirectoryEntry, findEntry, listDirectory, resolvePath } from './list-directory.ts'

/** As in profile unixfs-v1-2025. */
const maxChildren = 1024

export interface Subtree {
  readonly cid: CID
  /** Bytes of file content below. */
  readonly fileSize: number
  /** Bytes of blocks below, this one included. */
  readonly dagSize: number
}

export interface PutFileOptions {
  readonly chunkBytes: number
  readonly signal?: AbortSignal
}

export async function putFile(
  blocks: Pick<BlockTarget, 'put'>,
  bytes: Uint8Array,
  options: PutFileOptions,
): Promise<CID> {
  const leaves: Subtree[] = []
  for (let offset = 0; offset < bytes.byteLength || offset === 0; offset += options.chunkBytes) {
    leaves.push(await putLeaf(blocks, bytes.slice(offset, offset + options.chunkBytes), options))
  }
  return putBalanced(blocks, leaves, options)
}

/**
 * The file `cid` with `bytes` after its first `offset` bytes, which must be all it has.
 *
 * @throws {DamagedDataError} when the file is not `offset` bytes long, or its chunks are not of the fixed size
 */
export async function appendToFile(
  blocks: BlockTarget,
  cid: CID | undefined,
  offset: number,
  bytes: Uint8Array,
  options: PutFileOptions,
): Promise<CID> {
  const leaves = cid === undefined ? [] : await listLeaves(blocks, cid, options)
  const length = leaves.reduce((sum, leaf) => sum + leaf.fileSize, 0)
  if (length !== offset) throw new DamagedDataError('bad-append', `the file has ${length} bytes, not ${offset}`)
  if (leaves.slice(0, -1).some((leaf) => leaf.fileSize !== options.chunkBytes)) {
    throw new DamagedDataError('bad-append', `${cid} is not made of chunks of ${options.chunkBytes} bytes`)
  }
  const last = leaves.at(-1)
  const open = last !== undefined && last.fileSize < options.chunkBytes ? leaves.pop() : undefined
  const tail = open === undefined ? bytes : concat(await loadBlock(blocks, open.cid, options), bytes)
  for (let at = 0; at < tail.byteLength; at += options.chunkBytes) {
    leaves.push(await putLeaf(blocks, tail.slice(at, at + options.chunkBytes), options))
  }
  if (leaves.length === 0) leaves.push(await putLeaf(blocks, new Uint8Array(0), options))
  return putBalanced(blocks, leaves, options)
}

/** Bytes of file content below `cid`, from its root alone. @throws {DamagedDataError} when it is no file */
export async function fileLength(
  blocks: BlockSource,
  cid: CID,
  options: { signal?: AbortSignal } = {},
): Promise<number> {
  const node = decodeNode(cid, await loadBlock(blocks, cid, options))
  if (node.kind === 'raw') return node.bytes.byteLength
  if (node.kind === 'file') return node.data.byteLength + node.sizes.reduce((sum, size) => sum + size, 0)
  throw new DamagedDataError('not-unixfs', `${cid} is a ${node.kind}, not a file`)
}

export interface LoadBytesOptions {
  readonly maxBytes: number
  /** Content before this many bytes is left out, and its leaves are not read. @default 0 */
  readonly offset?: number
  readonly signal?: AbortSignal
}

/**
 * The content of a file.
 *
 * @throws {DamagedDataError} when a block is missing, is no UnixFS file, or is not as long as its parent says
 * @throws {LimitExceededError} past `maxBytes`
 */
export async function loadBytes(blocks: BlockSource, cid: CID, options: LoadBytesOptions): Promise<Uint8Array> {
  const { maxBytes, offset = 0 } = options
  const length = await fileLength(blocks, cid, options)
  if (length > maxBytes) throw new LimitExceededError('file bytes', maxBytes, length)
  const bytes = new Uint8Array(Math.max(0, length - offset))
  await fill({ blocks, bytes, from: offset, options, reads: 0 }, cid, { at: 0, size: length, depth: 0 })
  return bytes
}

interface Filling {
  readonly blocks: BlockSource
  readonly bytes: Uint8Array
  readonly from: number
  readonly options: LoadBytesOptions
  /** Nodes read so far: a DAG of shared empty nodes could otherwise be walked for ever. */
  reads: number
}

async function fill(filling: Filling, cid: CID, range: { at: number; size: number; depth: number }): Promise<void> {
  const { at, size, depth } = range
  if (at + size <= filling.from && size > 0) return
  if (depth > limits.maxTreeDepth) throw new LimitExceededError('maxTreeDepth', limits.maxTreeDepth, depth)
  if (++filling.reads > limits.maxTreeBlocks) {
    throw new LimitExceededError('maxTreeBlocks', limits.maxTreeBlocks, filling.reads)
  }
  const node = decodeNode(cid, await loadBlock(filling.blocks, cid, filling.options))
  if (node.kind !== 'raw' && node.kind !== 'file') throw new DamagedDataError('not-unixfs', `${cid} is a ${node.kind}`)
  const own = node.kind === 'raw' ? node.bytes : node.data
  const sizes = node.kind === 'raw' ? [] : node.sizes
  const total = own.byteLength + sizes.reduce((sum, s) => sum + s, 0)
  if (total !== size)
    throw new DamagedDataError('bad-file', `${cid} holds ${total} bytes where its parent says ${size}`)
  copyInto(filling, own, at)
  if (node.kind === 'raw') return
  let childAt = at + own.byteLength
  for (const [i, link] of node.links.entries()) {
    const childSize = sizes[i] ?? 0
    await fill(filling, link.Hash, { at: childAt, size: childSize, depth: depth + 1 })
    childAt += childSize
  }
}

function copyInto({ bytes, from }: Filling, part: Uint8Array, at: number): void {
  const skip = Math.max(0, from - at)
  if (skip < part.byteLength) bytes.set(part.subarray(skip), Math.max(0, at - from))
}

async function putLeaf(blocks: Pick<BlockTarget, 'put'>, bytes: Uint8Array, options: PutFileOptions): Promise<Subtree> {
  const cid = await putBlock(blocks, rawCode, bytes, options)
  return { cid, fileSize: bytes.byteLength, dagSize: bytes.byteLength }
}

async function putBalanced(
  blocks: Pick<BlockTarget, 'put'>,
  leaves: readonly Subtree[],
  options: PutFileOptions,
): Promise<CID> {
  let level = leaves
  while (level.length > 1) {
    const parents: Subtree[] = []
    for (let i = 0; i < level.length; i += maxChildren) {
      parents.push(await putParent(blocks, level.slice(i, i + maxChildren), options))
    }
    level = parents
  }
  const root = level[0]
  if (root === undefined) throw new RangeError('a file has at least one leaf')
  return root.cid
}

async function putParent(
  blocks: Pick<BlockTarget, 'put'>,
  children: readonly Subtree[],
  options: PutFileOptions,
): Promise<Subtree> {
  const unixfs = new UnixFS({ type: 'file', blockSizes: children.map((child) => BigInt(child.fileSize)) })
  const links = children.map((child): PBLink => ({ Name: '', Hash: child.cid, Tsize: child.dagSize }))
  const bytes = encode(prepare({ Data: unixfs.marshal(), Links: links }))
  return {
    cid: await putBlock(blocks, dagPbCode, bytes, options),
    fileSize: children.reduce((sum, child) => sum + child.fileSize, 0),
    dagSize: children.reduce((sum, child) => sum + child.dagSize, bytes.byteLength),
  }
}

/**
 * Leaves from left to right, from the inner nodes alone unless the file is a single leaf. Only raw blocks are leaves:
 * what a stranger put into the nodes themselves is not among them, and then their sizes do not add up to the length.
 *
 * @throws {DamagedDataError} when a node is no file, or not as long as its parent says
 */
export async function listLeaves(
  blocks: BlockSource,
  cid: CID,
  options: { readonly signal?: AbortSignal } = {},
): Promise<Subtree[]> {
  if (cid.code === rawCode) {
    const { byteLength } = await loadBlock(blocks, cid, options)
    return [{ cid, fileSize: byteLength, dagSize: byteLength }]
  }
  const leaves: Subtree[] = []
  const visit = async (node: CID, depth: number, size?: number): Promise<void> => {
    if (depth > limits.maxTreeDepth) throw new LimitExceededError('maxTreeDepth', limits.maxTreeDepth, depth)
    const decoded = decodeNode(node, await loadBlock(blocks, node, options))
    if (decoded.kind !== 'file') throw new DamagedDataError('not-unixfs', `${node} is a ${decoded.kind}`)
    const total = decoded.sizes.reduce((sum, child) => sum + child, decoded.data.byteLength)
    if (total !== (size ?? total)) {
      throw new DamagedDataError('bad-file', `${node} holds ${total} bytes where its parent says ${size}`)
    }
    for (const [i, link] of decoded.links.entries()) {
      const childSize = decoded.sizes[i] ?? 0
      if (link.Hash.code === rawCode) leaves.push({ cid: link.Hash, fileSize: childSize, dagSize: childSize })
      else await visit(link.Hash, depth + 1, childSize)
      if (leaves.length > limits.maxTreeBlocks) {
        throw new LimitExceededError('maxTreeBlocks', limits.maxTreeBlocks, leaves.length)
      }
    }
  }
  await visit(cid, 0)
  return leaves
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(a.byteLength + b.byteLength)
  bytes.set(a)
  bytes.set(b, a.byteLength)
  return bytes
}

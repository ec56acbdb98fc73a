// Reads what a CID, or a path below one, names: the bytes of a file, or the names in a directory.
import type { Blockstore } from 'interface-blockstore'
import type { CID } from 'multiformats/cid'
import { fileLength, listDirectory, loadBytes, resolvePath } from '../contributions/files.ts'
import { loadBlock } from '../contributions/load-block.ts'
import { decodeNode } from '../contributions/unixfs-node.ts'
import { NotFoundError } from '../domain/errors.ts'
import { limits } from '../domain/limits.ts'

export type CatResult =
  | { readonly kind: 'file'; readonly bytes: Uint8Array }
  | { readonly kind: 'directory'; readonly entries: readonly { readonly name: string; readonly cid: CID }[] }

/**
 * @throws {NotFoundError} when there is nothing at the path
 * @throws {DamagedDataError} when a block is missing or is no UnixFS
 */
export async function catPath(
  blocks: Pick<Blockstore, 'get'>,
  root: CID,
  path: string,
  options: { readonly signal?: AbortSignal } = {},
): Promise<CatResult> {
  const cid = await resolvePath(blocks, root, path, options)
  if (cid === undefined) throw new NotFoundError('path', `${root}/${path}`)
  const node = decodeNode(cid, await loadBlock(blocks, cid, options))
  if (node.kind === 'directory' || node.kind === 'shard') {
    const entries: { readonly name: string; readonly cid: CID }[] = []
    for await (const { name, cid: target } of listDirectory(blocks, cid, '', options))
      entries.push({ name, cid: target })
    return { kind: 'directory', entries: entries.sort((a, b) => (a.name < b.name ? -1 : 1)) }
  }
  await fileLength(blocks, cid, options)
  return { kind: 'file', bytes: await loadBytes(blocks, cid, { maxBytes: limits.maxSyncResponseBytes, ...options }) }
}

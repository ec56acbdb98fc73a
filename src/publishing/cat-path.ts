// Reads what a CID, or a path below one, names: the bytes of a file, or the names in a directory. By Helia's own reader,
// a second opinion on what our writers wrote.
import { type UnixFS, unixfs } from '@helia/unixfs'
import type { Blockstore } from 'interface-blockstore'
import type { CID } from 'multiformats/cid'
import { DamagedDataError, LimitExceededError, NotFoundError } from '../domain/errors.ts'
import { limits } from '../domain/limits.ts'

export type CatResult =
  | { readonly kind: 'file'; readonly bytes: Uint8Array }
  | { readonly kind: 'directory'; readonly entries: readonly { readonly name: string; readonly cid: CID }[] }

interface Options {
  readonly signal?: AbortSignal
}

/**
 * @throws {NotFoundError} when there is nothing at the path
 * @throws {LimitExceededError} for a file larger than what one pull may bring
 * @throws {DamagedDataError} when a block is missing or is no UnixFS
 */
export async function catPath(blocks: Blockstore, root: CID, path: string, options: Options = {}): Promise<CatResult> {
  const fs = unixfs({ blockstore: blocks })
  const at = { ...options, ...(path === '' ? {} : { path }) }
  try {
    const { type, size } = await fs.stat(root, at)
    if (type === 'directory') return { kind: 'directory', entries: await list(fs, root, at) }
    return { kind: 'file', bytes: await readFile(fs, root, { ...at, size: Number(size) }) }
  } catch (error) {
    throw explain(error, `${root}/${path}`)
  }
}

async function list(fs: UnixFS, root: CID, at: Options & { readonly path?: string }) {
  const entries: { readonly name: string; readonly cid: CID }[] = []
  for await (const { name, cid } of fs.ls(root, at)) entries.push({ name, cid })
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1))
}

async function readFile(fs: UnixFS, root: CID, at: Options & { readonly path?: string; readonly size: number }) {
  const { size, ...rest } = at
  if (size > limits.maxSyncResponseBytes) throw new LimitExceededError('file size', limits.maxSyncResponseBytes, size)
  const bytes = new Uint8Array(size)
  let filled = 0
  for await (const chunk of fs.cat(root, rest)) {
    bytes.set(chunk, filled)
    filled += chunk.byteLength
  }
  return bytes
}

function explain(error: unknown, path: string): unknown {
  if (!(error instanceof Error) || error instanceof LimitExceededError) return error
  if (error.name === 'DoesNotExistError') return new NotFoundError('path', path, { cause: error })
  if (error.name === 'NotFoundError') return new DamagedDataError('missing-block', error.message, { cause: error })
  return /UnixFS|Content|File|Read|RangeError/.test(error.name)
    ? new DamagedDataError('not-unixfs', `${path} cannot be read: ${error.message}`, { cause: error })
    : error
}

// An attachment's bytes, of any size that a file may have.
import { CID } from 'multiformats/cid'
import { loadBytes } from '../contributions/files.ts'
import type { BlockReader } from '../contributions/load-block.ts'
import { NotFoundError } from '../domain/errors.ts'
import { limits } from '../domain/limits.ts'
import type { AbortOptions } from './ports.ts'

/** @throws {NotFoundError} when it is not here */
export async function loadFile(blocks: BlockReader, cid: string, options: AbortOptions = {}): Promise<Uint8Array> {
  const parsed = CID.parse(cid)
  if (!(await blocks.has(parsed, options))) throw new NotFoundError('file', cid)
  return loadBytes(blocks, parsed, { maxBytes: limits.maxFileBytes, ...options })
}

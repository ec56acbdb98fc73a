// The directory a finished outcome is frozen as. Profile unixfs-v1-2025 (IPIP-0499), so that Kubo, ipfs-car and Divelog
// give the same CID for the same files.
import { unixfs } from '@helia/unixfs'
import type { Blockstore } from 'interface-blockstore'
import type { CID } from 'multiformats/cid'
import { loadBytes } from '../contributions/files.ts'
import type { CatalogFile } from '../domain/catalog-files.ts'
import { limits } from '../domain/limits.ts'
import type { AbortOptions, BuildOptions } from '../notebook/ports.ts'

type FinalFile = CatalogFile | { readonly path: string; readonly cid: CID }

const profile = 'unixfs-v1-2025'

/**
 * Files given by CID are read and written again: contribution trees keep attachments in smaller chunks than the profile.
 *
 * @throws {DamagedDataError} when a CID is not that of a whole file
 * @throws {LimitExceededError} when one is larger than an attachment may be
 */
export async function buildFinalDirectory(
  blocks: Blockstore,
  files: readonly FinalFile[],
  { onFile, ...options }: BuildOptions = {},
): Promise<CID> {
  const fs = unixfs({ blockstore: blocks })
  let bytes = 0
  const content = async function* (file: FinalFile): AsyncIterable<Uint8Array> {
    onFile?.(bytes)
    const whole = await bytesOf(blocks, file, options)
    bytes += whole.byteLength
    yield whole
  }
  const source = files.map((file) => ({ path: file.path, content: content(file) }))
  // One file at a time: each is held in memory whole.
  const settings = { profile, wrapWithDirectory: true, fileImportConcurrency: 1, ...options } as const
  let root: CID | undefined
  for await (const entry of fs.addAll(source, settings)) {
    options.signal?.throwIfAborted()
    root = entry.cid
  }
  return root ?? fs.addDirectory({}, { profile, ...options })
}

async function bytesOf(blocks: Blockstore, file: FinalFile, options: AbortOptions): Promise<Uint8Array> {
  options.signal?.throwIfAborted()
  return 'cid' in file ? loadBytes(blocks, file.cid, { maxBytes: limits.maxFileBytes, ...options }) : file.bytes
}

// The directory a finished outcome is frozen as. Profile unixfs-v1-2025 (IPIP-0499), so that Kubo, ipfs-car and Divelog
// give the same CID for the same files.
import { unixfs } from '@helia/unixfs'
import type { Blockstore } from 'interface-blockstore'
import type { CID } from 'multiformats/cid'
import { loadBytes } from '../contributions/files.ts'
import type { CatalogFile } from '../domain/catalog-files.ts'
import { limits } from '../domain/limits.ts'

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
  options: { readonly signal?: AbortSignal } = {},
): Promise<CID> {
  const fs = unixfs({ blockstore: blocks })
  const source = files.map((file) => ({ path: file.path, content: contentOf(blocks, file, options) }))
  // One file at a time: each is held in memory whole.
  const settings = { profile, wrapWithDirectory: true, fileImportConcurrency: 1, ...options } as const
  let root: CID | undefined
  for await (const entry of fs.addAll(source, settings)) {
    options.signal?.throwIfAborted()
    root = entry.cid
  }
  return root ?? fs.addDirectory({}, { profile, ...options })
}

async function* contentOf(
  blocks: Blockstore,
  file: FinalFile,
  options: { readonly signal?: AbortSignal },
): AsyncIterable<Uint8Array> {
  yield 'cid' in file ? await loadBytes(blocks, file.cid, { maxBytes: limits.maxFileBytes, ...options }) : file.bytes
}

// The directory a finished outcome is frozen as. Profile unixfs-v1-2025 (IPIP-0499), so that Kubo, ipfs-car and Divelog
// give the same CID for the same files.
import type { Blockstore } from 'interface-blockstore'
import type { CID } from 'multiformats/cid'
import { dagSize } from '../contributions/dag-size.ts'
import { type DirectoryEdit, editDirectory, encodePlainDirectory } from '../contributions/edit-directory.ts'
import { loadBytes, putFile } from '../contributions/files.ts'
import type { CatalogFile } from '../domain/catalog-files.ts'
import { limits } from '../domain/limits.ts'
import type { BuildOptions } from '../notebook/ports.ts'

type FinalFile = CatalogFile | { readonly path: string; readonly cid: CID }

const MiB = 1024 * 1024
/** What the profile says of chunks, and of directories: a HAMT when the one block would be larger. */
const profile = { chunkBytes: MiB, directoryBytes: MiB / 4 }

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
  const edits: DirectoryEdit[] = []
  let done = 0
  // One file at a time: each is held in memory whole.
  for (const file of files) {
    options.signal?.throwIfAborted()
    onFile?.(done)
    const bytes =
      'cid' in file ? await loadBytes(blocks, file.cid, { maxBytes: limits.maxFileBytes, ...options }) : file.bytes
    const cid = await putFile(blocks, bytes, { chunkBytes: profile.chunkBytes, ...options })
    edits.push({ path: file.path, cid, size: await dagSize(blocks, cid, options) })
    done += bytes.byteLength
  }
  return editDirectory(blocks, undefined, edits, {
    ...options,
    isLarge: (entries) => encodePlainDirectory(entries).byteLength > profile.directoryBytes,
  })
}

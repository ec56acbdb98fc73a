// The directory a finished outcome is frozen as. Profile unixfs-v1-2025 (IPIP-0499), so that Kubo, ipfs-car and Divelog
// give the same CID for the same files.
import { unixfs } from '@helia/unixfs'
import type { Blockstore } from 'interface-blockstore'
import type { CID } from 'multiformats/cid'
import type { CatalogFile } from '../domain/catalog-files.ts'

const profile = 'unixfs-v1-2025'

/** Files given as bytes are written; those given by CID are linked as they are. */
export async function buildFinalDirectory(
  blocks: Blockstore,
  files: readonly (CatalogFile | { readonly path: string; readonly cid: CID })[],
  options: { readonly signal?: AbortSignal } = {},
): Promise<CID> {
  const fs = unixfs({ blockstore: blocks })
  let root = await fs.addDirectory({}, { profile, ...options })
  const folders = new Map<string, CID>()
  for (const file of files) {
    const cid = 'cid' in file ? file.cid : await fs.addBytes(file.bytes, { profile, ...options })
    const slash = file.path.lastIndexOf('/')
    if (slash === -1) root = await fs.cp(cid, root, file.path, options)
    else {
      const folder = file.path.slice(0, slash)
      const held = folders.get(folder) ?? (await fs.addDirectory({}, { profile, ...options }))
      folders.set(folder, await fs.cp(cid, held, file.path.slice(slash + 1), options))
    }
  }
  for (const [path, cid] of folders) root = await fs.cp(cid, root, path, options)
  return root
}

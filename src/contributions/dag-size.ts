// The size a directory link states for what it points at (Tsize): the bytes of the whole DAG below, as every
// UnixFS writer counts it.
import { code as dagPbCode, decode } from '@ipld/dag-pb'
import type { Blockstore } from 'interface-blockstore'
import type { CID } from 'multiformats/cid'
import { loadBlock } from './load-block.ts'

/** Bytes of the DAG below `cid`, from its root block alone. */
export async function dagSize(
  blocks: Pick<Blockstore, 'get'>,
  cid: CID,
  options: { readonly signal?: AbortSignal } = {},
): Promise<number> {
  const bytes = await loadBlock(blocks, cid, options)
  if (cid.code !== dagPbCode) return bytes.byteLength
  return decode(bytes).Links.reduce((sum, link) => sum + (link.Tsize ?? 0), bytes.byteLength)
}

// A block made here: its CID is the SHA-256 of its bytes, CIDv1.
import type { Blockstore } from 'interface-blockstore'
import { CID } from 'multiformats/cid'
import { sha256 } from 'multiformats/hashes/sha2'

export const rawCode = 0x55
export const dagPbCode = 0x70

export async function putBlock(
  blocks: Pick<Blockstore, 'put'>,
  code: number,
  bytes: Uint8Array,
  options: { readonly signal?: AbortSignal } = {},
): Promise<CID> {
  const cid = CID.createV1(code, await sha256.digest(bytes))
  await blocks.put(cid, bytes, options)
  return cid
}

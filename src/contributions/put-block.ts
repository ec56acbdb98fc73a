// A block made here: its CID is the SHA-256 of its bytes, CIDv1.
import type { Blockstore } from 'interface-blockstore'
import { CID } from 'multiformats/cid'
import { hashBlock } from './hash-block.ts'

export const rawCode = 0x55
export const dagPbCode = 0x70

export async function putBlock(
  blocks: Pick<Blockstore, 'put'>,
  code: number,
  bytes: Uint8Array,
  options: { readonly signal?: AbortSignal } = {},
): Promise<CID> {
  const cid = CID.createV1(code, await hashBlock(bytes))
  await blocks.put(cid, bytes, options)
  return cid
}

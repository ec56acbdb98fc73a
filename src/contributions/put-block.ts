// A block made here: its CID is the SHA-256 of its bytes, CIDv1.
import { sha256 as hashNow } from '@noble/hashes/sha2.js'
import type { Blockstore } from 'interface-blockstore'
import { CID } from 'multiformats/cid'
import * as Digest from 'multiformats/hashes/digest'
import { sha256 } from 'multiformats/hashes/sha2'

export const rawCode = 0x55
export const dagPbCode = 0x70

/**
 * Up to here a block is hashed at once. A browser's own hash is faster and has to be waited for: of a busy page each of
 * the twenty blocks of an edit waited behind all that is to be drawn.
 */
const smallBytes = 8 * 1024

export async function putBlock(
  blocks: Pick<Blockstore, 'put'>,
  code: number,
  bytes: Uint8Array,
  options: { readonly signal?: AbortSignal } = {},
): Promise<CID> {
  const digest =
    bytes.byteLength <= smallBytes ? Digest.create(sha256.code, hashNow(bytes)) : await sha256.digest(bytes)
  const cid = CID.createV1(code, digest)
  await blocks.put(cid, bytes, options)
  return cid
}

// How a peer shows that it knows the camp: an HMAC over both peer ids, sent inside a connection that noise has already
// authenticated. It works only between these two peers, in this direction, and tells a stranger nothing.
import { hkdf } from '@noble/hashes/hkdf.js'
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'

export const proofBytes = 32

export interface CampSecret {
  readonly campId: string
  readonly campKey: Uint8Array
}

/** @param prover and verifier are peer ids as text */
export function proveCamp({ campId, campKey }: CampSecret, prover: string, verifier: string): Uint8Array {
  return hmac(sha256, deriveKey(campKey, 'proof'), utf8ToBytes(`${campId}\n${prover}\n${verifier}`))
}

export function checkProof(secret: CampSecret, proof: Uint8Array, prover: string, verifier: string): boolean {
  const expected = proveCamp(secret, prover, verifier)
  if (proof.byteLength !== expected.byteLength) return false
  let difference = 0
  for (const [i, byte] of expected.entries()) difference |= byte ^ (proof[i] ?? 0)
  return difference === 0
}

/** A 32-byte key for one purpose; the camp key itself is used for nothing else. */
export function deriveKey(campKey: Uint8Array, purpose: 'proof' | 'gossip'): Uint8Array {
  return hkdf(sha256, campKey, undefined, utf8ToBytes(`divelog 1 ${purpose}`), 32)
}

// The SHA-256 of a block.
import { sha256 as hashNow } from '@noble/hashes/sha2.js'
import type { MultihashDigest } from 'multiformats'
import * as Digest from 'multiformats/hashes/digest'
import { sha256 } from 'multiformats/hashes/sha2'

/**
 * Up to here a block is hashed at once. A browser's own hash is faster and has to be waited for: of a busy page each of
 * the twenty blocks of an edit waited behind all that is to be drawn. Node's answers at once.
 */
const smallBytes = 8 * 1024
const hasToWait = asksToWait()

function asksToWait(): boolean {
  const asked = sha256.digest(new Uint8Array(0))
  if (!(asked instanceof Promise)) return false
  // Pages that come neither from this machine nor by HTTPS have no hash of the browser's own.
  asked.catch(() => undefined)
  return true
}

export const hashBlock = (bytes: Uint8Array): MultihashDigest<number> | Promise<MultihashDigest<number>> =>
  hasToWait && bytes.byteLength <= smallBytes ? Digest.create(sha256.code, hashNow(bytes)) : sha256.digest(bytes)

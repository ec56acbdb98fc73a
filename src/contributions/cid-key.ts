// A CID as a key of maps and sets in memory, where nobody reads it.
import type { CID } from 'multiformats/cid'

/** A hash of ours is half as long; a stranger's CID may hold a megabyte, more than a call takes arguments. */
const usualBytes = 64

/** Its bytes as one string: a first replication looks up each block a dozen times, and base32 took longer than that. */
export const cidKey = (cid: CID): string =>
  // Spreading the bytes takes four times as long: it asks them for an iterator.
  cid.bytes.byteLength <= usualBytes ? Reflect.apply(String.fromCharCode, undefined, cid.bytes) : cid.toString()

// A CID as a key of maps and sets in memory, where nobody reads it.
import type { CID } from 'multiformats/cid'

/** Its bytes as one string: a first replication looks up each block a dozen times, and base32 took longer than that. */
export const cidKey = (cid: CID): string => String.fromCharCode.apply(null, cid.bytes as unknown as number[])

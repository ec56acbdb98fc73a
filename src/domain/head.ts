// What travels between replicas: signed heads and content-addressed blocks, and the codes for not taking them.
import type { CID } from 'multiformats/cid'
import type { AuthorId } from './ids.ts'

export interface Block {
  readonly cid: CID
  readonly bytes: Uint8Array
}

/** An author's newest signed root, as stored and as sent. */
export interface Head {
  readonly author: AuthorId
  /** Commit count; equals the IPNS sequence and the tree's own count. At most 2^53−1. */
  readonly sequence: number
  readonly root: CID
  /** The marshalled IPNS record, about 400 bytes. */
  readonly record: Uint8Array
}

/** Codes, not prose: they go to the status page and, as a code, to the peer. */
export type RejectReason =
  | 'bad-record'
  | 'bad-signature'
  | 'bad-block-hash'
  | 'bad-car'
  | 'bad-tree'
  | 'bad-log'
  | 'bad-profile'
  | 'wrong-camp'
  | 'wrong-client-id'
  | 'wrong-sequence'
  | 'clock-overlap'
  | 'not-allowed'
  | 'too-large'
  | 'too-many-authors'
  | 'too-many-forks'

// A camp: one shared notebook, fixed by its genesis.
import type { AuthorId, CampId } from './ids.ts'

/** What newcomers may do; more kinds may follow, unknown ones are refused. */
export type CampPolicy = 'open-to-invited'

export interface Camp {
  readonly id: CampId
  readonly name: string
  readonly organisers: readonly AuthorId[]
  readonly policy: CampPolicy
  /** Milliseconds since the Unix epoch. */
  readonly startedAt: number
}

/** What an invite link carries after the `#`, so that no server sees it. */
export interface Invite {
  readonly campId: CampId
  /** The signed genesis whose CID is the camp id: with it somebody who joins with nobody near can already write. */
  readonly genesis: Uint8Array
  /** 32 bytes: whoever knows it may read and write. */
  readonly campKey: Uint8Array
  readonly name: string
  /** Multiaddrs of replicas that were up when the link was made; a hint, none need be reachable. */
  readonly addrs: readonly string[]
}

// Camps of this browser profile: the author's key, the invite and the addresses of each, in a database of their own.
import { Dexie, type EntityTable } from 'dexie'
import type { CampId } from './domain/ids.ts'

/** A camp this browser takes part in. */
export interface BrowserCamp {
  readonly campId: CampId
  readonly name: string
  /** Milliseconds since the Unix epoch. */
  readonly openedAt: number
  /** Only looks: no name, and nothing written. */
  readonly isGuest: boolean
}

export interface CampRecord extends Omit<BrowserCamp, 'isGuest'> {
  /** Absent for whoever takes part. */
  readonly isGuest?: boolean
  readonly key: Uint8Array
  /** Invite link without addresses. */
  readonly invite: string
  /** Multiaddrs to dial. */
  readonly addrs: readonly string[]
  readonly displayName: string
}

export class CampsDatabase extends Dexie {
  declare camps: EntityTable<CampRecord, 'campId'>

  constructor() {
    super('divelog-camps', { chromeTransactionDurability: 'strict' })
    this.version(1).stores({ camps: 'campId' })
  }
}

/** Who looks or takes part. */
export type Person = Required<Pick<CampRecord, 'displayName' | 'isGuest'>>

/** Keeps what changed about a camp of this browser. */
export type KeepRecord = (changes: Partial<Pick<CampRecord, 'addrs' | 'displayName' | 'isGuest'>>) => Promise<void>

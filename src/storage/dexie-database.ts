// The tables of a replica in the browser. Rows stand apart from documents, so that a live query on the catalog loads
// no document.
import { Dexie, type EntityTable, type Table } from 'dexie'
import type { CatalogRow, Head, NewJournalEntry } from '../notebook/ports.ts'

/** Heads keep their root as text: IndexedDB cannot store a CID object. */
export type HeadRecord = Omit<Head, 'root'> & { readonly root: string }

export type JournalRecord = NewJournalEntry & { id: number; readonly topicId?: string }

/** The key is the multihash in base58. */
export interface BlockRecord {
  readonly key: string
  readonly bytes: Uint8Array
}

export class DivelogDatabase extends Dexie {
  declare blocks: Table<BlockRecord, string>
  declare journal: EntityTable<JournalRecord, 'id'>
  declare heads: Table<HeadRecord, [string, string]>
  declare topics: Table<{ readonly id: string; readonly update: Uint8Array }, string>
  declare rows: Table<CatalogRow, string>
  declare settings: Table<{ readonly key: string; readonly value: Uint8Array }, string>

  constructor(name: string) {
    // Chrome's default is relaxed since version 121: an edit called saved could be lost with the power.
    super(name, { chromeTransactionDurability: 'strict' })
    this.version(1).stores({
      blocks: 'key',
      journal: '++id, topicId',
      heads: '[author+root]',
      topics: 'id',
      rows: 'id',
      settings: 'key',
    })
  }
}

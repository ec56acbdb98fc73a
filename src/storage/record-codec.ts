// Heads and journal entries as bytes for stores that keep bytes.
import * as dagCbor from '@ipld/dag-cbor'
import type { Head, JournalEntry } from '../notebook/ports.ts'

// What this store wrote itself comes back as it was; outside data never passes here.
export const encodeHead = (head: Head): Uint8Array => dagCbor.encode(head)
export const decodeHead = (bytes: Uint8Array): Head => dagCbor.decode<Head>(bytes)
export const encodeJournalEntry = (entry: JournalEntry): Uint8Array => dagCbor.encode(entry)
export const decodeJournalEntry = (bytes: Uint8Array): JournalEntry => dagCbor.decode<JournalEntry>(bytes)

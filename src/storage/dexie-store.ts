// A replica in IndexedDB through Dexie. Every write is one strict transaction; blocks go in by bulk.
import { Dexie, type Table } from 'dexie'
import { CID } from 'multiformats/cid'
import { StorageFailedError } from '../domain/errors.ts'
import type { Head, JournalEntry, NewJournalEntry, ReplicaStore, WriteBatch } from '../notebook/ports.ts'
import { createDexieBlocks, type DexieBlocks, recordOf } from './dexie-blocks.ts'
import { type BlockRecord, DivelogDatabase, type HeadRecord, type JournalRecord } from './dexie-database.ts'
import { ownBytes } from './own-bytes.ts'
import { createTaskGate } from './task-gate.ts'

export interface DexieStore extends ReplicaStore {
  readonly blocks: DexieBlocks
  /** For live queries of the screens; only this store writes. */
  readonly db: DivelogDatabase
}

/** @throws {StorageFailedError} when the browser refuses storage, as in some private windows */
export async function openDexieStore(name: string): Promise<DexieStore> {
  const db = new DivelogDatabase(name)
  const gate = createTaskGate((operation, work) => guard(db, operation, work))
  const guarded = gate.run
  await guarded('open', () => db.open())
  const blocks = createDexieBlocks(db, guarded)
  return {
    db,
    blocks,
    appendJournal: (entry) => guarded('journal an edit', () => db.journal.add(recordOfEntry(entry))),
    loadJournal: ({ topicId } = {}) =>
      guarded('read the journal', async () => {
        const found =
          topicId === undefined
            ? await db.journal.orderBy('id').toArray()
            : await db.journal.where('topicId').equals(topicId).sortBy('id')
        return found as JournalEntry[]
      }),
    loadHeads: () => guarded('read heads', async () => (await db.heads.toArray()).map(headFrom)),
    loadTopic: (id) =>
      guarded('read a topic', () =>
        db.transaction('r', db.topics, db.rows, async () => {
          const [topic, row] = [await db.topics.get(id), await db.rows.get(id)]
          return topic === undefined || row === undefined ? undefined : { id, update: topic.update, row }
        }),
      ),
    loadRows: () => guarded('read the catalog', () => db.rows.toArray()),
    loadSetting: (key) => guarded('read a setting', async () => (await db.settings.get(key))?.value),
    loadSettings: (prefix) =>
      guarded('read settings', async () => {
        const found = await db.settings.where('key').startsWith(prefix).toArray()
        return new Map(found.map(({ key, value }) => [key, value]))
      }),
    async write(batch) {
      const added = (batch.putBlocks ?? []).map(recordOf)
      await guarded('write', () => writeBatch(db, batch, added))
      blocks.remember(added)
    },
    usage: () => guarded('count blocks', () => blocks.usage()),
    async close() {
      await gate.close()
      blocks.forget()
      db.close()
    },
  }
}

// Asked for all at once, in this order, and only what there is to do: each request that is waited for is a trip to
// another process, and each table locked keeps its readers waiting.
function writeBatch(db: DivelogDatabase, batch: WriteBatch, blocks: readonly BlockRecord[]): PromiseLike<void> {
  const { removeHeads = [], putHeads = [], removeTopics = [], putTopics = [], trimJournal = [] } = batch
  const { removeSettings = [], putSettings = {} } = batch
  const settings = Object.entries(putSettings).map(([key, value]) => ({ key, value: ownBytes(value) }))
  const changes = [
    put(db.blocks, blocks),
    remove(
      db.heads,
      removeHeads.map((head) => [head.author, head.root.toString()]),
    ),
    put(db.heads, putHeads.map(recordOfHead)),
    remove(db.topics, removeTopics),
    remove(db.rows, removeTopics),
    put(
      db.topics,
      putTopics.map(({ id, update }) => ({ id, update: ownBytes(update) })),
    ),
    put(
      db.rows,
      putTopics.map((topic) => topic.row),
    ),
    remove(db.settings, removeSettings),
    put(db.settings, settings),
    remove(db.journal, trimJournal),
  ].filter((change) => change.count > 0)
  if (changes.length === 0) return Promise.resolve()
  const tables = [...new Set(changes.map((change) => change.table))]
  return db.transaction('rw', tables, () => Promise.all(changes.map((change) => change.make()))).then(nothing)
}

/** One request of a transaction. */
interface Change {
  readonly table: Table
  readonly count: number
  make(): PromiseLike<unknown>
}

const put = <T>(table: Table<T>, values: readonly T[]): Change => ({
  table,
  count: values.length,
  make: () => table.bulkPut(values),
})

const remove = <K>(table: Table<unknown, K>, keys: readonly K[]): Change => ({
  table,
  count: keys.length,
  make: () => table.bulkDelete([...keys]),
})

const nothing = (): undefined => undefined

const recordOfHead = (head: Head): HeadRecord => ({
  ...head,
  record: ownBytes(head.record),
  root: head.root.toString(),
})
/** Without an id: the table gives it one. */
const recordOfEntry = (entry: NewJournalEntry): JournalRecord =>
  (entry.kind === 'update'
    ? { ...entry, nonce: ownBytes(entry.nonce), update: ownBytes(entry.update) }
    : entry) as JournalRecord

const headFrom = (record: HeadRecord): Head => ({ ...record, root: CID.parse(record.root) })

// iOS loses its IndexedDB server now and then (dexie#2008, dexie#2296): open again once, then tell.
async function guard<T>(db: DivelogDatabase, operation: string, work: () => PromiseLike<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Dexie.DatabaseClosedError)) throw failure(operation, error)
  }
  try {
    await db.open()
    return await work()
  } catch (error) {
    throw failure(operation, error)
  }
}

// Dexie says `QuotaExceededError`, and puts the browser's own error below its words; people read the first line.
function failure(operation: string, cause: unknown): StorageFailedError {
  if (!(cause instanceof Error)) return new StorageFailedError(operation, { cause })
  const isFull = /QuotaExceeded/.test(`${cause.name} ${cause.message}`)
  const [line = ''] = cause.message.split('\n')
  return new StorageFailedError(operation, { cause, why: isFull ? 'there is no room left on this device' : line })
}

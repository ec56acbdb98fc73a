// A replica on disk for Node: one LevelDB, every change one synced batch.
//
// | key                 | value                                     |
// | ------------------- | ----------------------------------------- |
// | b/<multihash>       | block bytes                               |
// | j/<16 hex digits>   | journal entry, CBOR                       |
// | h/<author>/<root>   | head, CBOR                                |
// | t/<topicId>         | merged update                             |
// | r/<topicId>         | catalog row, JSON                         |
// | s/<key>             | setting                                   |
// | m/usage             | {blocks, bytes, nextId}: JSON             |
import { ClassicLevel } from 'classic-level'
import { StorageFailedError } from '../domain/errors.ts'
import type { TopicId } from '../domain/ids.ts'
import type {
  CatalogRow,
  JournalEntry,
  NewJournalEntry,
  ReplicaStore,
  StoredTopic,
  WriteBatch,
} from '../notebook/ports.ts'
import { createLevelBlocks, type Db, type Operation, synced } from './level-blocks.ts'
import { decodeHead, decodeJournalEntry, encodeHead, encodeJournalEntry } from './record-codec.ts'
import { createTaskGate } from './task-gate.ts'

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** @throws {StorageFailedError} when the directory cannot be opened, or another process has it open */
export async function openLevelStore(directory: string): Promise<ReplicaStore> {
  const db: Db = new ClassicLevel(directory, { keyEncoding: 'utf8', valueEncoding: 'view' })
  await guard('open', () => db.open())
  const lastId = await newestJournalId(db)
  return makeStore(db, lastId + 1)
}

function makeStore(db: Db, firstId: number): ReplicaStore {
  const gate = createTaskGate(guard)
  const guarded = gate.run
  const blocks = createLevelBlocks(db, guarded)
  let nextId = firstId
  return {
    blocks,
    appendJournal: (entry) => guarded('journal an edit', () => appendEntry(db, nextId++, entry)),
    loadJournal: ({ topicId } = {}) => guarded('read the journal', () => loadJournal(db, topicId)),
    loadHeads: () => guarded('read heads', async () => (await values(db, 'h/')).map(([, bytes]) => decodeHead(bytes))),
    loadTopic: (id) => guarded('read a topic', () => loadTopic(db, id)),
    loadRows: () =>
      guarded('read the catalog', async () => (await values(db, 'r/')).map(([, bytes]) => rowFrom(bytes))),
    loadSetting: (key) => guarded('read a setting', () => db.get(`s/${key}`)),
    loadSettings: (prefix) =>
      guarded(
        'read settings',
        async () => new Map((await values(db, `s/${prefix}`)).map(([key, v]) => [key.slice(2), v])),
      ),
    write: (batch) =>
      batch.putBlocks === undefined
        ? guarded('write', () => db.batch(operations(batch), synced))
        : blocks.putWith(batch.putBlocks, operations(batch)),
    usage: () => guarded('count blocks', () => blocks.usage()),
    async close() {
      await gate.close()
      await guard('close', () => db.close())
    },
  }
}

async function appendEntry(db: Db, id: number, entry: NewJournalEntry): Promise<number> {
  const bytes = encodeJournalEntry({ ...entry, id })
  // The counter is kept beside the entries: a trimmed id must not come back after a restart.
  await db.batch(
    [
      { type: 'put', key: `j/${keyOf(id)}`, value: bytes },
      { type: 'put', key: 'm/journal', value: encoder.encode(String(id)) },
    ],
    synced,
  )
  return id
}

async function newestJournalId(db: Db): Promise<number> {
  const stored = await db.get('m/journal')
  return stored === undefined ? 0 : Number(decoder.decode(stored))
}

async function loadJournal(db: Db, topicId: TopicId | undefined): Promise<JournalEntry[]> {
  const entries = (await values(db, 'j/')).map(([, bytes]) => decodeJournalEntry(bytes))
  return topicId === undefined ? entries : entries.filter((entry) => 'topicId' in entry && entry.topicId === topicId)
}

async function loadTopic(db: Db, id: TopicId): Promise<StoredTopic | undefined> {
  const [update, row] = await db.getMany([`t/${id}`, `r/${id}`])
  return update === undefined || row === undefined ? undefined : { id, update, row: rowFrom(row) }
}

function operations(batch: WriteBatch): Operation[] {
  const put = (key: string, value: Uint8Array): Operation => ({ type: 'put', key, value })
  const del = (key: string): Operation => ({ type: 'del', key })
  return [
    ...(batch.removeHeads ?? []).map((head) => del(`h/${head.author}/${head.root}`)),
    ...(batch.putHeads ?? []).map((head) => put(`h/${head.author}/${head.root}`, encodeHead(head))),
    ...(batch.removeTopics ?? []).flatMap((id) => [del(`t/${id}`), del(`r/${id}`)]),
    ...(batch.putTopics ?? []).flatMap((topic) => [
      put(`t/${topic.id}`, topic.update),
      put(`r/${topic.id}`, encoder.encode(JSON.stringify(topic.row))),
    ]),
    ...(batch.trimJournal ?? []).map((id) => del(`j/${keyOf(id)}`)),
    ...(batch.removeSettings ?? []).map((key) => del(`s/${key}`)),
    ...Object.entries(batch.putSettings ?? {}).map(([key, value]) => put(`s/${key}`, value)),
  ]
}

async function values(db: Db, prefix: string): Promise<[string, Uint8Array][]> {
  return db.iterator({ gte: prefix, lt: `${prefix}\uffff` }).all()
}

const keyOf = (id: number): string => id.toString(16).padStart(16, '0')

// The store wrote these bytes itself; a row of an older version lacks fields at worst, and is rendered anew.
const rowFrom = (bytes: Uint8Array): CatalogRow => JSON.parse(decoder.decode(bytes))

async function guard<T>(operation: string, work: () => PromiseLike<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    throw new StorageFailedError(operation, { cause })
  }
}

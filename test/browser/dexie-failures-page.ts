// Runs in a page: steps that the test calls between the troubles it makes for the browser's IndexedDB.
import { CID } from 'multiformats/cid'
import { sha256 } from 'multiformats/hashes/sha2'
import { createTopicId, parseAuthorId } from '../../src/domain/ids.ts'
import type { CatalogRow, NewJournalEntry, StoredTopic } from '../../src/notebook/ports.ts'
import { type DexieStore, openDexieStore } from '../../src/storage/dexie-store.ts'

const author = parseAuthorId('12D3KooWGC6TvWhfapngX6wvJHMYvKpDMXPb3ZnCZ6dMoaMtimQ5')
const topicId = createTopicId((length) => new Uint8Array(length).fill(1))
let store: DexieStore

const steps = {
  async open() {
    store = await openDexieStore('failures')
  },
  close: () => store.close(),
  /** One of everything, small. */
  async save() {
    await store.appendJournal(edit(10))
    const { cid, bytes } = await block(100)
    await store.blocks.put(cid, bytes)
    const head = { author, sequence: 1, root: cid, record: new Uint8Array(300) }
    await store.write({ putHeads: [head], putTopics: [topic(20, 'Kept')], putSettings: { kept: bytes } })
  },
  /** Everything that was saved, as sizes and names. */
  async read() {
    const [stored, heads] = [await store.loadTopic(topicId), await store.loadHeads()]
    return {
      journal: (await store.loadJournal()).map((entry) => (entry.kind === 'update' ? entry.update.byteLength : 0)),
      blocks: await store.usage(),
      heads: heads.map((head) => [head.sequence, head.record.byteLength]),
      topic: [stored?.update.byteLength, stored?.row.title],
      rows: (await store.loadRows()).map((row) => row.title),
      setting: (await store.loadSetting('kept'))?.byteLength,
    }
  },
  /** What each way of writing something large comes to. */
  async overfill() {
    const large = 4_000_000
    const blocks = await Promise.all(Array.from({ length: 8 }, () => block(1_000_000)))
    return {
      journal: await outcome(store.appendJournal(edit(large))),
      block: await outcome(block(large).then(({ cid, bytes }) => store.blocks.put(cid, bytes))),
      blocks: await outcome(drain(store.blocks.putMany(blocks))),
      batch: await outcome(store.write({ putTopics: [topic(large, 'Too large')], trimJournal: [1] })),
    }
  },
  /** What small writes and reads come to, as after the database was taken away. */
  async touch() {
    const { cid, bytes } = await block(10)
    return {
      journal: await outcome(store.appendJournal(edit(1))),
      block: await outcome((async () => store.blocks.put(cid, bytes))()),
      blocks: await outcome(drain(store.blocks.putMany([{ cid, bytes }]))),
      batch: await outcome(store.write({ putSettings: { other: bytes } })),
      read: await outcome(store.loadRows()),
    }
  },
  /** As iOS does now and then: the connection is gone and nobody was told. */
  loseConnection: async () => store.db.backendDB().close(),
  /** As after a failed upgrade in another tab: Dexie knows that it is closed. */
  closeBehindOurBack: async () => store.db.close({ disableAutoOpen: true }),
  /** Opening again fails as well. */
  async refuseToOpen() {
    const refuse = (): never => {
      throw new DOMException('the browser gives no storage', 'UnknownError')
    }
    Object.defineProperty(IDBFactory.prototype, 'open', { value: refuse })
  },
}
Object.assign(window, { steps })

export type Steps = typeof steps

const edit = (bytes: number): NewJournalEntry => ({
  kind: 'update',
  topicId,
  at: 1,
  nonce: new Uint8Array(8),
  update: incompressible(bytes),
})

const topic = (bytes: number, title: string): StoredTopic => ({
  id: topicId,
  update: incompressible(bytes),
  row: { id: topicId, title } as unknown as CatalogRow,
})

async function block(length: number): Promise<{ cid: CID; bytes: Uint8Array }> {
  const bytes = incompressible(length)
  return { cid: CID.createV1(0x55, await sha256.digest(bytes)), bytes }
}

/** LevelDB below IndexedDB compresses. */
function incompressible(length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  for (let at = 0; at < length; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536))
  return bytes
}

async function drain(source: AsyncIterable<unknown> | Iterable<unknown>): Promise<void> {
  for await (const _ of source);
}

const outcome = (work: Promise<unknown>): Promise<{ readonly name: string; readonly text: string }> =>
  work.then(
    () => ({ name: 'saved', text: '' }),
    (error: unknown) =>
      error instanceof Error ? { name: error.name, text: error.message } : { name: typeof error, text: String(error) },
  )

// A replica's store that remembers what the replica itself wrote last: each edit of a group reads back the topic, the
// totals and the root that the edit before it left, and each read of a browser's database is a trip to another process.
// Only for whoever alone writes topics and settings on this device, as the replica does.
import type { TopicId } from '../domain/ids.ts'
import type { ReplicaStore, StoredTopic, WriteBatch } from './ports.ts'

/** A group edits one topic; the settings of one edit are two or three, of some 50 bytes. */
const maxTopics = 16
const maxSettings = 256

export function createRecentStore(store: ReplicaStore): ReplicaStore {
  /** Undefined stands for what is known not to be there. */
  const topics = createRecent<TopicId, StoredTopic>(maxTopics)
  const settings = createRecent<string, Uint8Array>(maxSettings)

  const note = (batch: WriteBatch): void => {
    for (const id of batch.removeTopics ?? []) topics.put(id, undefined)
    for (const topic of batch.putTopics ?? []) topics.put(topic.id, topic)
    for (const key of batch.removeSettings ?? []) settings.put(key, undefined)
    for (const [key, value] of Object.entries(batch.putSettings ?? {})) settings.put(key, value)
  }
  /** Whether it was stored is not known, or not yet. */
  const forget = (batch: WriteBatch): void => {
    for (const id of batch.removeTopics ?? []) topics.drop(id)
    for (const topic of batch.putTopics ?? []) topics.drop(topic.id)
    for (const key of [...(batch.removeSettings ?? []), ...Object.keys(batch.putSettings ?? {})]) settings.drop(key)
  }
  return {
    blocks: store.blocks,
    appendJournal: (entry, options) => store.appendJournal(entry, options),
    loadJournal: (options) => store.loadJournal(options),
    loadHeads: (options) => store.loadHeads(options),
    loadRows: (options) => store.loadRows(options),
    loadSettings: (prefix, options) => store.loadSettings(prefix, options),
    async loadTopic(id, options) {
      return topics.has(id) ? topics.get(id) : store.loadTopic(id, options)
    },
    async loadSetting(key, options) {
      return settings.has(key) ? settings.get(key) : store.loadSetting(key, options)
    },
    async write(batch, options) {
      forget(batch)
      await store.write(batch, options)
      note(batch)
    },
    usage: (options) => store.usage(options),
    close: () => store.close(),
  }
}

interface Recent<K, V> {
  has(key: K): boolean
  get(key: K): V | undefined
  put(key: K, value: V | undefined): void
  drop(key: K): void
}

function createRecent<K, V>(max: number): Recent<K, V> {
  const values = new Map<K, V | undefined>()
  return {
    has: (key) => values.has(key),
    get: (key) => values.get(key),
    put(key, value) {
      values.delete(key)
      values.set(key, value)
      const oldest = values.keys().next()
      if (values.size > max && !oldest.done) values.delete(oldest.value)
    },
    drop: (key) => values.delete(key),
  }
}

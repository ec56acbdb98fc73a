// A replica in memory: the reference that the other stores must behave like, and what tests and guests use.
import { MemoryBlockstore } from 'blockstore-core/memory'
import type { Blockstore } from 'interface-blockstore'
import type { TopicId } from '../domain/ids.ts'
import type { CatalogRow, Head, JournalEntry, ReplicaStore, StoredTopic, WriteBatch } from '../notebook/ports.ts'

export function createMemoryStore(): ReplicaStore {
  const blocks: Blockstore = new MemoryBlockstore()
  const journal: JournalEntry[] = []
  const heads = new Map<string, Head>()
  const topics = new Map<TopicId, StoredTopic>()
  const settings = new Map<string, Uint8Array>()
  let nextId = 1

  function write(batch: WriteBatch): void {
    for (const { cid, bytes } of batch.putBlocks ?? []) blocks.put(cid, bytes)
    for (const { author, root } of batch.removeHeads ?? []) heads.delete(`${author}/${root}`)
    for (const head of batch.putHeads ?? []) heads.set(`${head.author}/${head.root}`, head)
    for (const id of batch.removeTopics ?? []) topics.delete(id)
    for (const topic of batch.putTopics ?? []) topics.set(topic.id, topic)
    for (const key of batch.removeSettings ?? []) settings.delete(key)
    for (const [key, value] of Object.entries(batch.putSettings ?? {})) settings.set(key, value)
    const trimmed = new Set(batch.trimJournal)
    const kept = journal.filter((entry) => !trimmed.has(entry.id))
    journal.splice(0, journal.length, ...kept)
  }

  return {
    blocks,
    async appendJournal(entry) {
      const id = nextId++
      journal.push({ ...entry, id })
      return id
    },
    async loadJournal({ topicId } = {}) {
      return journal.filter((entry) => topicId === undefined || ('topicId' in entry && entry.topicId === topicId))
    },
    loadHeads: async () => [...heads.values()],
    loadTopic: async (id) => topics.get(id),
    loadRows: async (): Promise<CatalogRow[]> => [...topics.values()].map((topic) => topic.row),
    loadSetting: async (key) => settings.get(key),
    loadSettings: async (prefix) => new Map([...settings].filter(([key]) => key.startsWith(prefix))),
    write: async (batch) => write(batch),
    async usage() {
      let count = 0
      let bytes = 0
      for await (const pair of blocks.getAll()) {
        count++
        for await (const chunk of pair.bytes) bytes += chunk.byteLength
      }
      return { blocks: count, bytes }
    },
    close: async () => undefined,
  }
}

// Merges verified updates into topic documents. Keeps the documents of the last topics touched, so that an edit a
// second to one note does not rebuild the note each time.
import * as Y from 'yjs'
import type { LogEntry } from '../contributions/log.ts'
import { DamagedDataError } from '../domain/errors.ts'
import type { TopicId } from '../domain/ids.ts'
import { readTopic } from '../domain/topic-document.ts'
import { rowOf } from './catalog-row.ts'
import type { AbortOptions, ReplicaStore, StoredTopic } from './ports.ts'

/** Documents kept in memory. A group edits one, an import touches each once. */
const maxCachedDocs = 32

export interface TopicMerger {
  /**
   * The topic with `entries` merged in; nothing is stored. Merging what is already there changes nothing.
   *
   * @throws {DamagedDataError} with reason `unmergeable` when Yjs cannot; the topic stays as it was
   */
  merge(id: TopicId, entries: readonly LogEntry[], options?: AbortOptions): Promise<StoredTopic>
  /** The topic made from `entries` alone, in their order, for topics that a forked author touched. Throws as `merge`. */
  rebuild(id: TopicId, entries: readonly LogEntry[]): StoredTopic
  /** Drops what is cached, because the store did not take it. */
  forget(ids: readonly TopicId[]): void
}

interface CachedDoc {
  readonly doc: Y.Doc
  updatedAt: number
}

export function createTopicMerger(store: Pick<ReplicaStore, 'loadTopic'>): TopicMerger {
  const cache = new Map<TopicId, CachedDoc>()

  async function open(id: TopicId, options: AbortOptions): Promise<CachedDoc> {
    const cached = cache.get(id)
    if (cached !== undefined) return cached
    const stored = await store.loadTopic(id, options)
    // Yjs draws a random guid for each document that is not given one; nobody looks at it here.
    const doc = new Y.Doc({ guid: id })
    if (stored !== undefined) Y.applyUpdate(doc, stored.update, 'remote')
    return { doc, updatedAt: stored?.row.updatedAt ?? 0 }
  }

  function keep(id: TopicId, cached: CachedDoc): void {
    cache.delete(id)
    cache.set(id, cached)
    const oldest = cache.keys().next()
    if (cache.size > maxCachedDocs && !oldest.done) drop(oldest.value)
  }

  function drop(id: TopicId): void {
    cache.get(id)?.doc.destroy()
    cache.delete(id)
  }

  // Each update was checked alone, but what a forked author wrote twice under one clock only shows when both meet.
  function merged(id: TopicId, work: () => StoredTopic): StoredTopic {
    try {
      return work()
    } catch (cause) {
      // A half-applied document must not be merged into again.
      drop(id)
      throw new DamagedDataError('unmergeable', `an update of topic ${id} cannot be merged`, { cause })
    }
  }

  return {
    async merge(id, entries, options = {}) {
      const cached = await open(id, options)
      const isFirst = cached.updatedAt === 0 && cached.doc.store.clients.size === 0
      // A topic that came in one piece, as most do at first, is that piece: it need not be written out anew.
      const [only] = entries
      const whole = isFirst && only !== undefined && entries.length === 1 ? only.update : undefined
      const stored = merged(id, () => {
        applyEntries(cached, entries)
        return storedFrom(id, cached, whole)
      })
      keep(id, cached)
      return stored
    },
    rebuild(id, entries) {
      drop(id)
      const fresh: CachedDoc = { doc: new Y.Doc({ guid: id }), updatedAt: 0 }
      const stored = merged(id, () => {
        applyEntries(fresh, entries)
        return storedFrom(id, fresh)
      })
      fresh.doc.destroy()
      return stored
    },
    forget: (ids) => {
      for (const id of ids) drop(id)
    },
  }
}

function applyEntries(cached: CachedDoc, entries: readonly LogEntry[]): void {
  cached.doc.transact(() => {
    for (const entry of entries) {
      Y.applyUpdate(cached.doc, entry.update, 'remote')
      cached.updatedAt = Math.max(cached.updatedAt, entry.at)
    }
  }, 'remote')
}

function storedFrom(id: TopicId, { doc, updatedAt }: CachedDoc, whole?: Uint8Array): StoredTopic {
  return { id, update: whole ?? Y.encodeStateAsUpdate(doc), row: rowOf(readTopic(id, doc), updatedAt) }
}

// Merges verified updates into topic documents. Keeps the documents of the last topics touched, so that an edit a
// second to one note does not rebuild the note each time.
import * as Y from 'yjs'
import type { LogEntry } from '../contributions/log.ts'
import { DamagedDataError } from '../domain/errors.ts'
import type { TopicId } from '../domain/ids.ts'
import type { AbortOptions, ReplicaStore, StoredTopic } from './ports.ts'
import { applyEntries, rebuildTopic, storedFrom, type TopicBuild } from './rebuild-topic.ts'

/** Documents kept in memory. A group edits one, an import touches each once. */
const maxCachedDocs = 32

export interface Merging {
  readonly entries: readonly LogEntry[]
  /** Client ids that first appear in `entries`. */
  readonly begun: readonly number[]
}

export interface TopicMerger {
  /**
   * The topic with `entries` merged in; nothing is stored. Merging what is already there changes nothing.
   *
   * @throws {DamagedDataError} with reason `unmergeable` when Yjs cannot, or when what begins here is there already, by
   * another author; the topic stays as it was
   */
  merge(id: TopicId, merging: Merging, options?: AbortOptions): Promise<StoredTopic>
  /** The topic made from `logs` alone, in their order; undefined when they hold nothing. */
  rebuild(id: TopicId, logs: readonly (readonly LogEntry[])[]): StoredTopic | undefined
  /** Drops what is cached, because the store did not take it. */
  forget(ids: readonly TopicId[]): void
}

export function createTopicMerger(store: Pick<ReplicaStore, 'loadTopic'>): TopicMerger {
  const cache = new Map<TopicId, TopicBuild>()

  async function open(id: TopicId, options: AbortOptions): Promise<TopicBuild> {
    const cached = cache.get(id)
    if (cached !== undefined) return cached
    const stored = await store.loadTopic(id, options)
    // Yjs draws a random guid for each document that is not given one; nobody looks at it here.
    const doc = new Y.Doc({ guid: id })
    if (stored !== undefined) Y.applyUpdate(doc, stored.update, 'remote')
    return { doc, updatedAt: stored?.row.updatedAt ?? 0 }
  }

  function keep(id: TopicId, cached: TopicBuild): void {
    cache.delete(id)
    cache.set(id, cached)
    const oldest = cache.keys().next()
    if (cache.size > maxCachedDocs && !oldest.done) drop(oldest.value)
  }

  function drop(id: TopicId): void {
    cache.get(id)?.doc.destroy()
    cache.delete(id)
  }

  // Each update was checked alone; what two of them do to each other only shows when both meet.
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
    async merge(id, { entries, begun }, options = {}) {
      const cached = await open(id, options)
      if (begun.length > 0 && begun.some(clientsOf(cached.doc))) {
        throw new DamagedDataError('unmergeable', `topic ${id} has two authors with one client id`)
      }
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
    rebuild(id, logs) {
      drop(id)
      return rebuildTopic(id, logs)
    },
    forget: (ids) => {
      for (const id of ids) drop(id)
    },
  }
}

// Also among what waits for others' structs: only there, when the author who has the id came before those it answers.
function clientsOf({ store }: Y.Doc): (client: number) => boolean {
  const waiting = new Set<number>()
  if (store.pendingStructs !== null) {
    // Yjs writes what waits in V2, from updates that came in V1: these bytes are its own.
    for (const { id } of Y.decodeUpdateV2(store.pendingStructs.update).structs) waiting.add(id.client)
  }
  return (client) => store.clients.has(client) || waiting.has(client)
}

// Everything anybody wrote on a topic, from the logs of all heads and this device's journal. Nothing that was written
// is lost to a deletion: the logs only grow.
import type { AuthorKey } from '../contributions/author-key.ts'
import { decodeLogEntries } from '../contributions/log.ts'
import { openTree } from '../contributions/tree.ts'
import type { TopicId } from '../domain/ids.ts'
import type { HistoryEntry } from './notebook.ts'
import type { AbortOptions, ReplicaStore } from './ports.ts'

/** Oldest first; entries of one moment by author. */
export async function loadHistory(
  { store, key }: { readonly store: ReplicaStore; readonly key: AuthorKey },
  topicId: TopicId,
  options: AbortOptions = {},
): Promise<HistoryEntry[]> {
  const entries: HistoryEntry[] = []
  for (const entry of await store.loadJournal({ topicId, ...options })) {
    if (entry.kind === 'update') entries.push({ at: entry.at, author: key.id, update: entry.update })
  }
  for (const head of await store.loadHeads(options)) {
    const tree = await openTree(store.blocks, head.root, options)
    if ((await tree.logLength(topicId)) === 0) continue
    for (const { at, update } of decodeLogEntries(await tree.logBytes(topicId))) {
      entries.push({ at, author: head.author, update })
    }
  }
  return entries.sort((a, b) => a.at - b.at || (a.author < b.author ? -1 : a.author > b.author ? 1 : 0))
}

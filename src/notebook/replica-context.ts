// What the parts of one replica share. Made once by `open-replica.ts`; nobody else constructs it.
import type { AuthorKey } from '../contributions/author-key.ts'
import type { Camp } from '../domain/camp.ts'
import type { TopicId } from '../domain/ids.ts'
import type { AuthorRegistry } from './author-registry.ts'
import type { HeadSet } from './heads.ts'
import type { NotebookEvent } from './notebook.ts'
import type { Block, Clock, ReplicaStore } from './ports.ts'
import type { RowTable } from './row-table.ts'
import type { TopicMerger } from './topic-merger.ts'
import type { WriteLane } from './write-lane.ts'

export interface ReplicaContext {
  readonly store: ReplicaStore
  readonly clock: Clock
  readonly key: AuthorKey
  readonly camp: Camp
  readonly genesis: Block
  readonly lane: WriteLane
  readonly heads: HeadSet
  readonly authors: AuthorRegistry
  readonly rows: RowTable
  readonly merger: TopicMerger
  /** Tells open documents and other tabs what others wrote, after it is stored. */
  readonly onMerged: (updates: ReadonlyMap<TopicId, readonly Uint8Array[]>) => void
  /** Something `rows`, `heads` or `authors` hold has changed. */
  readonly onChanged: () => void
  /** Work of our own went back into the journal: sign it soon. */
  readonly onRescued: () => void
  readonly emit: (event: NotebookEvent) => void
}

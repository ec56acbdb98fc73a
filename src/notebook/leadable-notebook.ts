// What a notebook is made of, and how one tab's notebook may follow another's.
import type { AuthorKey } from '../contributions/author-key.ts'
import type { Camp } from '../domain/camp.ts'
import type { Agreement, Author, Notebook, SaveState } from './notebook.ts'
import type { Block, Bus, Clock, ReplicaStore } from './ports.ts'
import type { BuildFinalDirectory } from './publish.ts'

export interface NotebookComponents {
  readonly store: ReplicaStore
  readonly bus: Bus
  readonly clock: Clock
  readonly key: AuthorKey
  readonly camp: Camp
  readonly genesis: Block
  /** 32 bytes. */
  readonly campKey: Uint8Array
  readonly buildFinalDirectory: BuildFinalDirectory
  /** For a notebook that another tab may lead. */
  readonly elsewhere?: ReplicaElsewhere
}

/** What a tab that leads told of its replica. */
export interface ReplicaElsewhere {
  state(): ReplicaView | undefined
  /** Called after each change of `state`. Returns the way to stop. */
  subscribe(listener: () => void): () => void
}

export interface ReplicaView {
  readonly authors: readonly Author[]
  readonly agreement: Agreement
  readonly heldBy: SaveState['heldBy']
}

export interface NotebookInit {
  /** Whether this process signs and merges. A follower can be promoted by `lead`. @default true */
  readonly leads?: boolean
}

/** A notebook that can take over the signing half when the tab that had it closes. */
export interface LeadableNotebook extends Notebook {
  /** Opens the replica if this notebook has none yet. */
  lead(): Promise<void>
  leads(): boolean
}

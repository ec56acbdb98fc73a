// One picture of a replica for the status page and `divelog status`.
import type { CID } from 'multiformats/cid'
import type { AuthorKey } from '../contributions/author-key.ts'
import type { Camp } from '../domain/camp.ts'
import type { NotebookStatus } from './notebook.ts'
import type { Replica } from './open-replica.ts'
import type { AbortOptions, ReplicaStore } from './ports.ts'

export interface StatusParts {
  readonly store: ReplicaStore
  readonly camp: Camp
  readonly key: AuthorKey
  readonly replica: Replica
  readonly catalog: CID
  readonly topics: number
  readonly peers: NotebookStatus['peers']
  readonly rejected: NotebookStatus['rejected']
}

export async function readStatus(parts: StatusParts, options: AbortOptions = {}): Promise<NotebookStatus> {
  const { store, camp, key, replica, catalog, topics, peers, rejected } = parts
  return {
    camp,
    author: key.id,
    catalog,
    headsDigest: replica.exchange.headsDigest(),
    topics,
    authors: replica.authors(),
    peers,
    ...(await store.usage(options)),
    rejected,
  }
}

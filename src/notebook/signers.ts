// Who signed the finals of a topic. A document says it too, but anybody may write anything there: what counts is that an
// author's own tree, whose root that author signed, links the final.

import type { AuthorKey } from '../contributions/author-key.ts'
import { openTree } from '../contributions/tree.ts'
import { DamagedDataError } from '../domain/errors.ts'
import type { Head } from '../domain/head.ts'
import type { AuthorId, TopicId } from '../domain/ids.ts'
import type { AbortOptions, ReplicaStore } from './ports.ts'

/** By CID of the final. What this device has yet to sign counts as signed by us: the journal keeps it. */
export async function loadSigners(
  { store, key }: { readonly store: ReplicaStore; readonly key: Pick<AuthorKey, 'id'> },
  topicId: TopicId,
  options: AbortOptions = {},
): Promise<ReadonlyMap<string, ReadonlySet<AuthorId>>> {
  const signers = new Map<string, Set<AuthorId>>()
  const add = (cid: string, author: AuthorId): void => {
    signers.set(cid, (signers.get(cid) ?? new Set()).add(author))
  }
  for (const entry of await store.loadJournal({ topicId, ...options })) {
    if (entry.kind === 'published') add(entry.cid, key.id)
  }
  for (const head of await store.loadHeads(options)) {
    for (const cid of await finalsIn(store, head, topicId, options)) add(cid, head.author)
  }
  return signers
}

/** None where a block is lost: what cannot be read proves nothing. */
async function finalsIn(
  { blocks }: ReplicaStore,
  head: Head,
  topicId: TopicId,
  options: AbortOptions,
): Promise<readonly string[]> {
  const cids: string[] = []
  try {
    for await (const { cid } of (await openTree(blocks, head.root, options)).finals(topicId)) cids.push(cid.toString())
  } catch (error) {
    if (!(error instanceof DamagedDataError)) throw error
  }
  return cids
}

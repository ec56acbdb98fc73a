// One topic after a change of heads: merged on top of what is stored where that gives the same for every order of arrival,
// and made anew from all logs where it does not.
import type { BlockSource } from '../contributions/load-block.ts'
import { DamagedDataError } from '../domain/errors.ts'
import type { TopicId } from '../domain/ids.ts'
import { logsInFixedOrder } from './fork-rebuild.ts'
import type { AbortOptions, Head, StoredTopic } from './ports.ts'
import type { ReplicaContext } from './replica-context.ts'
import type { Merging } from './topic-merger.ts'

export interface TopicChange extends Merging {
  readonly topicId: TopicId
  /** All heads of the camp as they are after the change. */
  readonly heads: readonly Head[]
  /** A head lacks something that it or another of its author had: nothing may depend on having seen that. */
  readonly rebuild: boolean
  /** Where the blocks of `heads` are. */
  readonly blocks: BlockSource
}

export type ChangedTopic =
  | { readonly kind: 'merged' | 'rebuilt'; readonly topic: StoredTopic }
  /** No head says anything on it. */
  | { readonly kind: 'gone'; readonly topicId: TopicId }

export async function mergeChange(
  context: ReplicaContext,
  change: TopicChange,
  options: AbortOptions = {},
): Promise<ChangedTopic> {
  const { merger, authors, rows } = context
  const { topicId, entries, rebuild } = change
  if (rebuild || authors.isForkedTopic(topicId)) return rebuilt(context, change, options)
  // Only files changed: the topic is rendered anew, if there is one.
  if (entries.length === 0 && !rows.isStored(topicId)) return { kind: 'gone', topicId }
  try {
    return { kind: 'merged', topic: await merger.merge(topicId, change, options) }
  } catch (error) {
    if (!(error instanceof DamagedDataError) || error.reason !== 'unmergeable') throw error
    // Whose head it is that cannot be merged depends on which came first, so it cannot be a reason to refuse one.
    authors.addClash(topicId)
    return rebuilt(context, change, options)
  }
}

async function rebuilt(
  context: ReplicaContext,
  { topicId, heads, blocks }: TopicChange,
  options: AbortOptions,
): Promise<ChangedTopic> {
  const topic = context.merger.rebuild(topicId, await logsInFixedOrder(blocks, heads, topicId, options))
  return topic === undefined ? { kind: 'gone', topicId } : { kind: 'rebuilt', topic }
}

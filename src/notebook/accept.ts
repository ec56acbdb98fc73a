// A verified head becomes part of the camp: its blocks, its place among the heads and the merged topics, in one write.
import { findForkedTopics } from '../contributions/forks.ts'
import { type BlockSource, loadBlock } from '../contributions/load-block.ts'
import type { VerifiedTree } from '../contributions/verify.ts'
import { DamagedDataError } from '../domain/errors.ts'
import type { TopicId } from '../domain/ids.ts'
import { limits } from '../domain/limits.ts'
import { entriesInFixedOrder, forkSetting } from './fork-rebuild.ts'
import type { HeadStanding } from './heads.ts'
import { rescueOwnEntries } from './own-fork.ts'
import type { AbortOptions, Block, Head, ReceiveResult, StoredTopic } from './ports.ts'
import type { ReplicaContext } from './replica-context.ts'

export interface Accepting {
  /** Where the blocks of the tree are. */
  readonly staging: BlockSource
  readonly tree: VerifiedTree
  readonly standing: Extract<HeadStanding, { kind: 'newer' | 'fork' }>
}

/** Call it in the write lane, with the standing taken in the same turn of the lane. */
export async function acceptHead(
  context: ReplicaContext,
  accepting: Accepting,
  options: AbortOptions = {},
): Promise<ReceiveResult> {
  const { store, heads, authors, rows, key } = context
  const { tree, standing } = accepting
  const { head } = tree
  const replaced = replacedHeads(context, accepting)
  const refused = refuseOverCaps(context, tree)
  if (refused !== undefined) return refused

  await keepReachable(context, accepting, options)
  const changed = new Map(tree.changed.map((change) => [change.topicId, change.entries]))
  const forked = standing.kind === 'fork' ? await flagFork(context, head, standing.beside, options) : []
  if (head.author === key.id) {
    const kept = await settleOwnFork(context, accepting, options)
    if (kept !== undefined) return kept
  }

  const nextHeads = [...heads.all().filter((old) => !replaced.includes(old)), head]
  const rewritten = new Set(tree.changed.filter((change) => change.rewritten).map((change) => change.topicId))
  const topics: StoredTopic[] = []
  try {
    for (const topicId of new Set([...changed.keys(), ...forked])) {
      const entries = changed.get(topicId) ?? []
      const merging = { topicId, entries, heads: nextHeads, rebuild: rewritten.has(topicId) }
      topics.push(await mergeTopic(context, merging, options))
    }
    await store.write(
      {
        putHeads: [head],
        removeHeads: replaced,
        putTopics: topics,
        ...(forked.length > 0 ? { putSettings: forkSetting(head.author, authors.forkedTopics(head.author)) } : {}),
      },
      options,
    )
  } catch (error) {
    context.merger.forget(topics.map((topic) => topic.id))
    if (!(error instanceof DamagedDataError) || error.reason !== 'unmergeable') throw error
    return { kind: 'rejected', author: head.author, reason: 'bad-log', detail: error.message }
  }
  heads.put(head, replaced)
  rows.put(topics.map((topic) => topic.row))
  authors.setProfile(head.author, tree.profile)
  context.onMerged(updatesForOpenDocuments(tree, topics, forked))
  context.onChanged()
  return { kind: 'accepted', author: head.author, sequence: head.sequence, topics: topics.map((topic) => topic.id) }
}

/** Of our own key only one head stays: what the others hold went back into the journal. */
const replacedHeads = ({ heads, key }: ReplicaContext, { tree, standing }: Accepting): readonly Head[] =>
  tree.head.author === key.id ? heads.of(key.id) : standing.replaces

/**
 * Another device signs with our key. The smaller root of two equal sequences is the base on both devices, so that both
 * make the same next commit; resolves with a result when our own head is that base.
 */
async function settleOwnFork(
  context: ReplicaContext,
  { tree, standing }: Accepting,
  options: AbortOptions,
): Promise<ReceiveResult | undefined> {
  const { head } = tree
  const mine = context.heads.of(context.key.id)
  const ours = mine[0]
  if (standing.kind === 'fork' && ours !== undefined && ours.root.toString() < head.root.toString()) {
    await rescueOwnEntries(context, ours, [head], options)
    context.onRescued()
    context.onChanged()
    return { kind: 'known', author: head.author, sequence: head.sequence }
  }
  await rescueOwnEntries(context, head, mine, options)
  context.onRescued()
  return undefined
}

// Only blocks that verification met below the root: whatever else the peer sent is dropped with the staging store.
async function keepReachable(
  { store }: ReplicaContext,
  { tree, staging }: Accepting,
  options: AbortOptions,
): Promise<void> {
  async function* blocks(): AsyncGenerator<Block> {
    for (const cid of tree.blocks) yield { cid, bytes: await loadBlock(staging, cid, options) }
  }
  for await (const _ of store.blocks.putMany(blocks(), options)) {
    // `putMany` is lazy: it stores as it is drained.
  }
}

async function flagFork(
  { store, authors }: ReplicaContext,
  head: Head,
  beside: readonly Head[],
  options: AbortOptions,
): Promise<TopicId[]> {
  const topics = await findForkedTopics(store.blocks, [...beside, head], options)
  authors.addForkedTopics(head.author, topics)
  return topics
}

interface Merging {
  readonly topicId: TopicId
  readonly entries: VerifiedTree['changed'][number]['entries']
  readonly heads: readonly Head[]
  /** The new head lacks something the old one had: what remains must not depend on having seen the old one. */
  readonly rebuild: boolean
}

async function mergeTopic(context: ReplicaContext, merging: Merging, options: AbortOptions): Promise<StoredTopic> {
  const { topicId, entries, heads, rebuild } = merging
  if (!rebuild && !context.authors.isForkedTopic(topicId)) return context.merger.merge(topicId, entries, options)
  const sorted = [...heads].sort(byAuthorThenRoot)
  return context.merger.rebuild(topicId, await entriesInFixedOrder(context, sorted, topicId, options))
}

const byAuthorThenRoot = (a: Head, b: Head): number =>
  a.author === b.author ? (a.root.toString() < b.root.toString() ? -1 : 1) : a.author < b.author ? -1 : 1

function updatesForOpenDocuments(
  tree: VerifiedTree,
  topics: readonly StoredTopic[],
  forked: readonly TopicId[],
): Map<TopicId, readonly Uint8Array[]> {
  const rebuilt = new Set(forked)
  const updates = new Map<TopicId, readonly Uint8Array[]>()
  for (const change of tree.changed)
    updates.set(
      change.topicId,
      change.entries.map((entry) => entry.update),
    )
  for (const topic of topics) if (rebuilt.has(topic.id)) updates.set(topic.id, [topic.update])
  return updates
}

function refuseOverCaps({ heads, rows }: ReplicaContext, tree: VerifiedTree): ReceiveResult | undefined {
  const refusal = (detail: string): ReceiveResult => ({
    kind: 'rejected',
    author: tree.head.author,
    reason: 'too-large',
    detail,
  })
  if (heads.of(tree.head.author).length === 0 && heads.authorCount() >= limits.maxAuthorsPerCamp) {
    return refusal(`the camp already has ${limits.maxAuthorsPerCamp} authors`)
  }
  const fresh = tree.changed.filter((change) => rows.get(change.topicId) === undefined).length
  const known = [...rows.stored()].length
  if (known + fresh > limits.maxTopicsPerCamp) return refusal(`the camp would have ${known + fresh} topics`)
  return undefined
}

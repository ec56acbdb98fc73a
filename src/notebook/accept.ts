// A verified head becomes part of the camp: its blocks, its place among the heads and the merged topics, in one write.
import { differingTopics } from '../contributions/differing-topics.ts'
import { type BlockSource, loadBlock } from '../contributions/load-block.ts'
import { openTree, type TreeProfile } from '../contributions/tree.ts'
import type { VerifiedTree } from '../contributions/verify.ts'
import type { TopicId } from '../domain/ids.ts'
import { limits } from '../domain/limits.ts'
import { catalogRootKey } from './catalog-tree.ts'
import { clashSetting, forkKey, forkSetting, ownForkSetting } from './fork-rebuild.ts'
import type { HeadStanding } from './heads.ts'
import { type ChangedTopic, mergeChange } from './merge-change.ts'
import { rescueOwnEntries } from './own-fork.ts'
import type { AbortOptions, Block, Head, ReceiveResult } from './ports.ts'
import type { ReplicaContext } from './replica-context.ts'
import { fitsInWrite } from './staging-blockstore.ts'
import { totalsSetting } from './tree-totals.ts'

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
  const { heads, key } = context
  const { head } = accepting.tree
  const refused = refuseOverCaps(context, accepting.tree)
  if (refused !== undefined) return refused
  // An edit goes into the store with its head, in one write; a whole tree before it, in several.
  const carried = head.author === key.id ? undefined : await blocksOfEdit(accepting, options)
  if (carried === undefined) await keepReachable(context, accepting, options)
  if (head.author === key.id) {
    const kept = await settleOwnFork(context, accepting, options)
    if (kept !== undefined) return kept
  }
  const replaced = replacedHeads(context, accepting)
  const next = [...heads.all().filter((old) => !replaced.includes(old)), head]
  const changed = await changeTopics(context, accepting, next, options)
  await store(context, { accepting, replaced, next, changed, carried }, options)
  context.onMerged(updatesForOpenDocuments(accepting.tree, changed))
  context.onChanged()
  return { kind: 'accepted', author: head.author, sequence: head.sequence, topics: changed.map(idOf) }
}

/** Topics on which the new head differs from what was held of its author, as they are with it. */
async function changeTopics(
  context: ReplicaContext,
  { tree, staging }: Accepting,
  heads: readonly Head[],
  options: AbortOptions,
): Promise<ChangedTopic[]> {
  const held = context.heads.of(tree.head.author)
  const changes = new Map(tree.changed.map((change) => [change.topicId, { ...change, rebuild: change.rewritten }]))
  if (held.length > 1 || heads.filter(({ author }) => author === tree.head.author).length > 1) {
    // The head was compared with one of those held only.
    const roots = [tree.head.root, ...held.map(({ root }) => root)]
    for (const topicId of await differingTopics(staging, roots, options)) {
      changes.set(topicId, { topicId, entries: [], begun: [], rewritten: true, rebuild: true })
    }
  }
  const changed: ChangedTopic[] = []
  for (const change of changes.values())
    changed.push(await mergeChange(context, { ...change, heads, blocks: staging }, options))
  return changed.filter((change) => change.kind !== 'gone' || context.rows.isStored(change.topicId))
}

interface Storing {
  readonly accepting: Accepting
  readonly replaced: readonly Head[]
  readonly next: readonly Head[]
  readonly changed: readonly ChangedTopic[]
  /** Blocks that are not in the store yet. */
  readonly carried: readonly Block[] | undefined
}

async function store(
  context: ReplicaContext,
  { accepting, replaced, next, changed, carried }: Storing,
  options: AbortOptions,
): Promise<void> {
  const { head, totals } = accepting.tree
  const { authors, heads, rows } = context
  const own = next.filter(({ author }) => author === head.author).map(({ root }) => root)
  const forked = await differingTopics(accepting.staging, own, options)
  const topics = changed.flatMap((change) => (change.kind === 'gone' ? [] : [change.topic]))
  const gone = changed.flatMap((change) => (change.kind === 'gone' ? [change.topicId] : []))
  try {
    await context.store.write(
      {
        ...(carried === undefined ? {} : { putBlocks: carried }),
        putHeads: [head],
        removeHeads: replaced,
        putTopics: topics,
        removeTopics: gone,
        putSettings: {
          ...totalsSetting(head, totals),
          ...(forked.size > 0 ? forkSetting(head.author, forked) : {}),
          ...(authors.clashes().size > 0 ? clashSetting(authors.clashes()) : {}),
        },
        removeSettings: [
          ...(forked.size > 0 ? [] : [forkKey(head.author)]),
          ...(gone.length > 0 ? [catalogRootKey] : []),
        ],
      },
      options,
    )
  } catch (error) {
    context.merger.forget(changed.map(idOf))
    throw error
  }
  authors.setForkedTopics(head.author, forked)
  heads.put(head, replaced)
  rows.put(topics.map((topic) => topic.row))
  rows.remove(gone)
  authors.setProfile(head.author, await profileOf(context, heads.of(head.author), options))
}

const idOf = (change: ChangedTopic): TopicId => (change.kind === 'gone' ? change.topicId : change.topic.id)

/** Of several heads of one author the one with the smallest root speaks, whichever came last. */
async function profileOf(
  { store }: ReplicaContext,
  [first]: readonly Head[],
  options: AbortOptions,
): Promise<Pick<TreeProfile, 'name' | 'colour'>> {
  if (first === undefined) throw new Error('an author whose head was just stored has none')
  return (await openTree(store.blocks, first.root, options)).profile
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
  if (standing.kind === 'fork') {
    context.authors.noteOwnFork()
    await context.store.write({ putSettings: ownForkSetting }, options)
  }
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

async function blocksOfEdit(
  { tree, staging }: Accepting,
  options: AbortOptions,
): Promise<readonly Block[] | undefined> {
  const blocks: Block[] = []
  let bytes = 0
  for (const cid of tree.blocks) {
    // Before it is read: the blocks of a file are never all in memory.
    if (!fitsInWrite(blocks.length + 1, bytes)) return undefined
    const block = { cid, bytes: await loadBlock(staging, cid, options) }
    blocks.push(block)
    bytes += block.bytes.byteLength
  }
  return blocks
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

function updatesForOpenDocuments(
  tree: VerifiedTree,
  changed: readonly ChangedTopic[],
): Map<TopicId, readonly Uint8Array[]> {
  const entries = new Map(tree.changed.map((change) => [change.topicId, change.entries]))
  const updates = new Map<TopicId, readonly Uint8Array[]>()
  for (const change of changed) {
    if (change.kind === 'rebuilt') updates.set(change.topic.id, [change.topic.update])
    else if (change.kind === 'merged') {
      updates.set(
        change.topic.id,
        (entries.get(change.topic.id) ?? []).map((entry) => entry.update),
      )
    }
  }
  return updates
}

// The one cap that looks at what is held, because it guards against more keys than any camp has people: past it,
// replicas differ in whom they know.
function refuseOverCaps({ heads }: ReplicaContext, { head: { author } }: VerifiedTree): ReceiveResult | undefined {
  if (heads.of(author).length > 0 || heads.authorCount() < limits.maxAuthorsPerCamp) return undefined
  const detail = `the camp already has ${limits.maxAuthorsPerCamp} authors`
  return { kind: 'rejected', author, reason: 'too-many-authors', detail }
}

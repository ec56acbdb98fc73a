// Heads that come in, by announcement, pull or file: decide, stage, verify, accept. A head is taken whole or not at
// all, and what was refused leaves nothing behind.
import type { CID } from 'multiformats/cid'
import { parseHead } from '../contributions/head.ts'
import type { TreeChange } from '../contributions/tree.ts'
import { changeTree } from '../contributions/tree.ts'
import { verifyHead } from '../contributions/verify.ts'
import { createClockCache } from '../contributions/verify-log.ts'
import { missingBlocks } from '../contributions/walk.ts'
import { DamagedDataError, LimitExceededError } from '../domain/errors.ts'
import { limits } from '../domain/limits.ts'
import { acceptHead } from './accept.ts'
import type {
  AbortOptions,
  Announcement,
  Block,
  Head,
  IncompleteHead,
  ReceiveOptions,
  ReceiveResult,
  RejectReason,
} from './ports.ts'
import type { ReplicaContext } from './replica-context.ts'
import { createStagingBlockstore, type StagingBlockstore } from './staging-blockstore.ts'
import { loadTotals } from './tree-totals.ts'

/** Blocks of broken-off pulls kept for the next try, all authors together. */
const maxStagedBytes = 256 * 1024 * 1024
const maxStagedHeads = 64

export interface Receiver {
  receiveAnnouncement(announcement: Announcement, options?: AbortOptions): Promise<ReceiveResult>
  receiveHead(
    record: Uint8Array,
    blocks: AsyncIterable<Block> | Iterable<Block>,
    options?: ReceiveOptions,
  ): Promise<ReceiveResult>
  unfinishedHeads(options?: AbortOptions): Promise<readonly IncompleteHead[]>
}

interface Unfinished {
  readonly head: Head
  readonly staging: StagingBlockstore
}

export function createReceiver(context: ReplicaContext): Receiver {
  /** By root CID: what a broken-off pull already brought. */
  const unfinished = new Map<string, Unfinished>()
  const clocks = createClockCache()

  const stagingFor = (head: Head, { from }: ReceiveOptions): StagingBlockstore =>
    from === undefined
      ? (unfinished.get(head.root.toString())?.staging ?? createStagingBlockstore(context.store.blocks))
      : createStagingBlockstore(context.store.blocks, from)

  async function settle(head: Head, staging: StagingBlockstore, options: ReceiveOptions): Promise<ReceiveResult> {
    const result = await context.lane.run('heads', () => verifyAndAccept(context, { head, staging, clocks }, options))
    // A file has no second half, and is closed by then.
    if (result.kind === 'incomplete' && options.from === undefined) keepUnfinished(unfinished, { head, staging })
    else unfinished.delete(head.root.toString())
    return report(context, result)
  }

  return {
    async receiveHead(record, blocks, options = {}) {
      const parsed = await parseHead(record)
      if (parsed.kind === 'rejected') return report(context, parsed)
      const { head } = parsed
      const decided = decide(context, head)
      if (decided !== undefined) return report(context, decided)
      const staging = stagingFor(head, options)
      const damaged = await stageAll(head, staging, blocks, options).catch((error: unknown) => {
        // The line broke: what came so far need not come again.
        if (staging.stagedBytes() > 0 && options.from === undefined) keepUnfinished(unfinished, { head, staging })
        throw error
      })
      if (damaged === undefined) return settle(head, staging, options)
      unfinished.delete(head.root.toString())
      return report(context, damaged)
    },
    async receiveAnnouncement(announcement, options = {}) {
      const parsed = await parseHead(announcement.head.record)
      if (parsed.kind === 'rejected') return report(context, parsed)
      const { head } = parsed
      const decided = decide(context, head)
      if (decided !== undefined) return report(context, decided)
      // In the lane: the head that this one starts from may still wait there, and would be asked for in vain.
      const result = await context.lane.run('heads', async (): Promise<ReceiveResult> => {
        const staging = decide(context, head) ?? (await rebuild(context, head, announcement, options))
        if (staging === undefined) return { kind: 'wanted', author: head.author, sequence: head.sequence }
        return 'kind' in staging ? staging : verifyAndAccept(context, { head, staging, clocks }, options)
      })
      return report(context, result)
    },
    async unfinishedHeads(options = {}) {
      const heads: IncompleteHead[] = []
      for (const [key, { head, staging }] of [...unfinished]) {
        const missing = decide(context, head) === undefined ? await missingIn(staging, head.root, options) : undefined
        if (missing === undefined) unfinished.delete(key)
        else heads.push(incomplete(head, missing))
      }
      return heads
    },
  }
}

function report(context: ReplicaContext, result: ReceiveResult): ReceiveResult {
  if (result.kind === 'rejected') context.emit({ kind: 'head:rejected', result })
  else if (result.kind === 'accepted') context.emit({ kind: 'head:received', result })
  return result
}

/** What can be said of a head before any block is looked at. */
function decide({ heads }: ReplicaContext, head: Head): ReceiveResult | undefined {
  const standing = heads.standing(head)
  if (standing.kind === 'known') return { kind: 'known', author: head.author, sequence: head.sequence }
  if (standing.kind === 'too-many-forks') {
    return rejected(
      head,
      'too-many-forks',
      `${limits.maxForkedHeadsPerAuthor} heads of sequence ${head.sequence} are kept`,
    )
  }
  return undefined
}

interface Arrived {
  readonly head: Head
  readonly staging: StagingBlockstore
  readonly clocks: ReturnType<typeof createClockCache>
}

async function verifyAndAccept(
  context: ReplicaContext,
  { head, staging, clocks }: Arrived,
  options: AbortOptions,
): Promise<ReceiveResult> {
  // The lane may have taken a newer head of this author since the caller looked.
  const standing = context.heads.standing(head)
  if (standing.kind === 'known' || standing.kind === 'too-many-forks') {
    return decide(context, head) ?? { kind: 'known', author: head.author, sequence: head.sequence }
  }
  const previous = context.heads.of(head.author)[0]
  const previousTotals = previous === undefined ? undefined : await loadTotals(context.store, previous, options)
  const verified = await verifyHead(staging, head, {
    campId: context.camp.id,
    clocks,
    ...(previous === undefined ? {} : { previous }),
    ...(previousTotals === undefined ? {} : { previousTotals }),
    ...options,
  })
  switch (verified.kind) {
    case 'rejected':
      return rejected(head, verified.reason, verified.detail)
    case 'incomplete':
      return incomplete(head, verified.missing)
    case 'verified':
      return acceptHead(context, { tree: verified.tree, standing, staging }, options)
  }
}

async function stageAll(
  head: Head,
  staging: StagingBlockstore,
  blocks: AsyncIterable<Block> | Iterable<Block>,
  options: AbortOptions,
): Promise<ReceiveResult | undefined> {
  let count = 0
  try {
    for await (const block of blocks) {
      options.signal?.throwIfAborted()
      await staging.stage(block)
      if (++count > limits.maxTreeBlocks || staging.stagedBytes() > limits.maxTreeBytes) {
        return rejected(head, 'too-large', `${count} blocks, ${staging.stagedBytes()} bytes`)
      }
    }
  } catch (error) {
    if (error instanceof DamagedDataError) return rejected(head, 'bad-block-hash', error.message)
    if (error instanceof LimitExceededError) return rejected(head, 'too-large', error.message)
    throw error
  }
  return undefined
}

/** The announced tree made from the one we hold; undefined when that gives another root, or cannot be done. */
async function rebuild(
  context: ReplicaContext,
  head: Head,
  { previousRoot, appends }: Announcement,
  options: AbortOptions,
): Promise<StagingBlockstore | undefined> {
  const held = context.heads.of(head.author)
  if (previousRoot === undefined || !held.some(({ root }) => root.equals(previousRoot))) return undefined
  const staging = createStagingBlockstore(context.store.blocks)
  const changes = appends.map((append): TreeChange => ({ kind: 'append', ...append }))
  try {
    const root = await changeTree(staging, previousRoot, {
      genesis: context.genesis,
      campId: context.camp.id,
      commits: head.sequence,
      changes,
      ...options,
    })
    return root.equals(head.root) ? staging : undefined
  } catch (error) {
    // Appends that do not fit the log they name: the pull will tell what is really there.
    if (error instanceof DamagedDataError || error instanceof LimitExceededError) return undefined
    throw error
  }
}

function keepUnfinished(unfinished: Map<string, Unfinished>, fresh: Unfinished): void {
  unfinished.set(fresh.head.root.toString(), fresh)
  let bytes = 0
  for (const { staging } of unfinished.values()) bytes += staging.stagedBytes()
  for (const [key, { staging }] of unfinished) {
    if (unfinished.size <= maxStagedHeads && bytes <= maxStagedBytes) return
    bytes -= staging.stagedBytes()
    unfinished.delete(key)
  }
}

/** Undefined when what came can never become a tree. */
async function missingIn(
  staging: StagingBlockstore,
  root: CID,
  options: AbortOptions,
): Promise<readonly CID[] | undefined> {
  try {
    return await missingBlocks(staging, root, options)
  } catch (error) {
    if (error instanceof DamagedDataError || error instanceof LimitExceededError) return undefined
    throw error
  }
}

const incomplete = ({ author, sequence, record }: Head, missing: readonly CID[]): IncompleteHead => ({
  kind: 'incomplete',
  author,
  sequence,
  missing,
  record,
})

const rejected = (head: Head, reason: RejectReason, detail: string): ReceiveResult => ({
  kind: 'rejected',
  author: head.author,
  reason,
  detail,
})

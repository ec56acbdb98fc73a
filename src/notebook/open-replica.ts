// The signing and merging half of a notebook: one per device at a time, in the process or tab that leads. It turns the
// journal into heads, takes others' heads in, and keeps the catalog.
import type { CID } from 'multiformats/cid'
import type { AuthorKey } from '../contributions/author-key.ts'
import { openTree } from '../contributions/tree.ts'
import type { Camp } from '../domain/camp.ts'
import { isAuthorId, isTopicId, type TopicId } from '../domain/ids.ts'
import { createAuthorRegistry } from './author-registry.ts'
import { openCatalog } from './catalog-tree.ts'
import { type Commit, commitJournal } from './commit.ts'
import { createCommitSchedule } from './commit-schedule.ts'
import { createExchange } from './exchange.ts'
import { loadForks } from './fork-rebuild.ts'
import { createHeadSet } from './heads.ts'
import type { Agreement, Author, NotebookEvent } from './notebook.ts'
import type { AbortOptions, Announcement, Block, Clock, Exchange, Head, Receipt, ReplicaStore } from './ports.ts'
import { compareDigests, openReceipts, type Receipts } from './receipts.ts'
import { createReceiver } from './receive.ts'
import { createRecentStore } from './recent-store.ts'
import type { ReplicaContext } from './replica-context.ts'
import type { RowTable } from './row-table.ts'
import { sweepBlocks } from './sweep.ts'
import { createTopicMerger } from './topic-merger.ts'
import { createWriteLane } from './write-lane.ts'

/** The catalog is rendered this long after the last merge, so that a first replication renders it once. */
const renderDelayMs = 400

export interface ReplicaComponents {
  readonly store: ReplicaStore
  readonly clock: Clock
  readonly key: AuthorKey
  readonly camp: Camp
  readonly genesis: Block
  readonly campKey: Uint8Array
  readonly rows: RowTable
  readonly onMerged: (updates: ReadonlyMap<TopicId, readonly Uint8Array[]>) => void
  readonly onChanged: () => void
  readonly emit: (event: NotebookEvent) => void
  readonly announce: (announcement: Announcement) => void
}

export interface Replica {
  readonly exchange: Exchange
  /** Something was journaled: sign it after a pause. */
  noteEdit(): void
  commit(options?: AbortOptions): Promise<Head | undefined>
  catalogCid(options?: AbortOptions): Promise<CID>
  authors(): readonly Author[]
  ownHead(): Head | undefined
  heldBy(): readonly Receipt[]
  agreement(): Agreement
  sweep(options?: AbortOptions): Promise<{ readonly removed: number; readonly bytes: number }>
  /** Commits what is journaled and waits for what runs. Calling it twice is harmless. */
  stop(): Promise<void>
}

export async function openReplica(components: ReplicaComponents): Promise<Replica> {
  const context = await openContext(components)
  const receipts = await openReceipts(context.store)
  const catalog = await openCatalog({
    store: context.store,
    heads: context.heads,
    rows: context.rows,
    campName: context.camp.name,
  })
  return startReplica(components, { context, receipts, catalog })
}

async function openContext(components: ReplicaComponents): Promise<ReplicaContext> {
  const { key } = components
  const store = createRecentStore(components.store)
  const stored = await store.loadHeads()
  const authors = createAuthorRegistry(key)
  const heads = createHeadSet(stored)
  // Of several heads of one author the first speaks.
  const speaking = heads.all().filter((head) => heads.of(head.author)[0] === head)
  await Promise.all(
    speaking.map(async (head) => authors.setProfile(head.author, (await openTree(store.blocks, head.root)).profile)),
  )
  const forks = await loadForks(store)
  for (const [author, topics] of forks.byAuthor) {
    if (isAuthorId(author)) authors.setForkedTopics(author, new Set(topics.filter(isTopicId)))
  }
  for (const topic of forks.clashes.filter(isTopicId)) authors.addClash(topic)
  if (forks.hasOwnFork) authors.noteOwnFork()
  return {
    ...components,
    store,
    authors,
    lane: createWriteLane(),
    heads,
    merger: createTopicMerger(store),
    onMerged: components.onMerged,
    // Heads come in only once the replica runs; `startReplica` puts its schedule here.
    onRescued: () => undefined,
  }
}

interface ReplicaParts {
  readonly context: ReplicaContext
  readonly receipts: Receipts
  readonly catalog: Awaited<ReturnType<typeof openCatalog>>
}

function startReplica(components: ReplicaComponents, { context, receipts, catalog }: ReplicaParts): Replica {
  const { clock, key, announce, emit } = components
  let cancelRender: (() => void) | undefined
  let stopped = false
  const inBackground = (task: string, work: Promise<unknown>): void => {
    work.catch((error: unknown) => emit({ kind: 'task:failed', task, error: toError(error) }))
  }

  const renderSoon = (): void => {
    cancelRender?.()
    cancelRender = stopped
      ? undefined
      : clock.after(renderDelayMs, () =>
          inBackground(
            'render the catalog',
            context.lane.run('sums', () => catalog.render()),
          ),
        )
  }
  const changed = (): void => {
    context.authors.touch()
    components.onChanged()
    renderSoon()
  }
  const told = (commit: Commit): void => {
    emit({ kind: 'head:committed', head: commit.head })
    changed()
    announce(commit.announcement)
  }
  const commit = async (options: AbortOptions = {}): Promise<Head | undefined> => {
    schedule.cancel()
    const made = await context.lane.run('own', () => commitJournal(context, options))
    if (made !== undefined) told(made)
    return context.heads.of(key.id)[0]
  }
  const schedule = createCommitSchedule(clock, () => inBackground('commit', commit()))

  const watched: ReplicaContext = { ...context, onChanged: changed, onRescued: schedule.noteEdit }
  const receiver = createReceiver(watched)
  const noteReceipt = (receipt: Receipt): void =>
    inBackground(
      'keep a receipt',
      receipts.note(receipt).then((isNew) => {
        if (isNew) components.onChanged()
      }),
    )
  renderSoon()
  return {
    exchange: createExchange({ context, receiver, campKey: components.campKey, noteReceipt }),
    noteEdit: schedule.noteEdit,
    commit,
    catalogCid: (options) => context.lane.run('sums', () => catalog.render(options)),
    authors: () => context.authors.all(context.heads),
    ownHead: () => context.heads.of(key.id)[0],
    heldBy: () => receipts.holding(Math.max(1, context.heads.of(key.id)[0]?.sequence ?? 1)),
    agreement: () => compareDigests(receipts.all(), context.heads.digest()),
    sweep: (options) =>
      context.lane.run('sums', async () => sweepBlocks(context, await catalog.render(options), options)),
    async stop() {
      if (stopped) return
      stopped = true
      cancelRender?.()
      await commit()
      await context.lane.settled()
    },
  }
}

const toError = (value: unknown): Error => (value instanceof Error ? value : new Error(String(value)))

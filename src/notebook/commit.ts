// From the journal to a signed head. Blocks, head, merged topics and trimmed journal in one write, then the announcement;
// of an import the blocks before that write. A crash before that write leaves the journal, and the next commit does the same work again.
import * as Y from 'yjs'
import { createHead } from '../contributions/head.ts'
import type { LogEntry } from '../contributions/log.ts'
import { compactLog, decodeLogEntries, encodeLogEntries } from '../contributions/log.ts'
import type { ContributionTree, TreeChange } from '../contributions/tree.ts'
import { changeTree, openTree } from '../contributions/tree.ts'
import { parseCampId, type TopicId } from '../domain/ids.ts'
import { limits } from '../domain/limits.ts'
import { clashSetting } from './fork-rebuild.ts'
import { mergeChange } from './merge-change.ts'
import { withoutHeldEntries } from './own-fork.ts'
import type { AbortOptions, Announcement, Head, JournalEntry, LogAppend, StoredTopic } from './ports.ts'
import type { ReplicaContext } from './replica-context.ts'
import { createStagingBlockstore, type StagingBlockstore } from './staging-blockstore.ts'

/** A log this long is worth trying to compact, and again each time it has doubled. */
const compactFromBytes = 64 * 1024
/** Room in an announcement for record, roots and framing. */
const announcementOverheadBytes = 1024

export interface Commit {
  readonly head: Head
  readonly announcement: Announcement
}

type UpdateEntry = Extract<JournalEntry, { kind: 'update' }>

/** Signs what is journaled. Call it in the write lane. Resolves with undefined when there is nothing to sign. */
export async function commitJournal(context: ReplicaContext, options: AbortOptions = {}): Promise<Commit | undefined> {
  const { store, key, heads, camp, genesis } = context
  const journal = await store.loadJournal(options)
  if (journal.length === 0) return undefined
  const previous = heads.of(key.id)[0]
  const tree = previous === undefined ? undefined : await openTree(store.blocks, previous.root, options)
  const unsigned = await withoutHeldEntries(context, journal, tree)
  const logs = entriesByTopic(unsigned)
  const changes: TreeChange[] = unsigned.flatMap(plainChange)
  for (const [topicId, entries] of logs) changes.push(await logChange(topicId, entries, tree))
  if (changes.length === 0) {
    await store.write({ trimJournal: journal.map((entry) => entry.id) }, options)
    return undefined
  }
  const sequence = (previous?.sequence ?? 0) + 1
  const staging = createStagingBlockstore(store.blocks)
  const root = await changeTree(staging, previous?.root, {
    genesis,
    campId: parseCampId(camp.id),
    commits: sequence,
    changes,
    ...options,
  })
  const head = await createHead(key, root, sequence)
  await storeCommit(context, { head, replaced: heads.of(key.id), logs, journal, staging }, options)
  return { head, announcement: announcementOf(head, previous, changes) }
}

interface NewCommit {
  readonly head: Head
  readonly replaced: readonly Head[]
  readonly logs: ReadonlyMap<TopicId, readonly LogEntry[]>
  readonly journal: readonly JournalEntry[]
  /** With the blocks of the new tree. */
  readonly staging: StagingBlockstore
}

async function storeCommit(context: ReplicaContext, commit: NewCommit, options: AbortOptions): Promise<void> {
  const { store, heads, authors, rows, key } = context
  const { head, replaced, logs, journal, staging } = commit
  const putBlocks = await staging.blocksForWrite(store.blocks, options)
  const topics: StoredTopic[] = []
  const next = [...heads.all().filter((other) => other.author !== head.author), head]
  // Files that came without a word in the document, as from another device of this author, show in the catalog too.
  const withFiles = journal.flatMap((entry) => (entry.kind === 'file' ? [entry.topicId] : []))
  for (const topicId of new Set([...logs.keys(), ...withFiles])) {
    const entries = logs.get(topicId) ?? []
    const change = await mergeChange(
      context,
      { topicId, entries, begun: [], heads: next, rebuild: false, blocks: staging },
      options,
    )
    if (change.kind !== 'gone') topics.push(change.topic)
  }
  try {
    await store.write(
      {
        putBlocks,
        putHeads: [head],
        removeHeads: replaced,
        putTopics: topics,
        trimJournal: journal.map((entry) => entry.id),
        ...(authors.clashes().size > 0 ? { putSettings: clashSetting(authors.clashes()) } : {}),
      },
      options,
    )
  } catch (error) {
    context.merger.forget(topics.map((topic) => topic.id))
    throw error
  }
  heads.put(head, replaced)
  rows.put(topics.map((topic) => topic.row))
  for (const entry of journal) if (entry.kind === 'profile') authors.setProfile(key.id, entry)
  authors.touch()
}

/** One entry per opening of a document: the keystrokes of a pause cost one small update instead of one each. */
function entriesByTopic(journal: readonly JournalEntry[]): Map<TopicId, LogEntry[]> {
  const groups = new Map<TopicId, Map<string, UpdateEntry[]>>()
  for (const entry of journal) {
    if (entry.kind !== 'update') continue
    const byNonce = groups.get(entry.topicId) ?? new Map<string, UpdateEntry[]>()
    groups.set(entry.topicId, byNonce)
    const nonce = entry.nonce.join(' ')
    byNonce.set(nonce, [...(byNonce.get(nonce) ?? []), entry])
  }
  return new Map([...groups].map(([topicId, byNonce]) => [topicId, [...byNonce.values()].flatMap(mergedEntries)]))
}

// A merge that would pass the cap of one update stays in pieces.
function mergedEntries(entries: readonly UpdateEntry[]): LogEntry[] {
  const merged: LogEntry[] = []
  let group: UpdateEntry[] = []
  let bytes = 0
  const flush = (): void => {
    const last = group.at(-1)
    if (last === undefined) return
    merged.push({ at: last.at, nonce: last.nonce, update: Y.mergeUpdates(group.map((entry) => entry.update)) })
    group = []
    bytes = 0
  }
  for (const entry of entries) {
    if (bytes + entry.update.byteLength > limits.maxUpdateBytes) flush()
    group.push(entry)
    bytes += entry.update.byteLength
  }
  flush()
  return merged
}

function plainChange(entry: JournalEntry): TreeChange[] {
  switch (entry.kind) {
    case 'update':
      return []
    case 'file':
      return [{ kind: 'file', topicId: entry.topicId, name: entry.name, cid: entry.cid }]
    case 'published':
      return [{ kind: 'published', topicId: entry.topicId, cid: entry.cid }]
    case 'profile':
      return [{ kind: 'profile', name: entry.name, colour: entry.colour }]
  }
}

async function logChange(
  topicId: TopicId,
  entries: readonly LogEntry[],
  tree: ContributionTree | undefined,
): Promise<TreeChange> {
  const bytes = encodeLogEntries(entries)
  const offset = tree === undefined ? 0 : await tree.logLength(topicId)
  const doubled = Math.floor(Math.log2((offset + bytes.byteLength) / compactFromBytes))
  const before = Math.floor(Math.log2(Math.max(offset, 1) / compactFromBytes))
  if (tree !== undefined && doubled >= 0 && doubled > before) {
    const whole = [...decodeLogEntries(await tree.logBytes(topicId)), ...entries]
    const compacted = encodeLogEntries(compactLog(whole))
    if (compacted.byteLength * 2 <= offset + bytes.byteLength) return { kind: 'rewrite', topicId, bytes: compacted }
  }
  return { kind: 'append', topicId, offset, bytes }
}

function announcementOf(head: Head, previous: Head | undefined, changes: readonly TreeChange[]): Announcement {
  const appends: LogAppend[] = []
  let bytes = announcementOverheadBytes
  for (const change of changes) {
    if (change.kind !== 'append') return { head, appends: [] }
    appends.push({ topicId: change.topicId, offset: change.offset, bytes: change.bytes })
    bytes += change.bytes.byteLength + 64
  }
  if (previous === undefined || bytes > limits.maxAnnouncementBytes) return { head, appends: [] }
  return { head, previousRoot: previous.root, appends }
}

// The same key on two devices (a restored backup, a copied home): what this device wrote and the other head lacks goes
// back into the journal, so that the next commit holds both and the fork ends.
import { checkUpdate, clientIdFor } from '../contributions/client-id.ts'
import type { LogEntry } from '../contributions/log.ts'
import { decodeLogEntries, encodeLogEntries } from '../contributions/log.ts'
import { type ContributionTree, openTree } from '../contributions/tree.ts'
import type { TopicId } from '../domain/ids.ts'
import type { AbortOptions, Head, JournalEntry } from './ports.ts'
import type { ReplicaContext } from './replica-context.ts'

/**
 * Journals the entries, files and finals below `losers` that `base` does not hold. Two heads of one sequence also need
 * a commit that ends the tie everywhere: stating the profile again makes one.
 */
export async function rescueOwnEntries(
  context: ReplicaContext,
  base: Head,
  losers: readonly Head[],
  options: AbortOptions = {},
): Promise<void> {
  const { store } = context
  const baseTree = await openTree(store.blocks, base.root, options)
  for (const old of losers) {
    if (old.root.equals(base.root)) continue
    if (old.sequence === base.sequence) {
      const { name, colour } = baseTree.profile
      await store.appendJournal({ kind: 'profile', name, colour }, options)
    }
    const oldTree = await openTree(store.blocks, old.root, options)
    for await (const { topicId } of oldTree.topics()) {
      const held = decodeLogEntries(await baseTree.logBytes(topicId))
      const ours = decodeLogEntries(await oldTree.logBytes(topicId))
      for (const entry of missingEntries(context, topicId, ours, held)) {
        await store.appendJournal({ kind: 'update', topicId, ...entry, isRescued: true }, options)
      }
      for await (const file of oldTree.files(topicId)) {
        await store.appendJournal({ kind: 'file', topicId, name: file.name, cid: file.cid.toString() }, options)
      }
    }
    for await (const { topicId, cid } of oldTree.published()) {
      await store.appendJournal({ kind: 'published', topicId, cid: cid.toString() }, options)
    }
  }
}

/**
 * The journal without rescued entries that `tree` holds all the same: the device died before the other head was taken,
 * or a still newer one brought them. Signed twice, they would make every peer refuse us from then on.
 */
export async function withoutHeldEntries(
  context: Pick<ReplicaContext, 'key'>,
  journal: readonly JournalEntry[],
  tree: ContributionTree | undefined,
): Promise<readonly JournalEntry[]> {
  const rescued = journal.flatMap((entry) => (entry.kind === 'update' && entry.isRescued ? [entry] : []))
  if (tree === undefined || rescued.length === 0) return journal
  const dropped = new Set<JournalEntry>(rescued)
  for (const topicId of new Set(rescued.map((entry) => entry.topicId))) {
    const ours = rescued.filter((entry) => entry.topicId === topicId)
    const held = decodeLogEntries(await tree.logBytes(topicId))
    for (const entry of missingEntries(context, topicId, ours, held)) dropped.delete(entry)
  }
  return journal.filter((entry) => !dropped.has(entry))
}

// A cloned disk that went on under one nonce wrote the same clock twice: both cannot stand in one log, the base stays.
function missingEntries<Entry extends LogEntry>(
  { key }: Pick<ReplicaContext, 'key'>,
  topicId: TopicId,
  ours: readonly Entry[],
  held: readonly LogEntry[],
): Entry[] {
  const heldBytes = new Set(held.map(entryKey))
  const nextClock = new Map<number, number>()
  const rangeOf = (entry: LogEntry): { id: number; from: number; to: number } => {
    const id = clientIdFor(key.publicKey, topicId, entry.nonce)
    const range = checkUpdate(entry.update, id)
    return range.kind === 'ok' ? { id, from: range.from, to: range.to } : { id, from: 0, to: 0 }
  }
  for (const entry of held) {
    const { id, to } = rangeOf(entry)
    nextClock.set(id, Math.max(nextClock.get(id) ?? 0, to))
  }
  return ours.filter((entry) => {
    if (heldBytes.has(entryKey(entry))) return false
    const { id, from, to } = rangeOf(entry)
    if (from < (nextClock.get(id) ?? 0)) return false
    nextClock.set(id, to)
    return true
  })
}

const entryKey = (entry: LogEntry): string => encodeLogEntries([entry]).join(' ')

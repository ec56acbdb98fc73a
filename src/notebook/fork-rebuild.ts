// Topics that a forked author touched. Yjs keeps whichever of two conflicting edits came first, so replicas that met
// the heads in different orders would differ for ever; such topics are rebuilt from all logs in one fixed order.
import type { LogEntry } from '../contributions/log.ts'
import { decodeLogEntries } from '../contributions/log.ts'
import { openTree } from '../contributions/tree.ts'
import type { TopicId } from '../domain/ids.ts'
import type { AbortOptions, Head } from './ports.ts'
import type { ReplicaContext } from './replica-context.ts'

/** Every entry on `topic` below `heads`, by author, then root, then place in the log. */
export async function entriesInFixedOrder(
  { store }: Pick<ReplicaContext, 'store'>,
  heads: readonly Head[],
  topic: TopicId,
  options: AbortOptions = {},
): Promise<LogEntry[]> {
  const entries: LogEntry[] = []
  for (const head of heads) {
    const tree = await openTree(store.blocks, head.root, options)
    if ((await tree.logLength(topic)) > 0) entries.push(...decodeLogEntries(await tree.logBytes(topic)))
  }
  return entries
}

const prefix = 'fork/'
const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** Setting under which the forked topics of an author survive a restart. */
export const forkSetting = (author: string, topics: Iterable<TopicId>): Record<string, Uint8Array> => ({
  [prefix + author]: encoder.encode([...topics].join(' ')),
})

export async function loadForks(store: ReplicaContext['store']): Promise<Map<string, string[]>> {
  const settings = await store.loadSettings(prefix)
  return new Map(
    [...settings].map(([key, bytes]) => [key.slice(prefix.length), decoder.decode(bytes).split(' ').filter(Boolean)]),
  )
}

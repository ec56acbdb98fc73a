// Topics on which heads contradict each other. Yjs keeps whichever of two conflicting edits came first, so replicas that
// met the heads in different orders would differ for ever; such topics are rebuilt from all logs in one fixed order.
import { chooseVersions } from '../contributions/forks.ts'
import type { BlockSource } from '../contributions/load-block.ts'
import type { LogEntry } from '../contributions/log.ts'
import { decodeLogEntries } from '../contributions/log.ts'
import { openTree } from '../contributions/tree.ts'
import type { TopicId } from '../domain/ids.ts'
import { compareHeads } from './heads.ts'
import type { AbortOptions, Head } from './ports.ts'
import type { ReplicaContext } from './replica-context.ts'

/** The entries on `topic` below each of `heads` that has any, by author, then root, of every client one version. */
export async function logsInFixedOrder(
  blocks: BlockSource,
  heads: readonly Head[],
  topic: TopicId,
  options: AbortOptions = {},
): Promise<LogEntry[][]> {
  const logs = []
  for (const head of [...heads].sort(compareHeads)) {
    const tree = await openTree(blocks, head.root, options)
    const entries = decodeLogEntries(await tree.logBytes(topic))
    if (entries.length > 0) logs.push({ author: head.author, entries })
  }
  return chooseVersions(topic, logs)
}

const prefix = 'fork/'
const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** Setting under which the forked topics of an author survive a restart. */
export const forkKey = (author: string): string => prefix + author

export const forkSetting = (author: string, topics: Iterable<TopicId>): Record<string, Uint8Array> => ({
  [forkKey(author)]: encoder.encode([...topics].join(' ')),
})

/** Setting that says that another device signs with our key. */
export const ownForkSetting: Record<string, Uint8Array> = { [`${prefix}own`]: encoder.encode('yes') }

/** Setting for topics on which different authors clash. */
export const clashSetting = (topics: Iterable<TopicId>): Record<string, Uint8Array> => ({
  [`${prefix}clash`]: encoder.encode([...topics].join(' ')),
})

export interface StoredForks {
  readonly byAuthor: ReadonlyMap<string, readonly string[]>
  readonly clashes: readonly string[]
  readonly hasOwnFork: boolean
}

export async function loadForks(store: ReplicaContext['store']): Promise<StoredForks> {
  const settings = await store.loadSettings(prefix)
  const byName = new Map(
    [...settings].map(([key, bytes]) => [key.slice(prefix.length), decoder.decode(bytes).split(' ').filter(Boolean)]),
  )
  // Beside the authors, whose ids none of these words can be.
  const { clash = [], own, ...byAuthor } = Object.fromEntries(byName)
  return { byAuthor: new Map(Object.entries(byAuthor)), clashes: clash, hasOwnFork: own !== undefined }
}

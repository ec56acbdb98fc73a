// Two heads of one author that do not follow from each other: which topics may hold the same clock with different
// content. Naming a topic too many costs a rebuild; naming one too few would let replicas differ for ever.
import type { Head } from '../domain/head.ts'
import type { TopicId } from '../domain/ids.ts'
import type { BlockSource } from './load-block.ts'
import { decodeLogEntries, encodeLogEntries, type LogEntry } from './log.ts'
import { openTree } from './tree.ts'

/** Topics on which two of `heads` wrote under one nonce and went different ways. */
export async function findForkedTopics(
  blocks: BlockSource,
  heads: readonly Head[],
  options: { readonly signal?: AbortSignal } = {},
): Promise<TopicId[]> {
  const logs = new Map<TopicId, LogEntry[][]>()
  for (const head of heads) {
    const tree = await openTree(blocks, head.root, options)
    for await (const { topicId } of tree.topics()) {
      const entries = decodeLogEntries(await tree.logBytes(topicId))
      logs.set(topicId, [...(logs.get(topicId) ?? []), entries])
    }
  }
  return [...logs].filter(([, versions]) => wentDifferentWays(versions)).map(([topicId]) => topicId)
}

function wentDifferentWays(versions: readonly LogEntry[][]): boolean {
  const longest = new Map<string, readonly string[]>()
  for (const entries of versions) {
    for (const [nonce, written] of byNonce(entries)) {
      const other = longest.get(nonce)
      const [short, long] =
        other === undefined || other.length < written.length ? [other ?? [], written] : [written, other]
      if (short.some((entry, i) => entry !== long[i])) return true
      longest.set(nonce, long)
    }
  }
  return false
}

function byNonce(entries: readonly LogEntry[]): Map<string, string[]> {
  const groups = new Map<string, string[]>()
  for (const entry of entries) {
    const nonce = entry.nonce.join(' ')
    groups.set(nonce, [...(groups.get(nonce) ?? []), encodeLogEntries([entry]).join(' ')])
  }
  return groups
}

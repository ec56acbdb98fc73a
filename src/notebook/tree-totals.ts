// What the trees of the heads held cost, kept with them: verifying an author's next edit then need not count the tree.
import type { TreeTotals } from '../contributions/tree-totals.ts'
import type { AbortOptions, Head, ReplicaStore } from './ports.ts'

const keyOf = (head: Pick<Head, 'author'>): string => `totals/${head.author}`
const encoder = new TextEncoder()
const decoder = new TextDecoder()

export const totalsSetting = (head: Head, { blocks, bytes, topics }: TreeTotals): Record<string, Uint8Array> => ({
  [keyOf(head)]: encoder.encode([head.root, blocks, bytes, topics].join(' ')),
})

/** Undefined when they were not kept for this very head: one of several of an author, or our own. */
export async function loadTotals(
  store: Pick<ReplicaStore, 'loadSetting'>,
  head: Head,
  options: AbortOptions = {},
): Promise<TreeTotals | undefined> {
  const stored = await store.loadSetting(keyOf(head), options)
  if (stored === undefined) return undefined
  const [root, ...numbers] = decoder.decode(stored).split(' ')
  const [blocks = 0, bytes = 0, topics = 0] = numbers.map(Number)
  return root === head.root.toString() ? { blocks, bytes, topics } : undefined
}

// Topics on which trees of one author differ, reading only the directories that do.
import type { CID } from 'multiformats/cid'
import { isTopicId, type TopicId } from '../domain/ids.ts'
import { diffDirectory } from './diff-directory.ts'
import { resolvePath } from './list-directory.ts'
import type { BlockSource } from './load-block.ts'

/** Of verified trees: every topic on which the first root and one of the others do not hold the same. */
export async function differingTopics(
  blocks: BlockSource,
  [first, ...others]: readonly CID[],
  options: { readonly signal?: AbortSignal } = {},
): Promise<Set<TopicId>> {
  const found = new Set<TopicId>()
  if (first === undefined) return found
  const dir = await resolvePath(blocks, first, 'topics', options)
  for (const other of others) {
    const otherDir = await resolvePath(blocks, other, 'topics', options)
    for (const { name } of await diffDirectory(blocks, dir, otherDir, options)) if (isTopicId(name)) found.add(name)
  }
  return found
}

// Whether the entries of a HAMT shard stand where their names' hashes say, each once. Readers find an entry by its hash
// or by listing; in a shard that lies, the two would see different directories.
import type { PBLink } from '@ipld/dag-pb'
import { murmur3128 } from '@multiformats/murmur3'
import type { CID } from 'multiformats/cid'
import { DamagedDataError } from '../domain/errors.ts'

/** The only fanout that UnixFS writers use, and the one whose places are checked. */
export const usualFanout = 256
/** murmur3-x64-64 gives eight steps of eight bits: a HAMT of usual fanout is never deeper. */
const maxShardDepth = 8
const encoder = new TextEncoder()

/**
 * @param path the indexes that lead to this shard, none for the root
 * @param known links that were checked at this very place before
 * @throws {DamagedDataError} when a link stands where it must not
 */
export async function checkShardLinks(
  cid: CID,
  links: readonly PBLink[],
  path: readonly number[],
  known: Pick<ReadonlySet<string>, 'has'> = new Set(),
): Promise<void> {
  const bad = (why: string): DamagedDataError => new DamagedDataError('bad-directory', `${cid}: ${why}`)
  if (path.length >= maxShardDepth) throw bad(`a shard ${path.length} levels down`)
  const taken = new Set<number>()
  for (const { Name: name = '' } of links) {
    const index = indexOf(name)
    if (index === undefined) throw bad(`a link named ${JSON.stringify(name.slice(0, 80))}`)
    if (taken.has(index)) throw bad(`two links in slot ${index}`)
    taken.add(index)
    if (name.length > 2 && !known.has(name) && !(await belongs(name.slice(2), [...path, index]))) {
      throw bad(`${JSON.stringify(name.slice(2, 82))} stands in the wrong place`)
    }
  }
}

/** The slot that a link's name begins with. */
export function indexOf(name: string): number | undefined {
  return /^[0-9A-F]{2}/.test(name) ? Number.parseInt(name.slice(0, 2), 16) : undefined
}

async function belongs(name: string, path: readonly number[]): Promise<boolean> {
  const hash = await murmur3128.encode(encoder.encode(name))
  return path.every((index, depth) => hash[depth] === index)
}

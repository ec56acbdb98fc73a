// How many topics of one author's tree have come whole, told from its blocks as they stream in, parents before
// children. Only for people to look at: nothing here is verified, and a peer that lies gets a wrong number on a screen.
import type { CID } from 'multiformats/cid'
import { decodeNode, shardPrefixLength } from '../contributions/unixfs-node.ts'
import { linksOf } from '../contributions/walk.ts'
import { DamagedDataError } from '../domain/errors.ts'
import { isTopicId, type TopicId } from '../domain/ids.ts'
import type { Block } from '../notebook/ports.ts'

/** Past this many awaited blocks counting ends: a number on a screen is not worth more memory. */
const maxAwaited = 100_000

type Role = 'root' | 'topics' | TopicId

export interface ArrivingTopics {
  see(block: Block): void
  /** Topics of which every block has come. */
  whole(): number
}

/** For a tree of which no earlier version is held; of others only the new blocks come. Counts topics that `isNew`. */
export function createArrivingTopics(root: CID, isNew: (id: TopicId) => boolean): ArrivingTopics {
  const awaited = new Map<string, Role[]>([[root.toString(), ['root']]])
  const seen = new Set<string>()
  /** Blocks that a topic still lacks, as far as can be seen. */
  const lacking = new Map<TopicId, number>()
  let whole = 0
  const add = (topic: TopicId, count: number): void => {
    const now = (lacking.get(topic) ?? 0) + count
    lacking.set(topic, now)
    if (now === 0 && isNew(topic)) whole++
  }

  function expect(cid: CID, role: Role): void {
    const key = cid.toString()
    // Each block is sent once, also when two topics hold it.
    if (seen.has(key)) return
    if (role !== 'root' && role !== 'topics') add(role, 1)
    awaited.set(key, [...(awaited.get(key) ?? []), role])
  }

  function follow({ cid, bytes }: Block, role: Role): void {
    if (role === 'root' || role === 'topics') {
      for (const [name, hash] of entriesOf(cid, bytes)) {
        if (role === 'root') {
          if (name === 'topics') expect(hash, 'topics')
        } else if (name === '') expect(hash, 'topics')
        else if (isTopicId(name)) expect(hash, name)
      }
      return
    }
    for (const child of linksOf(cid, bytes)) expect(child, role)
    add(role, -1)
  }

  return {
    see(block) {
      const key = block.cid.toString()
      const roles = awaited.get(key)
      if (roles === undefined) return
      awaited.delete(key)
      seen.add(key)
      try {
        for (const role of roles) follow(block, role)
      } catch (error) {
        if (!(error instanceof DamagedDataError)) throw error
        awaited.clear()
      }
      if (awaited.size > maxAwaited) awaited.clear()
    },
    whole: () => whole,
  }
}

/** Names and CIDs of one node of a directory; '' names the next node of a shard. */
function entriesOf(cid: CID, bytes: Uint8Array): (readonly [string, CID])[] {
  const node = decodeNode(cid, bytes)
  if (node.kind !== 'directory' && node.kind !== 'shard') return []
  const prefix = node.kind === 'shard' ? shardPrefixLength(node.fanout) : 0
  return node.links.map((link) => [(link.Name ?? '').slice(prefix), link.Hash] as const)
}

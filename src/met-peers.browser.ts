// When each member of the camp was last connected to this browser, kept for the day after.
import { type AuthorId, isAuthorId } from './domain/ids.ts'
import type { Clock, ConnectedPeer, ReplicaStore } from './notebook/ports.ts'

export interface Met {
  /** Milliseconds since the Unix epoch. */
  readonly at: number
  /** A laptop's own program, not a browser; absent when it did not tell. */
  readonly isNode?: boolean
}

export interface MetPeers {
  /** Who is connected now; called whenever that may have changed, and in between. */
  note(peers: readonly ConnectedPeer[]): void
  load(): Promise<ReadonlyMap<AuthorId, Met>>
}

export interface MetPeersComponents {
  readonly store: Pick<ReplicaStore, 'loadSettings' | 'write'>
  readonly clock: Clock
  readonly onFailed: (error: unknown) => void
}

const prefix = 'met/'
/** While somebody stays, this often is exact enough. */
const everyMs = 60_000

export function createMetPeers({ store, clock, onFailed }: MetPeersComponents): MetPeers {
  const written = new Map<AuthorId, Met>()
  let present: readonly ConnectedPeer[] = []
  const isDue = ({ id, isNode }: ConnectedPeer, now: number): boolean => {
    const before = written.get(id)
    return before === undefined || now - before.at >= everyMs || before.isNode !== isNode
  }
  return {
    note(peers) {
      const members = peers.filter(({ inCamp }) => inCamp)
      const now = clock.now()
      const gone = present.filter(({ id }) => !members.some((peer) => peer.id === id))
      const due = [...gone, ...members.filter((peer) => isDue(peer, now))]
      present = members
      if (due.length === 0) return
      const putSettings: Record<string, Uint8Array> = {}
      for (const { id, isNode } of due) {
        const met: Met = { at: now, ...(isNode === undefined ? {} : { isNode }) }
        written.set(id, met)
        putSettings[prefix + id] = new TextEncoder().encode(JSON.stringify(met))
      }
      store.write({ putSettings }).catch(onFailed)
    },
    async load() {
      const met = new Map<AuthorId, Met>()
      for (const [key, bytes] of await store.loadSettings(prefix)) {
        const id = key.slice(prefix.length)
        const parsed = parseMet(JSON.parse(new TextDecoder().decode(bytes)))
        if (isAuthorId(id) && parsed !== undefined) met.set(id, parsed)
      }
      return met
    },
  }
}

function parseMet(value: unknown): Met | undefined {
  if (typeof value !== 'object' || value === null || !('at' in value) || typeof value.at !== 'number') return undefined
  return { at: value.at, ...('isNode' in value && typeof value.isNode === 'boolean' ? { isNode: value.isNode } : {}) }
}

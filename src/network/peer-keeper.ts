// Keeps peers: whoever was met is dialled again, with growing pauses. libp2p gives up after half a minute and forgets
// its keep-alive tags on a failed dial, so reconnecting is ours to own.
import type { Libp2p, PeerId } from '@libp2p/interface'
import { type Multiaddr, multiaddr } from '@multiformats/multiaddr'
import type { AbortOptions, Clock } from '../notebook/ports.ts'

const firstPauseMs = 1_000
const longestPauseMs = 60_000
/** Chrome allows 500 RTCPeerConnections in a tab's life (js-libp2p#2591): stop trying long before. */
const maxAttempts = 60
const dialTimeoutMs = 20_000

interface Kept {
  readonly addrs: Set<string>
  attempts: number
  cancel: (() => void) | undefined
  /** Somebody asked for this peer by address: never given up. */
  readonly wanted: boolean
}

export interface PeerKeeper {
  start(): void
  /** Dials now and keeps the peer. Rejects when this dial fails; the keeper tries on. */
  connect(addr: string, options?: AbortOptions): Promise<PeerId>
  /** A peer that proved the camp is worth keeping. */
  keep(peer: PeerId): void
  /** Found on the local network: dial if not connected. */
  discovered(peer: PeerId, addrs: readonly Multiaddr[]): void
  /** The device woke up or is online again: try everybody at once. */
  wake(): void
  /** Multiaddrs to remember for the next start. */
  addrs(): readonly string[]
  stop(): void
}

export interface PeerKeeperComponents {
  readonly libp2p: Pick<Libp2p, 'dial' | 'getConnections' | 'addEventListener' | 'removeEventListener'>
  readonly clock: Clock
  /** A number from 0 to 1. @default Math.random */
  readonly random?: () => number
}

export function createPeerKeeper(components: PeerKeeperComponents): PeerKeeper {
  const { libp2p, clock, random = Math.random } = components
  const kept = new Map<string, Kept>()
  const stopping = new AbortController()

  const isConnected = (id: string): boolean => libp2p.getConnections().some((c) => c.remotePeer.toString() === id)

  async function dial(id: string, entry: Kept): Promise<void> {
    if (stopping.signal.aborted || isConnected(id)) return
    entry.attempts++
    const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(dialTimeoutMs)])
    try {
      await libp2p.dial([...entry.addrs].map(multiaddr), { signal })
      entry.attempts = 0
    } catch {
      // Away, asleep or moved: the next try comes by itself, and the doctor shows who is missing.
      schedule(id, entry)
    }
  }

  function schedule(id: string, entry: Kept): void {
    entry.cancel?.()
    if (stopping.signal.aborted || entry.addrs.size === 0) return
    if (!entry.wanted && entry.attempts > maxAttempts) return
    const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(entry.attempts, 8))
    entry.cancel = clock.after(pause * (0.5 + random()), () => void dial(id, entry))
  }

  function entryFor(id: string, addrs: Iterable<string>, wanted = false): Kept {
    const before = kept.get(id)
    const entry: Kept = {
      addrs: new Set([...(before?.addrs ?? []), ...addrs]),
      attempts: 0,
      cancel: undefined,
      wanted: wanted || (before?.wanted ?? false),
    }
    before?.cancel?.()
    kept.set(id, entry)
    return entry
  }

  const onDisconnect = (event: CustomEvent<PeerId>): void => {
    const id = event.detail.toString()
    const entry = kept.get(id)
    if (entry !== undefined) schedule(id, entry)
  }

  return {
    start: () => libp2p.addEventListener('peer:disconnect', onDisconnect),
    async connect(addr, { signal } = {}) {
      const target = multiaddr(addr)
      const named = target.getComponents().findLast((component) => component.name === 'p2p')?.value
      if (named !== undefined) entryFor(named, [addr], true)
      try {
        const limit = AbortSignal.any([
          stopping.signal,
          AbortSignal.timeout(dialTimeoutMs),
          ...(signal ? [signal] : []),
        ])
        const connection = await libp2p.dial(target, { signal: limit })
        entryFor(connection.remotePeer.toString(), [addr], true)
        return connection.remotePeer
      } catch (error) {
        const entry = named === undefined ? undefined : kept.get(named)
        if (named !== undefined && entry !== undefined) schedule(named, entry)
        throw error
      }
    },
    keep(peer) {
      const id = peer.toString()
      const dialled = libp2p
        .getConnections()
        .filter((c) => c.remotePeer.equals(peer) && c.direction === 'outbound')
        .map((c) => c.remoteAddr.toString())
      entryFor(id, dialled)
    },
    discovered(peer, addrs) {
      const id = peer.toString()
      const entry = entryFor(
        id,
        addrs.map((addr) => (addr.toString().includes('/p2p/') ? addr.toString() : `${addr}/p2p/${id}`)),
      )
      void dial(id, entry)
    },
    wake() {
      for (const [id, entry] of kept) {
        entry.attempts = 0
        void dial(id, entry)
      }
    },
    addrs: () => [...kept.values()].flatMap((entry) => [...entry.addrs]),
    stop() {
      stopping.abort()
      libp2p.removeEventListener('peer:disconnect', onDisconnect)
      for (const entry of kept.values()) entry.cancel?.()
    },
  }
}

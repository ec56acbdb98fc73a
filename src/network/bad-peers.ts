// Peers that go on sending what nobody honest sends. Gossipsub stops listening to them and never hangs up, so that they
// cost a connection, its reader and every pull: we hang up and let them in again after a while.
import type { GossipSub } from '@libp2p/gossipsub'
import type { Libp2p, PeerId } from '@libp2p/interface'
import { MisbehavedPeerError } from '../domain/errors.ts'
import { limits } from '../domain/limits.ts'
import type { Clock } from '../notebook/ports.ts'
import { faded, gossipScore, graylistScore, scoreOfInvalid } from './gossip-score.ts'
import type { PeerGate } from './peer-gate.ts'

export interface BadPeersComponents {
  readonly libp2p: Pick<Libp2p, 'hangUp'>
  readonly pubsub: Pick<GossipSub, 'getPeers' | 'addEventListener' | 'removeEventListener'>
  readonly gate: PeerGate
  readonly clock: Clock
  /** A peer was hung up on. */
  readonly onRefused: (error: MisbehavedPeerError) => void
}

export interface BadPeers {
  /** The peer sent, or passed on, a message that it must have known to be invalid. */
  noteInvalid(peer: PeerId): void
  start(): void
  stop(): void
}

interface Count {
  readonly invalid: number
  readonly at: number
}

export function createBadPeers({ libp2p, pubsub, gate, clock, onRefused }: BadPeersComponents): BadPeers {
  // Gossipsub 17 counts too, and starts anew with each connection, although it means to remember.
  const counts = new Map<string, Count>()
  /** The way to forget that the time is up. */
  const refused = new Map<string, () => void>()

  function invalidOf(peer: string): number {
    const count = counts.get(peer)
    return count === undefined ? 0 : faded(count.invalid, clock.now() - count.at)
  }

  function forgive(peer: string): void {
    refused.get(peer)?.()
    refused.delete(peer)
    counts.delete(peer)
  }

  function refuse(peer: PeerId): void {
    const id = peer.toString()
    refused.set(
      id,
      clock.after(limits.refusePeerMs, () => forgive(id)),
    )
    keepNewest(refused, forgive)
    libp2p.hangUp(peer).then(
      () => onRefused(new MisbehavedPeerError(id)),
      (cause: unknown) => onRefused(new MisbehavedPeerError(id, { cause })),
    )
  }

  const look = (): void => {
    for (const peer of pubsub.getPeers()) {
      if (!refused.has(peer.toString()) && gossipScore(pubsub, peer) <= graylistScore) refuse(peer)
    }
  }

  return {
    noteInvalid(peer) {
      const id = peer.toString()
      const invalid = invalidOf(id) + 1
      counts.delete(id)
      counts.set(id, { invalid, at: clock.now() })
      keepNewest(counts, forgive)
    },
    start() {
      gate.keep({ isRefused: (peer) => refused.has(peer), score: (peer) => scoreOfInvalid(invalidOf(peer)) })
      // Gossipsub works its scores out once a heartbeat.
      pubsub.addEventListener('gossipsub:heartbeat', look)
    },
    stop() {
      pubsub.removeEventListener('gossipsub:heartbeat', look)
      for (const cancel of refused.values()) cancel()
    },
  }
}

/** Keys cost nothing, so that somebody may come under new ones for ever. */
function keepNewest(byPeer: ReadonlyMap<string, unknown>, forgive: (peer: string) => void): void {
  const [oldest] = byPeer.keys()
  if (oldest !== undefined && byPeer.size > limits.maxBadPeers) forgive(oldest)
}

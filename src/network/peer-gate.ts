// The door that libp2p and gossipsub ask about a peer. Both are made before anybody can say who is bad, so the door
// stands open until `bad-peers.ts` keeps it.
import type { ConnectionGater, PeerId } from '@libp2p/interface'

export interface PeerJudge {
  isRefused(peer: string): boolean
  /** What is held against the peer, 0 or less. */
  score(peer: string): number
}

export interface PeerGate {
  readonly gater: ConnectionGater
  score(peer: string): number
  keep(judge: PeerJudge): void
}

export function createPeerGate(): PeerGate {
  let judge: PeerJudge = { isRefused: () => false, score: () => 0 }
  // By its key, which is known once the connection is encrypted: behind one address sits the whole camp.
  const isRefused = (peer: PeerId): boolean => judge.isRefused(peer.toString())
  return {
    gater: {
      // Pages refuse private addresses by default, and every laptop at a camp has one.
      denyDialMultiaddr: () => false,
      denyDialPeer: isRefused,
      denyInboundEncryptedConnection: isRefused,
      denyOutboundEncryptedConnection: isRefused,
    },
    score: (peer) => judge.score(peer),
    keep(next) {
      judge = next
    },
  }
}

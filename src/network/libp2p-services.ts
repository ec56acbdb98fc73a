// The services that every replica runs on libp2p, in the browser and in Node, with the limits that a crowded room needs.
import { gossipsub } from '@libp2p/gossipsub'
import { identify } from '@libp2p/identify'
import { ping } from '@libp2p/ping'
import { toString as toText } from 'uint8arrays/to-string'
import { limits } from '../domain/limits.ts'
import { bitswapGate } from './bitswap-gate.ts'
import { scoreParams, scoreThresholds } from './gossip-score.ts'
import type { PeerGate } from './peer-gate.ts'

export function divelogServices(peerGate: PeerGate) {
  return {
    identify: identify(),
    ping: ping(),
    bitswapGate: bitswapGate(),
    peerGate: () => peerGate,
    // Not older than 15.0.23, in which a peer could fill all memory (CVE-2026-46679).
    pubsub: gossipsub({
      // Nobody may be near: a commit is no failure because no peer listens.
      allowPublishToZeroTopicPeers: true,
      ignoreDuplicatePublishError: true,
      runOnLimitedConnection: true,
      fallbackToFloodsub: false,
      // One oversize RPC kills that peer's inbound stream without a word: receive generously, cap at the sender.
      maxInboundDataLength: limits.maxGossipRpcBytes,
      // A message comes from each neighbour: only the first copy of it has its signature checked. No two messages that
      // are good share a signature, and one that is bad is never remembered.
      fastMsgIdFn: ({ signature }) => (signature == null ? '' : toText(signature, 'base64')),
      scoreParams: scoreParams(peerGate.score),
      scoreThresholds,
    }),
  }
}

/** At 20 % loss and 500 ms round trips the defaults hang up on peers that are only slow. */
export const patientMonitor = { pingInterval: 15_000, pingTimeout: { minTimeout: 20_000, maxTimeout: 60_000 } }

/** A room of laptops behind one address connects at once: the default of 5 a second refused 13 of 18. */
export const crowdLimits = { inboundConnectionThreshold: 200, maxIncomingPendingConnections: 100, maxConnections: 300 }

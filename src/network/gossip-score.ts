// What gossipsub holds against a peer: messages that nobody honest sends or passes on, and nothing else. Late, repeated
// and missing messages cost nothing, because that is what bad Wi-Fi looks like; time and first deliveries earn nothing,
// because nobody shall save up for misbehaving. What follows from a bad score is `bad-peers.ts`.
import type { GossipSub } from '@libp2p/gossipsub'
import type { PeerId } from '@libp2p/interface'
import { limits } from '../domain/limits.ts'

/** Gossipsub ignores a peer from here on, and we hang up on it. */
export const graylistScore = -400

/** Counts fall to a hundredth of themselves in this time. */
const fadeMs = 10 * 60 * 1000
const decayIntervalMs = 1_000

/** What is left of a count after `ms`. */
export const faded = (count: number, ms: number): number => count * 0.01 ** (ms / fadeMs)

/** The count is squared. It is kept twice, by gossipsub and by us, and both together must reach the graylist. */
const weightOfInvalid = graylistScore / limits.maxInvalidMessages ** 2 / 2

/** Our own part of the score, for this many invalid messages. */
export const scoreOfInvalid = (count: number): number => weightOfInvalid * count ** 2

export const scoreThresholds = {
  gossipThreshold: graylistScore / 4,
  publishThreshold: graylistScore / 2,
  graylistThreshold: graylistScore,
}

/** @param ownScore what `bad-peers.ts` says of a peer */
export const scoreParams = (ownScore: (peer: string) => number) => ({
  appSpecificScore: ownScore,
  appSpecificWeight: 1,
  // Venue Wi-Fi and relays put everybody behind one address; the default weight silences them all.
  IPColocationFactorWeight: 0,
  // A peer that offers messages and cannot send them in time is on bad Wi-Fi. Gossipsub asks for at most ten offers a
  // heartbeat and waits three, so that such a peer never gets here; who grafts without end does.
  behaviourPenaltyThreshold: 40,
  decayInterval: decayIntervalMs,
})

const topicParams = {
  topicWeight: 1,
  timeInMeshWeight: 0,
  timeInMeshQuantum: 1_000,
  timeInMeshCap: 1,
  firstMessageDeliveriesWeight: 0,
  firstMessageDeliveriesDecay: 0.5,
  firstMessageDeliveriesCap: 1,
  meshMessageDeliveriesWeight: 0,
  meshMessageDeliveriesDecay: 0.5,
  meshMessageDeliveriesCap: 1,
  meshMessageDeliveriesThreshold: 0,
  meshMessageDeliveriesWindow: 10,
  meshMessageDeliveriesActivation: decayIntervalMs,
  meshFailurePenaltyWeight: 0,
  meshFailurePenaltyDecay: 0.5,
  invalidMessageDeliveriesWeight: weightOfInvalid,
  invalidMessageDeliveriesDecay: faded(1, decayIntervalMs),
}

/**
 * Counts invalid messages on this pubsub topic from now on, those with a bad signature too, which no validator sees.
 * Never taken back: gossipsub looks the topic up again when a peer leaves that was counted there.
 */
export function scoreTopic(pubsub: object, pubsubTopic: string): void {
  scorerOf(pubsub).params.topics[pubsubTopic] = topicParams
}

export const gossipScore = (pubsub: Pick<GossipSub, 'getPeers'>, peer: PeerId): number =>
  scorerOf(pubsub).score(peer.toString())

interface Scorer {
  readonly params: { readonly topics: Record<string, typeof topicParams> }
  score(peer: string): number
}

/** What the library's class has and the interface it exports lacks: a version that keeps it elsewhere is told at once. */
function scorerOf(pubsub: object): Scorer {
  const scorer = 'score' in pubsub ? pubsub.score : undefined
  if (isScorer(scorer)) return scorer
  throw new TypeError('@libp2p/gossipsub keeps the scores of peers elsewhere now')
}

const isScorer = (value: unknown): value is Scorer =>
  typeof value === 'object' &&
  value !== null &&
  'score' in value &&
  typeof value.score === 'function' &&
  'params' in value &&
  typeof value.params === 'object' &&
  value.params !== null &&
  'topics' in value.params

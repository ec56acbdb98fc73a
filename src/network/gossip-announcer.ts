// Heads on gossipsub: one sealed announcement a commit. Whoever holds the author's previous root rebuilds the commit
// from what the announcement carries; whoever cannot, pulls. Nothing invalid is forwarded.
import { type GossipSub, type Message, TopicValidatorResult } from '@libp2p/gossipsub'
import type { PeerId } from '@libp2p/interface'
import { limits } from '../domain/limits.ts'
import type { Announcement, Exchange, ReceiveResult, RejectReason } from '../notebook/ports.ts'
import { decodeAnnouncement, encodeAnnouncement } from './announcement-codec.ts'
import { deriveKey } from './camp-proof.ts'
import { scoreTopic } from './gossip-score.ts'
import { seal, sealOverheadBytes, unseal } from './sealed-message.ts'

export interface AnnouncerComponents {
  readonly pubsub: Pick<GossipSub, 'subscribe' | 'unsubscribe' | 'publish' | 'topicValidators'>
  readonly exchange: Exchange
  /** Called with what came of each announcement that could be read, and the peer that passed it on. */
  readonly onReceived: (result: ReceiveResult, from: PeerId) => void
  /** The peer sent, or passed on, what it must have known to be invalid. */
  readonly onInvalid: (from: PeerId) => void
  readonly onFailed: (error: unknown) => void
}

export interface Announcer {
  start(): void
  announce(announcement: Announcement): Promise<void>
  stop(): void
}

export const headsTopic = (campId: string): string => `/divelog/1/${campId}/heads`

export function createGossipAnnouncer(components: AnnouncerComponents): Announcer {
  const { pubsub, exchange, onReceived, onInvalid, onFailed } = components
  const topic = headsTopic(exchange.campId)
  const key = deriveKey(exchange.campKey, 'gossip')

  async function validate(from: PeerId, message: Message): Promise<TopicValidatorResult> {
    const sealed = message.data
    if (sealed.byteLength > limits.maxAnnouncementBytes) return TopicValidatorResult.Reject
    const plain = unseal(key, topic, sealed)
    const announcement = plain === undefined ? undefined : await decodeAnnouncement(plain)
    if (announcement === undefined) return TopicValidatorResult.Reject
    const result = await exchange.receiveAnnouncement(announcement)
    onReceived(result, from)
    switch (result.kind) {
      case 'accepted':
      case 'wanted':
      case 'incomplete':
        return TopicValidatorResult.Accept
      // Gossipsub forgets a message after two minutes; the sequence is what ends a replay.
      case 'known':
        return TopicValidatorResult.Ignore
      case 'rejected':
        if (isToBlame(from, message, result.reason)) onInvalid(from)
        // Gossipsub would hold a rejected message against everybody who brings another copy of it.
        return TopicValidatorResult.Ignore
    }
  }

  return {
    start() {
      pubsub.topicValidators.set(topic, async (from, message) => {
        try {
          const verdict = await validate(from, message)
          // What everybody can see to be none: whoever passes it on is to blame too.
          if (verdict === TopicValidatorResult.Reject) onInvalid(from)
          return verdict
        } catch (error) {
          onFailed(error)
          return TopicValidatorResult.Ignore
        }
      })
      scoreTopic(pubsub, topic)
      pubsub.subscribe(topic)
    },
    async announce(announcement) {
      const whole = encodeAnnouncement(announcement)
      const fits = whole.byteLength + sealOverheadBytes <= limits.maxAnnouncementBytes
      const bytes = fits ? whole : encodeAnnouncement({ head: announcement.head, appends: [] })
      await pubsub.publish(topic, seal(key, topic, bytes))
    },
    stop() {
      pubsub.unsubscribe(topic)
      pubsub.topicValidators.delete(topic)
    },
  }
}

/**
 * Whether the peer knew better. Who passes an announcement on may hold too little to see that its tree is false, while
 * whoever publishes one wrote that tree or has verified it; and of these two caps, which look at what else is held,
 * neither knows what is held here.
 */
const isToBlame = (from: PeerId, message: Message, reason: RejectReason): boolean =>
  message.type === 'signed' && message.from.equals(from) && reason !== 'too-many-forks' && reason !== 'too-many-authors'

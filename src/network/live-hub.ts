// A laptop passes live editing on between the browsers of its neighbours: two people who sit at laptops of their own are
// connected through them, and gossip goes only as far as somebody subscribes. What passes is checked as everywhere and
// not kept.
import type { GossipSub } from '@libp2p/gossipsub'
import type { Libp2p, PeerId } from '@libp2p/interface'
import type { AuthorId, CampId, TopicId } from '../domain/ids.ts'
import type { LiveChannel } from './live-channel.ts'

/** Documents passed on at once; a camp has some fifty groups. */
const maxRelayed = 256

export interface LiveHubComponents {
  readonly libp2p: Pick<Libp2p, 'addEventListener' | 'removeEventListener'>
  readonly pubsub: Pick<
    GossipSub,
    'subscribe' | 'unsubscribe' | 'getSubscribers' | 'addEventListener' | 'removeEventListener'
  >
  readonly live: LiveChannel
  readonly campId: CampId
  /** Members of the camp that are connected now. */
  readonly members: ReadonlySet<AuthorId>
}

export interface LiveHub {
  start(): void
  /** Somebody proved that they are of the camp. */
  met(): void
  stop(): void
}

export function createLiveHub({ libp2p, pubsub, live, campId, members }: LiveHubComponents): LiveHub {
  const relayed = new Map<TopicId, () => void>()
  /** Also those whose subscribers have not yet proved that they are of the camp. */
  const known = new Set<TopicId>()
  // Hubs know each other by this: two that passed on only because the other does would never stop.
  const hubs = `/divelog/1/${campId}/hubs`

  function check(topicId: TopicId): void {
    const isHub = new Set(pubsub.getSubscribers(hubs).map(String))
    const isWanted = pubsub
      .getSubscribers(live.nameOf(topicId))
      .some((peer) => isMember(peer) && !isHub.has(String(peer)))
    const leave = relayed.get(topicId)
    if (isWanted && leave === undefined && relayed.size < maxRelayed) relayed.set(topicId, live.relay(topicId))
    else if (!isWanted && leave !== undefined) {
      relayed.delete(topicId)
      known.delete(topicId)
      leave()
    }
  }

  const isMember = (peer: PeerId): boolean => (members as ReadonlySet<string>).has(peer.toString())
  const checkAll = (): void => {
    for (const topicId of known) check(topicId)
  }
  const onSubscribed = ({ detail }: CustomEvent<{ subscriptions: readonly { readonly topic: string }[] }>): void => {
    for (const { topic } of detail.subscriptions) {
      const topicId = live.topicIn(topic)
      if (topicId !== undefined) {
        if (known.size < maxRelayed) known.add(topicId)
        check(topicId)
      } else if (topic === hubs) checkAll()
    }
  }

  return {
    met: checkAll,
    start() {
      pubsub.subscribe(hubs)
      pubsub.addEventListener('subscription-change', onSubscribed)
      libp2p.addEventListener('peer:disconnect', checkAll)
    },
    stop() {
      pubsub.removeEventListener('subscription-change', onSubscribed)
      libp2p.removeEventListener('peer:disconnect', checkAll)
      pubsub.unsubscribe(hubs)
      for (const leave of relayed.values()) leave()
      relayed.clear()
    },
  }
}

// Gossipsub runs over one connection to each peer. When that one closes (a relay that goes) while another stays (WebRTC),
// gossipsub 17 drops the peer and libp2p tells nobody, because the peer never left: the two would hear nothing of each
// other but the periodic pull. Identifying the peer again on the connection that is left tells gossipsub of it anew.
import type { Identify } from '@libp2p/identify'
import type { Connection, Libp2p, PeerId } from '@libp2p/interface'
import type { Clock } from '../notebook/ports.ts'

/** The streams of a closed connection end a little after it; a slow link may need several tries. */
const pausesMs = [200, 1_000, 3_000, 8_000, 20_000]

export interface GossipMenderComponents {
  readonly libp2p: Pick<Libp2p, 'getConnections' | 'addEventListener' | 'removeEventListener'>
  readonly identify: Identify
  readonly clock: Clock
}

export interface GossipMender {
  start(): void
  stop(): void
}

export function createGossipMender({ libp2p, identify, clock }: GossipMenderComponents): GossipMender {
  const waiting = new Map<string, () => void>()

  function mendLater(peer: PeerId, tries: number): void {
    const id = peer.toString()
    waiting.get(id)?.()
    waiting.delete(id)
    const pause = pausesMs[tries]
    if (pause === undefined) return
    waiting.set(
      id,
      clock.after(pause, () => {
        waiting.delete(id)
        const open = libp2p.getConnections().filter((c) => c.remotePeer.equals(peer) && c.status === 'open')
        const [left] = open
        if (left === undefined || gossips(open)) return
        // A peer that cannot be identified now is tried again; one that left for good has no connection then.
        identify.identify(left).then(nothing, nothing)
        mendLater(peer, tries + 1)
      }),
    )
  }

  const onClose = ({ detail }: CustomEvent<Connection>): void => {
    if (libp2p.getConnections().some((c) => c !== detail && c.remotePeer.equals(detail.remotePeer)))
      mendLater(detail.remotePeer, 0)
  }

  return {
    start: () => libp2p.addEventListener('connection:close', onClose),
    stop() {
      libp2p.removeEventListener('connection:close', onClose)
      for (const cancel of waiting.values()) cancel()
      waiting.clear()
    },
  }
}

/** Gossipsub has one stream for each direction. */
const gossips = (connections: readonly Connection[]): boolean => {
  const streams = connections.flatMap((c) => c.streams).filter((stream) => stream.protocol?.startsWith('/meshsub/'))
  return ['inbound', 'outbound'].every((direction) => streams.some((stream) => stream.direction === direction))
}

const nothing = (): undefined => undefined

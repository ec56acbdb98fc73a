// Which peers are the program of a laptop and which are browsers: only the program relays.
import { RELAY_V2_HOP_CODEC } from '@libp2p/circuit-relay-v2'
import type { IdentifyResult, Libp2p } from '@libp2p/interface'

export interface PeerKinds {
  /** Nothing until the peer told what it speaks. */
  of(peer: string): { readonly isNode?: boolean }
  start(): Promise<void>
  stop(): void
}

export interface PeerKindsComponents {
  readonly libp2p: Pick<Libp2p, 'addEventListener' | 'removeEventListener' | 'getPeers' | 'peerStore'>
  readonly onChanged: () => void
}

export function createPeerKinds({ libp2p, onChanged }: PeerKindsComponents): PeerKinds {
  const nodes = new Map<string, boolean>()
  const note = (peer: string, protocols: readonly string[]): void => {
    const isNode = protocols.includes(RELAY_V2_HOP_CODEC)
    if (protocols.length === 0 || nodes.get(peer) === isNode) return
    nodes.set(peer, isNode)
    onChanged()
  }
  const onIdentify = ({ detail }: CustomEvent<IdentifyResult>): void => note(detail.peerId.toString(), detail.protocols)
  return {
    of(peer) {
      const isNode = nodes.get(peer)
      return isNode === undefined ? {} : { isNode }
    },
    async start() {
      libp2p.addEventListener('peer:identify', onIdentify)
      // Some may have come before.
      const peers = await Promise.allSettled(libp2p.getPeers().map((id) => libp2p.peerStore.get(id)))
      for (const found of peers)
        if (found.status === 'fulfilled') note(found.value.id.toString(), found.value.protocols)
    },
    stop: () => libp2p.removeEventListener('peer:identify', onIdentify),
  }
}

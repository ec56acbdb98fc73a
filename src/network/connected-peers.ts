// The peers that are connected now, and which of them is the own node of a page.
import type { Libp2p } from '@libp2p/interface'
import { type AuthorId, isAuthorId } from '../domain/ids.ts'
import type { ConnectedPeer } from '../notebook/ports.ts'
import { connectionKind } from './connection-kind.ts'
import type { PeerKinds } from './peer-kinds.ts'
import { isThisMachine } from './this-machine.ts'

export function listPeers(libp2p: Pick<Libp2p, 'getConnections'>, proven: ReadonlySet<AuthorId>): ConnectedPeer[] {
  const peers = new Map<AuthorId, ConnectedPeer>()
  for (const connection of libp2p.getConnections()) {
    const id = connection.remotePeer.toString()
    if (!isAuthorId(id)) continue
    const addr = connection.remoteAddr.toString()
    const peer: ConnectedPeer = {
      id,
      multiaddr: addr,
      via: connectionKind(addr),
      isThisMachine: isThisMachine(addr),
      inCamp: proven.has(id),
    }
    // A direct connection beside the relayed one is the one that carries data.
    if (peers.get(id) === undefined || peer.via !== 'relay') peers.set(id, peer)
  }
  return [...peers.values()]
}

/** The node that a page reaches on its own machine; not another browser there. */
export const ownNodeOf = (peers: readonly ConnectedPeer[], kinds: Pick<PeerKinds, 'of'>): AuthorId | undefined =>
  peers.find((peer) => peer.inCamp && peer.isThisMachine && kinds.of(peer.id).isNode === true)?.id

// Who of the camp is reached through the own node of this page, which meets the others for it.
import type { AuthorId } from '../../src/index.ts'
import type { NetworkState } from '../notebook-context.tsx'
import { oneALaptop, type WhoIsWhere } from './one-a-laptop.ts'

/** Not those that the page is connected to itself. */
export function reachedThroughNode({ peers, ownNodes }: Pick<NetworkState, 'peers' | 'ownNodes'>): readonly AuthorId[] {
  const direct = new Set([...peers.map((peer) => peer.id), ...ownNodes])
  return [...new Set(peers.flatMap((peer) => peer.reaches ?? []))].filter((id) => !direct.has(id))
}

/** The same, one for each machine. */
export const laptopsThroughNode = (
  network: Pick<NetworkState, 'peers' | 'ownNodes'>,
  nodeOf: WhoIsWhere['nodeOf'],
): readonly AuthorId[] => oneALaptop(reachedThroughNode(network), { nodeOf, ownNodes: network.ownNodes })

/** Whether somebody else is there to take what is written. */
export const isAnybodyThere = (network: Pick<NetworkState, 'peers' | 'ownNodes'>): boolean =>
  network.peers.some((peer) => !network.ownNodes.includes(peer.id)) || reachedThroughNode(network).length > 0

// What may be said about saving, in plain words. Never "synced".
import type { SaveState } from '../../src/index.ts'
import type { NetworkState } from '../notebook-context.tsx'
import { receivingWords } from './receiving.tsx'

export interface StateWords {
  readonly text: string
  readonly tone: 'good' | 'waiting' | 'problem'
}

export function stateWords(save: SaveState, network: NetworkState): StateWords {
  if (save.problem !== '') return { text: `Not saved: ${save.problem}`, tone: 'problem' }
  if (save.unsaved > 0) return { text: 'Saving…', tone: 'waiting' }
  const receiving = receivingWords(network.pulls)
  if (receiving !== '') return { text: receiving, tone: 'waiting' }
  if (network.role === 'follower') return { text: 'Saved here · another tab is in charge of the network', tone: 'good' }
  const isHeld = save.uncommitted === 0
  const others = save.heldBy.filter((receipt) => !network.ownNodes.includes(receipt.peer))
  if (isHeld && others.length > 0) {
    const laptops = others.length === 1 ? '1 other laptop' : `${others.length} other laptops`
    return { text: `Saved here · on ${laptops}`, tone: 'good' }
  }
  // The node that served the page runs on this machine: a second copy, but no second laptop.
  const here = isHeld && save.heldBy.length > 0 ? 'Saved here and in this laptop’s node' : 'Saved here'
  const isAlone = network.peers.every((peer) => network.ownNodes.includes(peer.id))
  return { text: `${here} · ${isAlone ? 'waiting for a peer' : 'on its way to others'}`, tone: 'waiting' }
}

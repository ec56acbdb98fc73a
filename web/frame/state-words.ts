// What may be said about saving, in plain words. Never "synced".
import type { SaveState } from '../../src/index.ts'
import type { NetworkState } from '../notebook-context.tsx'

export interface StateWords {
  readonly text: string
  readonly tone: 'good' | 'waiting' | 'problem'
}

export function stateWords(save: SaveState, network: NetworkState): StateWords {
  if (save.problem !== '') return { text: `Not saved: ${save.problem}`, tone: 'problem' }
  if (save.unsaved > 0) return { text: 'Saving…', tone: 'waiting' }
  if (network.role === 'follower') return { text: 'Saved here · another tab is in charge of the network', tone: 'good' }
  if (save.heldBy.length > 0 && save.uncommitted === 0) {
    const laptops = save.heldBy.length === 1 ? '1 other laptop' : `${save.heldBy.length} other laptops`
    return { text: `Saved here · on ${laptops}`, tone: 'good' }
  }
  const waiting = network.peers.length === 0 ? 'waiting for a peer' : 'on its way to others'
  return { text: `Saved here · ${waiting}`, tone: 'waiting' }
}

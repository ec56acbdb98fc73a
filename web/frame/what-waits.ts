// What of my work is not yet where it should be, and what it waits for.
import type { SaveState } from '../../src/index.ts'
import type { NetworkState } from '../notebook-context.tsx'
import { isAnybodyThere } from './reached.ts'

/** One sentence for each thing that waits; none when nothing does. */
export function whatWaits(save: SaveState, network: NetworkState): readonly string[] {
  const waiting: string[] = []
  if (save.unsaved > 0) {
    const why = save.problem === '' ? 'this device is still writing' : `this device refused: ${save.problem}`
    waiting.push(`${changes(save.unsaved)} not saved yet: ${why}.`)
  }
  if (save.uncommitted > 0) {
    const who = network.role === 'follower' ? 'the tab in charge of the network' : 'a short pause in your typing'
    waiting.push(`${changes(save.uncommitted)} saved here, not signed yet: waiting for ${who}.`)
  }
  const isElsewhere = save.heldBy.some((receipt) => !network.ownNodes.includes(receipt.peer))
  if (!isElsewhere && network.isReady) {
    if (isAnybodyThere(network)) waiting.push('Your latest work is on no other laptop yet: it is on its way.')
    else waiting.push('Your latest work is on no other laptop yet: nobody else is connected.')
  }
  if (network.problem !== '') {
    waiting.push(`The network part of this page did not load; it is tried again by itself. (${network.problem})`)
  }
  if (network.pulls.isHeld) waiting.push('What others wrote is not fetched: somebody pressed Stop.')
  return waiting
}

const changes = (count: number): string => (count === 1 ? '1 change is' : `${count} changes are`)

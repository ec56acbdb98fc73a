// What may be said about saving, in plain words. Never "synced".
import type { AuthorId, SaveState } from '../../src/index.ts'
import { counted } from '../design/counted.ts'
import { isAlmostFull, type StorageRoom } from '../design/use-storage.ts'
import type { NetworkState } from '../notebook-context.tsx'
import { oneALaptop } from './one-a-laptop.ts'
import { isAnybodyThere } from './reached.ts'
import { receivingWords } from './receiving.tsx'

export interface StateWords {
  readonly text: string
  /** The same where there is room for two short lines only; the panel behind it says the rest. */
  readonly short?: string
  /** `alone`: losing this device would lose work. */
  readonly tone: 'good' | 'waiting' | 'alone' | 'problem'
}

export interface StateFacts {
  readonly save: SaveState
  readonly network: NetworkState
  readonly storage: StorageRoom | undefined
}

export function stateWords({ save, network, storage }: StateFacts): StateWords {
  if (save.problem !== '') return { text: `Not saved: ${save.problem}`, tone: 'problem' }
  if (save.unsaved > 0) return { text: 'Saving…', tone: 'waiting' }
  if (isAlmostFull(storage)) return { text: 'Storage almost full · saved here', tone: 'problem' }
  const receiving = receivingWords(network.pulls)
  if (receiving !== '') return { text: receiving, tone: 'waiting' }
  return network.role === 'follower' ? followerWords(save, network) : copyWords(save, network)
}

/** The same as in the tab that leads, which told it. */
function followerWords(save: SaveState, network: NetworkState): StateWords {
  const other = 'another tab is in charge of the network'
  if (!network.isReady)
    return { text: `Saved here · ${other}`, short: 'Saved here · other tab in charge', tone: 'good' }
  const { text, short = text, tone } = copyWords(save, network)
  return { text: `${text} · ${other}`, short, tone }
}

const partMissing: StateWords = {
  text: 'Saved here · the network part of this page did not load · trying again',
  short: 'Saved here · network part did not load',
  tone: 'waiting',
}

const gettingReady: StateWords = {
  text: 'Saved here · getting the network ready…',
  short: 'Saved here · network getting ready',
  tone: 'waiting',
}

/** Where else my latest work is. */
function copyWords(save: SaveState, network: NetworkState): StateWords {
  const isHeld = save.uncommitted === 0
  const elsewhere = save.heldBy.filter((receipt) => !network.ownNodes.includes(receipt.peer))
  const nodeOf: Record<AuthorId, AuthorId | undefined> = {}
  for (const { peer, beside } of elsewhere) nodeOf[peer] = beside
  const others = oneALaptop(
    elsewhere.map(({ peer }) => peer),
    { nodeOf, ownNodes: network.ownNodes },
  )
  if (isHeld && others.length > 0) {
    return { text: `Saved here · on ${counted(others.length, 'other laptop')}`, tone: 'good' }
  }
  if (network.problem !== '') return partMissing
  if (network.role === 'unknown' || !network.isReady) return gettingReady
  // The node that served the page runs on this machine: a second copy, but no second laptop.
  const here = isHeld && save.heldBy.length > 0 ? 'Saved here and in this laptop’s node' : 'Saved here'
  if (isAnybodyThere(network)) {
    return { text: `${here} · on its way to others`, short: 'Saved here · on its way to others', tone: 'waiting' }
  }
  if (isNowhereElse(save, network)) {
    const text = `${here} · waiting for a peer · on no other device`
    return { text, short: 'Saved here · on no other device', tone: 'alone' }
  }
  return { text: `${here} · waiting for a peer`, short: 'Saved here · waiting for a peer', tone: 'waiting' }
}

/** While somebody types, what their own node holds is a moment behind; that is no reason to warn. */
const isNowhereElse = (save: SaveState, network: NetworkState): boolean =>
  network.isReady && network.peers.length === 0 && (save.heldBy.length === 0 || save.uncommitted > 0)

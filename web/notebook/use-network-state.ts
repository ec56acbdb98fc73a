// How this tab is connected, and the invite as of now.
import { useMemo } from 'react'
import type { AuthorId, ConnectedPeer, Pulls } from '../../src/index.ts'
import { rememberOwnNodes } from '../frame/own-nodes.ts'
import { useOpened } from './opened.tsx'
import { useGlance } from './snapshot.ts'

export interface NetworkState {
  /** `unknown` until the browser said which of its tabs leads. */
  readonly role: 'unknown' | 'leader' | 'follower'
  /** The network runs, in this tab or in the one that leads. */
  readonly isReady: boolean
  /** What keeps the network from starting, in words; '' when nothing does. It is tried again by itself. */
  readonly problem: string
  readonly peers: readonly ConnectedPeer[]
  /** Nodes that run on this very machine. */
  readonly ownNodes: readonly AuthorId[]
  readonly pulls: Pulls
}

const noPulls: Pulls = { isHeld: false, running: [] }

export function useNetworkState(): NetworkState {
  const opened = useOpened()
  const subscribe = useAnyChange()
  return useGlance(() => {
    const { isReady = false, problem = '', peers: all = [], pulls = noPulls } = opened.network() ?? {}
    const peers = all.filter((peer) => peer.inCamp)
    return { role: opened.role(), isReady, problem, peers, ownNodes: rememberOwnNodes(peers), pulls }
  }, subscribe)
}

export interface InviteFacts {
  readonly link: string
  /** Where the link leads on another machine; undefined when it opens nothing there. */
  readonly opensAt: string | undefined
  /** Multiaddrs in the link. */
  readonly addrs: readonly string[]
}

/** The invite as of now: addresses come and go with the network. */
export function useInvite(): InviteFacts {
  const opened = useOpened()
  const base = `${location.origin}${location.pathname}`
  return useGlance(() => {
    const { opensAt, addrs } = opened.inviteReach(base)
    return { link: opened.inviteLink(base), opensAt, addrs }
  }, useAnyChange())
}

/** Subscribes to the tab and to the notebook in it. */
function useAnyChange(): (listener: () => void) => () => void {
  const opened = useOpened()
  return useMemo(
    () => (listener: () => void) => {
      const stops = [opened.subscribe(listener), opened.notebook.subscribe(listener)]
      return () => {
        for (const stop of stops) stop()
      }
    },
    [opened],
  )
}

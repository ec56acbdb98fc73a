// Addresses of a camp in this browser: those it dials, and those worth telling others in an invite.
import { shareableAddrs } from './network/shareable-addrs.ts'
import type { ConnectedPeer } from './notebook/ports.ts'

/** The program that serves this page, as others can reach it. */
export interface ServingLaptop {
  /** Multiaddrs. */
  readonly reachableAddrs: readonly string[]
  /** Addresses of its pages; none while it serves its own machine only. */
  readonly pages: readonly string[]
}

export interface CampAddresses {
  /** Multiaddrs to dial. */
  known(): readonly string[]
  add(more: readonly string[]): Promise<void>
  noteLaptop(laptop: ServingLaptop): void
  /** Multiaddrs for an invite; others reach this page through laptops, its own first. */
  shareable(network: ReachableNetwork): readonly string[]
  /** Where a page served at `base` is opened on another machine; undefined when it cannot be. */
  opensAt(base: string): string | undefined
}

/** What is known of the network now. */
export interface ReachableNetwork {
  readonly peers: readonly ConnectedPeer[]
  /** Multiaddrs of this page itself. */
  readonly multiaddrs: readonly string[]
}

const maxKnown = 32

export function createCampAddresses(
  initial: readonly string[],
  keep: (addrs: readonly string[]) => Promise<void>,
): CampAddresses {
  let known = [...initial]
  let laptop: ServingLaptop = { reachableAddrs: [], pages: [] }
  return {
    known: () => known,
    async add(more) {
      known = [...new Set([...more, ...known])].slice(0, maxKnown)
      await keep(known)
    },
    noteLaptop(told) {
      laptop = told
    },
    shareable: ({ peers, multiaddrs }) =>
      shareableAddrs([
        ...laptop.reachableAddrs,
        ...known,
        ...peers.filter(isDialled).map(({ id, multiaddr }) => withId(multiaddr, id)),
        ...multiaddrs,
      ]),
    opensAt: (base) => (isLoopbackPage(base) ? laptop.pages[0] : base),
  }
}

/** A page only ever dials; what relays and signals go through is told on its own. */
const isDialled = ({ via, inCamp }: ConnectedPeer): boolean =>
  inCamp && (via === 'tcp' || via === 'websocket' || via === 'webrtc-direct')

const withId = (addr: string, id: string): string => (addr.includes('/p2p/') ? addr : `${addr}/p2p/${id}`)

const isLoopbackPage = (base: string): boolean => /^https?:\/\/(localhost|127\.|\[::1\])/.test(base)

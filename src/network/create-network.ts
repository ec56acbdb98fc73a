// The network of one replica on a started libp2p: announcing, pulling, live editing, and keeping peers.
import type { GossipSub } from '@libp2p/gossipsub'
import type { Identify } from '@libp2p/identify'
import type { Libp2p, PeerId, PeerInfo } from '@libp2p/interface'
import { peerIdFromString } from '@libp2p/peer-id'
import { type AuthorId, isAuthorId, parseAuthorId } from '../domain/ids.ts'
import type { Clock, ConnectedPeer, Exchange, Network, PullSummary, ReceiveResult } from '../notebook/ports.ts'
import { createBadPeers } from './bad-peers.ts'
import type { BitswapGate } from './bitswap-gate.ts'
import { listPeers, ownNodeOf } from './connected-peers.ts'
import { createGossipAnnouncer } from './gossip-announcer.ts'
import { createGossipMender } from './gossip-mender.ts'
import { createIntroductions } from './introductions.ts'
import { createKnownCopies } from './known-copies.ts'
import { createLiveChannel } from './live-channel.ts'
import { createLiveHub } from './live-hub.ts'
import { createOwnAddrs } from './own-addrs.ts'
import { createPassOn } from './pass-on.ts'
import type { PeerGate } from './peer-gate.ts'
import { createPeerKeeper, type PeerKeeper } from './peer-keeper.ts'
import { createPeerKinds } from './peer-kinds.ts'
import { createPullSchedule, type PullSchedule } from './pull-schedule.ts'
import { createSyncClient } from './sync-client.ts'
import { syncProtocol } from './sync-messages.ts'
import { createSyncServer } from './sync-server.ts'

export type DivelogLibp2p = Libp2p<{
  identify: Identify
  pubsub: GossipSub
  bitswapGate: BitswapGate
  peerGate: PeerGate
}>

export interface NetworkComponents {
  readonly libp2p: DivelogLibp2p
  readonly exchange: Exchange
  readonly clock: Clock
  readonly onFailed: (task: string, error: unknown) => void
}

export interface NetworkInit {
  /** Multiaddrs to dial at once and keep, such as those of the invite. @default [] */
  readonly knownAddrs?: readonly string[]
  /** Pass live editing on between neighbours, as a laptop does for the browsers around it. @default false */
  readonly isHub?: boolean
  /** This is a page: a node that it reaches on its own machine is its laptop's, and speaks for those it met. @default false */
  readonly isPage?: boolean
}

export interface StartedNetwork extends Network {
  /** The device woke up or is online again. */
  wake(): void
  /** Multiaddrs of peers to remember for the next start. */
  keptAddrs(): readonly string[]
}

export async function createNetwork(components: NetworkComponents, init: NetworkInit = {}): Promise<StartedNetwork> {
  const { libp2p, exchange, clock, onFailed } = components
  const proven = new Set<AuthorId>()
  const listeners = new Set<() => void>()
  let listed: readonly ConnectedPeer[] | undefined
  const changed = (): void => {
    listed = undefined
    for (const listener of [...listeners]) listener()
  }
  const { pubsub } = libp2p.services
  const addrs = createOwnAddrs({ libp2p, clock })
  const onRefused = (error: unknown): void => onFailed('listen to a peer', error)
  const badPeers = createBadPeers({ libp2p, pubsub, gate: libp2p.services.peerGate, clock, onRefused })
  const onInvalid = badPeers.noteInvalid
  const live = createLiveChannel({ pubsub, exchange, onInvalid })
  const hub =
    init.isHub === true ? createLiveHub({ libp2p, pubsub, live, campId: exchange.campId, members: proven }) : undefined
  const keeper = createPeerKeeper({ libp2p, clock })
  const onProven = (peer: AuthorId): void => {
    if (proven.has(peer)) return
    proven.add(peer)
    hub?.met()
    keeper.keep(peerIdFromString(peer))
    copies.tellWhoIsHere()
    changed()
  }
  const introductions = createIntroductions({ libp2p, keeper })
  const kinds = createPeerKinds({ libp2p, onChanged: changed })
  const copies = createKnownCopies({
    self: parseAuthorId(libp2p.peerId.toString()),
    clock,
    ownNode: () => (init.isPage === true ? ownNodeOf(listPeers(libp2p, proven), kinds) : undefined),
    noteReceipt: exchange.noteReceipt,
    // Of pages that have gone it is remembered that they run beside us, too.
    onNews: (page) => {
      if (proven.has(page)) pulls.acknowledge(peerIdFromString(page))
    },
    onReached: changed,
  })
  const members = (): readonly AuthorId[] => [...proven]
  const shared = { libp2p, exchange, clock, onProven, members, copies }
  const client = createSyncClient({ ...shared, onMembers: introductions.hear })
  const server = createSyncServer({
    ...shared,
    onListed: (peer, hasNews) => pulls.listed(peer, hasNews),
    onFailed: (error) => onFailed('answer a pull', error),
  })
  const onPullFailed = (error: unknown): void => onFailed('pull', error)
  const pulls = createPullSchedule({
    client,
    clock,
    holds: (author, sequence) => exchange.heads().some((head) => head.author === author && head.sequence >= sequence),
    onPulled: (peer, summary) => passOn(peer, summary),
    onFailed: onPullFailed,
    onChanged: changed,
  })
  const announcer = createGossipAnnouncer({
    pubsub: libp2p.services.pubsub,
    exchange,
    onReceived: (result, from) => noteAnnounced(pulls, result, from),
    onInvalid,
    onFailed: (error) => onFailed('receive an announcement', error),
  })
  const passOn = createPassOn({
    exchange,
    announce: (announcement) => announcer.announce(announcement),
    hasOthers: (peer) => [...proven].some((other) => other !== peer.toString()),
    onFailed: (error) => onFailed('announce what was pulled', error),
  })
  const mender = createGossipMender({ libp2p, clock, ...libp2p.services })
  await kinds.start()
  const onLeft = (peer: AuthorId): void => {
    if (proven.delete(peer)) copies.tellWhoIsHere()
  }
  const leave = await join({ components, keeper, pulls, changed, onLeft })
  await libp2p.services.bitswapGate.guard((peer) => isProven(proven, peer))
  await server.start()
  badPeers.start()
  announcer.start()
  mender.start()
  hub?.start()
  for (const addr of init.knownAddrs ?? []) keeper.connect(addr).catch(noFailure)

  return {
    multiaddrs: addrs.list,
    peers() {
      listed ??= listPeers(libp2p, proven).map((peer) => {
        const reaches = peer.id === copies.ownNode() ? { reaches: copies.reached() } : {}
        return { ...peer, ...kinds.of(peer.id), ...reaches }
      })
      return listed
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    announce: (announcement) => announcer.announce(announcement),
    joinLive: live.join,
    sendLive: live.send,
    async connect(addr, options) {
      const peer = await keeper.connect(addr, options)
      // Somebody dialled this address because it is of the camp: the first pull need not wait for identify.
      pulls.met(peer)
      return parseAuthorId(peer.toString())
    },
    async pull({ peer, ...options } = {}) {
      const targets = peer === undefined ? libp2p.getPeers() : [peerIdFromString(peer)]
      const pulled = await Promise.allSettled(targets.map((target) => client.pull(target, options)))
      if (peer !== undefined && pulled[0]?.status === 'rejected') throw pulled[0].reason
      return addUp(pulled.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])))
    },
    pulls: pulls.state,
    holdPulls: pulls.hold,
    resumePulls: pulls.resume,
    wake: () => keeper.wake(),
    keptAddrs: keeper.addrs,
    async stop() {
      leave()
      addrs.stop()
      kinds.stop()
      keeper.stop()
      announcer.stop()
      badPeers.stop()
      mender.stop()
      hub?.stop()
      await pulls.stop()
      await server.stop()
    },
  }
}

// An address from an old invite that no longer answers is no failure: the keeper goes on trying.
const noFailure = (): undefined => undefined

const isProven = (proven: ReadonlySet<AuthorId>, peer: PeerId): boolean => {
  const id = peer.toString()
  return isAuthorId(id) && proven.has(id)
}

interface Joining {
  readonly components: NetworkComponents
  readonly keeper: PeerKeeper
  readonly pulls: PullSchedule
  readonly changed: () => void
  readonly onLeft: (peer: AuthorId) => void
}

/** Follows peers as they come and go; resolves with the way to stop. */
async function join({ components, keeper, pulls, changed, onLeft }: Joining): Promise<() => void> {
  const { libp2p } = components
  // Gossip loses first and late messages by design (go-libp2p-pubsub#197, #331): the pull on connecting is what makes
  // sync certain.
  const topology = await libp2p.register(syncProtocol, {
    notifyOnLimitedConnection: true,
    onConnect(peer, { direction }) {
      if (direction === 'inbound') pulls.metBy(peer)
      else pulls.met(peer)
      changed()
    },
    onDisconnect(peer) {
      pulls.lost(peer)
      const id = peer.toString()
      if (isAuthorId(id)) onLeft(id)
      changed()
    },
  })
  const onDiscovery = (event: CustomEvent<PeerInfo>): void => {
    keeper.discovered(event.detail.id, event.detail.multiaddrs)
  }
  libp2p.addEventListener('peer:discovery', onDiscovery)
  libp2p.addEventListener('connection:open', changed)
  libp2p.addEventListener('connection:close', changed)
  keeper.start()
  return () => {
    libp2p.unregister(topology)
    libp2p.removeEventListener('peer:discovery', onDiscovery)
    libp2p.removeEventListener('connection:open', changed)
    libp2p.removeEventListener('connection:close', changed)
  }
}

function noteAnnounced(pulls: PullSchedule, result: ReceiveResult, from: PeerId): void {
  if (result.kind === 'wanted' || result.kind === 'incomplete') pulls.want(from, result.author, result.sequence)
  // Asking for the digest tells the author that we hold the edit now.
  else if (result.kind === 'accepted') pulls.acknowledge(from)
}

function addUp(summaries: readonly PullSummary[]): PullSummary {
  return {
    results: summaries.flatMap((summary) => summary.results),
    blocks: summaries.reduce((sum, summary) => sum + summary.blocks, 0),
    bytes: summaries.reduce((sum, summary) => sum + summary.bytes, 0),
  }
}

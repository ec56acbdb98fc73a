// The one sentence on top: how many laptops, and through whom.
import { type AuthorId, type ConnectedPeer, isAuthorId } from '../../src/index.ts'
import { counted } from '../design/counted.ts'
import { laptopsThroughNode } from '../frame/reached.ts'
import type { DoctorFacts } from './facts.ts'

type Facts = Pick<DoctorFacts, 'network' | 'names' | 'nodeOf'>

export function summaryOf(facts: Facts): string {
  const { network } = facts
  if (network.role === 'follower') {
    if (!network.isReady) return `${otherTab} It did not say yet how that goes.`
    return `${connectedTo(facts)} ${otherTab}`
  }
  if (network.problem !== '') return 'The network part of this page did not load. It is tried again by itself.'
  if (!network.isReady) return 'The network is getting ready.'
  return connectedTo(facts)
}

const otherTab = 'Another tab of this browser is in charge of the network.'

function connectedTo({ network, names, nodeOf }: Facts): string {
  const others = othersOf(network)
  const reached = laptopsThroughNode(network, nodeOf)
  if (others.length === 0 && reached.length > 0) {
    return `You are connected to ${counted(reached.length, 'laptop')} through this laptop’s own node, which passes your work on.`
  }
  if (others.length === 0) {
    const own = network.peers.length > 0 ? ' This laptop’s own node holds a copy.' : ''
    return `You are connected to nobody else of this camp.${own}`
  }
  const relayed = Map.groupBy(
    others.filter((peer) => peer.via === 'relay'),
    relayOf,
  )
  const through = [...relayed].map(([relay, peers]) => {
    const whose = relay === undefined ? 'a relay' : `the relay on ${names.laptop(relay)}`
    if (others.length === 1) return ` It is reached through ${whose}.`
    return ` ${numberWord(peers.length)} of them through ${whose}.`
  })
  return `You are connected to ${counted(others.length, 'laptop')}.${through.join('')}`
}

/** Peers that are not this very machine. */
export const othersOf = ({ peers, ownNodes }: DoctorFacts['network']): readonly ConnectedPeer[] =>
  peers.filter((peer) => !ownNodes.includes(peer.id))

/** Who relays: the last peer named before `/p2p-circuit`. */
export function relayOf({ multiaddr }: Pick<ConnectedPeer, 'multiaddr'>): AuthorId | undefined {
  const [before = '', ...after] = multiaddr.split('/p2p-circuit')
  const id = before.split('/p2p/').at(-1)?.split('/')[0] ?? ''
  return after.length > 0 && isAuthorId(id) ? id : undefined
}

const words = ['None', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten']
const numberWord = (count: number): string => words[count] ?? String(count)

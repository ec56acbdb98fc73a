// Each way that work takes from this device to others, and back: working or not, why, and one thing to try.
import type { ConnectedPeer } from '../../src/index.ts'
import { byteSize } from '../design/byte-size.ts'
import { isAlmostFull } from '../design/use-storage.ts'
import { isBetweenBrowsers } from '../frame/peer-ways.ts'
import { laptopsThroughNode } from '../frame/reached.ts'
import type { DoctorFacts } from './facts.ts'
import { othersOf, relayOf } from './summary.ts'

export interface Finding {
  readonly way: string
  /** `idle`: nothing is wrong, it is not in use. */
  readonly state: 'works' | 'idle' | 'fails' | 'asking'
  readonly why: string
  /** '' when there is nothing to do. */
  readonly tryThis: string
}

export function findingsOf(facts: DoctorFacts): readonly Finding[] {
  return [
    { way: 'This laptop’s own node', ...findOwnNode(facts) },
    ...findTaken(facts).map((found) => ({ way: 'Ports of this laptop', ...found })),
    { way: 'Laptops on the network', ...(withoutNetwork(facts) ?? findNearby(facts)) },
    { way: 'Browser to browser', ...(withoutNetwork(facts) ?? findBetween(facts)) },
    { way: 'Relay', ...(withoutNetwork(facts) ?? findRelay(facts)) },
    { way: 'Storage', ...findStorage(facts) },
    { way: 'Opening without a network', ...findWorker(facts) },
  ]
}

type Found = Omit<Finding, 'way'>

const works = (why: string): Found => ({ state: 'works', why, tryThis: '' })
const idle = (why: string, tryThis: string): Found => ({ state: 'idle', why, tryThis })
const fails = (why: string, tryThis: string): Found => ({ state: 'fails', why, tryThis })
const asking = (why: string): Found => ({ state: 'asking', why, tryThis: '' })

/** What can be said of connections while no network of this browser is known to run. */
function withoutNetwork({ network }: DoctorFacts): Found | undefined {
  if (network.role === 'follower' && !network.isReady) {
    return asking('Another tab of this browser is in charge of the network, and did not say yet how that goes.')
  }
  if (network.problem !== '') {
    return fails(
      `The network part of this page did not load: ${network.problem}`,
      'Wait a moment, or load this page again.',
    )
  }
  return network.isReady ? undefined : asking('The network is getting ready.')
}

function findOwnNode({ network, laptop }: DoctorFacts): Found {
  if (network.peers.some((peer) => network.ownNodes.includes(peer.id))) {
    return works('It is connected, keeps a copy outside the browser, and finds laptops nearby.')
  }
  if (laptop === 'asking') return asking('Asking…')
  if (laptop === 'elsewhere') {
    return idle('This page does not come from a program on this machine.', 'Run Divelog on this laptop: npm start.')
  }
  if (laptop === 'silent') {
    return fails('The program that served this page does not answer.', 'Start it again: npm start, or divelog serve.')
  }
  if (!network.isReady) return asking('It answers; the network of this browser is getting ready.')
  return fails('It answers, but this page is not connected to it.', 'Load this page again.')
}

/** Nothing while its node listens where it wants. */
function findTaken({ troubles }: DoctorFacts): readonly Found[] {
  if (troubles.length === 0) return []
  const tryThis = 'Close the other program and start Divelog again, or hand out a new invite.'
  return [fails(troubles.join(' '), tryThis)]
}

function findNearby({ network, names, nodeOf, isOnline }: DoctorFacts): Found {
  const direct = othersOf(network).filter((peer) => peer.via !== 'relay' && !isBetweenBrowsers(peer))
  if (direct.length > 0) return works(`Connected directly: ${listed(direct, names)}.`)
  const reached = laptopsThroughNode(network, nodeOf)
  if (reached.length > 0) return works(`Connected to this laptop’s own node: ${reached.map(names.owner).join(', ')}.`)
  if (!isOnline) return fails('The device says it has no network.', 'Join the Wi-Fi of the room, or make a hotspot.')
  return idle(
    'No other laptop is connected directly. Some Wi-Fi networks keep laptops apart.',
    'Open an invite that was made on another laptop, or use a phone’s hotspot.',
  )
}

function findBetween({ network, names, canWebRtc }: DoctorFacts): Found {
  if (!canWebRtc) return fails('This browser has no WebRTC, or it is switched off.', 'Use another browser.')
  const browsers = othersOf(network).filter(isBetweenBrowsers)
  if (browsers.length > 0) return works(`Connected: ${listed(browsers, names)}.`)
  return idle('No other browser is connected.', 'Let somebody open the camp while both of you reach one laptop.')
}

function findRelay({ network, names, addrs }: DoctorFacts): Found {
  const relays = [
    ...addrs.map((multiaddr) => relayOf({ multiaddr })),
    ...network.peers.filter(({ via }) => via === 'relay').map(relayOf),
  ].filter((id) => id !== undefined)
  const named = [...new Set(relays)].map(names.laptop)
  if (named.length > 0) return works(`Others reach this browser through ${named.join(', ')}.`)
  return fails('No laptop relays for this browser, so other browsers cannot find it.', 'Connect to a laptop first.')
}

function findStorage({ save, storage: room }: DoctorFacts): Found {
  if (save.problem !== '') return fails(`The last edit was refused: ${save.problem}`, 'Make room on the disk.')
  if (room === undefined) return asking('The browser does not say how much room there is.')
  const used = `${byteSize(room.usage)} of ${byteSize(room.quota)} are used.`
  if (isAlmostFull(room)) return fails(`${used} That is almost all.`, 'Make room on the disk, or export the camp.')
  if (room.isPersisted) return works(`${used} The browser keeps it.`)
  return { ...works(used), tryThis: 'Ask the browser, in Settings, to keep the notebook when the disk fills up.' }
}

function findWorker(facts: DoctorFacts): Found {
  switch (facts.worker) {
    case 'asking':
      return asking('Asking…')
    case 'active':
      return works('A service worker keeps the app on this device.')
    case 'missing':
      return fails('The service worker is not installed yet.', 'Load this page again while the laptop answers.')
    case 'unsupported':
      return fails('This browser, or this address, allows no service worker.', 'Open it as http://localhost.')
  }
}

const listed = (peers: readonly ConnectedPeer[], names: DoctorFacts['names']): string =>
  peers.map((peer) => names.owner(peer.id)).join(', ')

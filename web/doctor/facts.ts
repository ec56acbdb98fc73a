// What the doctor knows of this device before it says anything.
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import type { AuthorId, SaveState } from '../../src/index.ts'
import { type StorageRoom, useStorage } from '../design/use-storage.ts'
import { type PeerNames, usePeerNames } from '../frame/peer-names.ts'
import { type NetworkState, useAgreement, useNetworkState, useOpened, useSaveState } from '../notebook-context.tsx'
import { loadLaptopSession } from '../start/laptop-session.ts'

export interface DoctorFacts {
  readonly network: NetworkState
  readonly save: SaveState
  readonly names: PeerNames
  /** Own nodes of browsers, as far as they are known. */
  readonly nodeOf: Readonly<Record<AuthorId, AuthorId | undefined>>
  /** Multiaddrs at which others can reach this browser. */
  readonly addrs: readonly string[]
  /** The program that served this page; `elsewhere` when the page does not come from this machine. */
  readonly laptop: 'asking' | 'answers' | 'silent' | 'elsewhere'
  /** What it says keeps others from it, a sentence each. */
  readonly troubles: readonly string[]
  /** What the device says of itself. */
  readonly isOnline: boolean
  readonly canWebRtc: boolean
  readonly storage: StorageRoom | undefined
  readonly worker: 'asking' | 'active' | 'missing' | 'unsupported'
}

/** The facts, kept up to date, and the way to ask again for those that are asked for. */
export function useDoctorFacts(): { readonly facts: DoctorFacts; readonly lookAgain: () => void } {
  const opened = useOpened()
  const network = useNetworkState()
  const [laptop, setLaptop] = useState<LaptopFacts>(notAsked)
  const [worker, setWorker] = useState<DoctorFacts['worker']>('asking')
  const lookAgain = useCallback(() => {
    setLaptop(notAsked)
    void askLaptop().then(setLaptop)
    void askWorker().then(setWorker)
  }, [])
  // Who comes and goes may be the laptop itself.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the number of peers starts the look
  useEffect(lookAgain, [lookAgain, network.peers.length])
  const facts: DoctorFacts = {
    network,
    save: useSaveState(),
    names: usePeerNames(),
    nodeOf: useAgreement().nodeOf,
    addrs: opened.network()?.multiaddrs ?? [],
    ...laptop,
    isOnline: useSyncExternalStore(subscribeOnline, () => navigator.onLine),
    canWebRtc: 'RTCPeerConnection' in window,
    storage: useStorage(),
    worker,
  }
  return { facts, lookAgain }
}

type LaptopFacts = Pick<DoctorFacts, 'laptop' | 'troubles'>

const notAsked: LaptopFacts = { laptop: 'asking', troubles: [] }

async function askLaptop(): Promise<LaptopFacts> {
  const session = await loadLaptopSession()
  // A program older than this page says nothing of troubles.
  if (session !== undefined) return { laptop: 'answers', troubles: session.troubles ?? [] }
  const isThisMachine = /^(localhost|127\.|\[::1\])/.test(location.hostname)
  return { laptop: isThisMachine ? 'silent' : 'elsewhere', troubles: [] }
}

async function askWorker(): Promise<DoctorFacts['worker']> {
  if (!('serviceWorker' in navigator)) return 'unsupported'
  const registration = await navigator.serviceWorker.getRegistration().catch(() => undefined)
  return registration?.active ? 'active' : 'missing'
}

function subscribeOnline(listener: () => void): () => void {
  addEventListener('online', listener)
  addEventListener('offline', listener)
  return () => {
    removeEventListener('online', listener)
    removeEventListener('offline', listener)
  }
}

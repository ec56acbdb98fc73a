// What the tabs of one browser say to each other about the tab that leads, over a broadcast channel. Only tabs of our
// own origin can post there, and they run this code.
import type { Agreement, Author } from './notebook/notebook.ts'
import type { ConnectedPeer, Pulls, Receipt } from './notebook/ports.ts'
import type { CarImport } from './publishing/import-car.ts'

/** What only the leading tab knows, and every screen shows. */
export interface LeaderState {
  readonly authors: readonly Author[]
  readonly agreement: Agreement
  /** Peers known to hold our newest head. */
  readonly heldBy: readonly Receipt[]
  /** Whether the network runs. */
  readonly isReady: boolean
  /** What keeps the network from starting, in words; '' when nothing does. */
  readonly problem: string
  readonly peers: readonly ConnectedPeer[]
  readonly pulls: Pulls
  readonly multiaddrs: readonly string[]
}

/** How this browser is connected. */
export type NetworkFacts = Pick<LeaderState, 'isReady' | 'problem' | 'peers' | 'pulls' | 'multiaddrs'>

/** What only the leading tab can do. */
export type LeaderTask =
  | { readonly kind: 'export-car' }
  | { readonly kind: 'import-car'; readonly file: Blob }
  | { readonly kind: 'catalog-cid' }
  | { readonly kind: 'connect'; readonly addrs: readonly string[] }
  | { readonly kind: 'hold-pulls' | 'resume-pulls' | 'commit' }

export type TaskResult =
  | { readonly kind: 'file'; readonly file: Blob }
  | { readonly kind: 'report'; readonly report: CarImport }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'nothing' }

/** Of the task that runs: blocks and bytes written, or bytes of all bytes read. */
export interface TaskProgress {
  readonly blocks: number
  readonly bytes: number
  readonly total: number
}

export type LeaderMessage =
  /** Somebody new wants to know. */
  | { readonly kind: 'hello' }
  /** `leader` tells one leader from the next; what did not change since the last message is left out. */
  | { readonly kind: 'state'; readonly leader: string; readonly state: Partial<LeaderState> }
  | { readonly kind: 'task'; readonly id: string; readonly task: LeaderTask }
  | { readonly kind: 'abort'; readonly id: string }
  | { readonly kind: 'progress'; readonly id: string; readonly progress: TaskProgress }
  | { readonly kind: 'done'; readonly id: string; readonly result: TaskResult }
  | { readonly kind: 'failed'; readonly id: string; readonly why: string }

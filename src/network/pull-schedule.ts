// When to pull from whom: on meeting, on an announcement that could not be applied, and now and then, because gossip
// loses messages by design. One pull a peer at a time.
import type { PeerId } from '@libp2p/interface'
import type { AuthorId } from '../domain/ids.ts'
import type { Clock, PullProgress, PullSummary, Pulls } from '../notebook/ports.ts'
import type { SyncClient } from './sync-client.ts'

/** Who dialled asks first and lists what it holds. Its list comes about when identify ends, and often spares our question. */
const firstWordMs = 500
/** A digest that agrees costs some hundred bytes. */
const periodMs = 30_000
/** Soon after meeting there is most to learn, such as who else is there. */
const firstPeriodsMs = [1_500, 3_000, 5_000, 8_000, 12_000]
/** Several commits in a row are acknowledged once, and a group that writes commits every second. */
const acknowledgeMs = 2_500
/** Whoever passed an announcement on may be about to pull it too: it is asked again until it has what it spoke of. */
const askAgainMs = [150, 300, 600, 1_200, 2_400, 4_800]
const retryMs = 3_000
const maxRetries = 5
/** Most pulls are over before anybody could read about them; of the others this often. */
const tellMs = 300

export interface PullScheduleComponents {
  readonly client: SyncClient
  readonly clock: Clock
  /** Whether we hold this head of the author, or a newer one. */
  readonly holds: (author: AuthorId, sequence: number) => boolean
  readonly onPulled: (peer: PeerId, summary: PullSummary) => void
  readonly onFailed: (error: unknown) => void
  /** What `state` gives has changed. */
  readonly onChanged: () => void
  /** A number from 0 to 1. @default Math.random */
  readonly random?: () => number
}

export interface PullSchedule {
  met(peer: PeerId): void
  /** The peer dialled us: it is asked once its own list shows news, or does not come. */
  metBy(peer: PeerId): void
  /** The peer listed its heads while asking for ours; `hasNews` when one of them is not here. */
  listed(peer: PeerId, hasNews: boolean): void
  lost(peer: PeerId): void
  /** The peer has, or is about to have, this head of the author, which we lack. */
  want(peer: PeerId, author: AuthorId, sequence: number): void
  /** Let the peer know, soon, what we hold. */
  acknowledge(peer: PeerId): void
  state(): Pulls
  /** Ends what runs and starts nothing until `resume`. */
  hold(): void
  resume(): void
  stop(): Promise<void>
}

interface Known {
  readonly peer: PeerId
  running: Promise<void> | undefined
  /** Ends the pull that runs. */
  abort: AbortController | undefined
  progress: PullProgress | undefined
  again: boolean
  /** Whether we know what the peer held when we met: it listed it, or was asked. */
  isCompared: boolean
  /** Newest sequence wanted of each author, and how often the peer was asked in vain. */
  readonly wanted: Map<AuthorId, number>
  vain: number
  failures: number
  rounds: number
  cancel: (() => void) | undefined
  dueAt: number
}

export function createPullSchedule(components: PullScheduleComponents): PullSchedule {
  const { client, clock, holds, onPulled, onFailed, onChanged, random = Math.random } = components
  const peers = new Map<string, Known>()
  const stopping = new AbortController()
  let isHeld = false
  let told: readonly PullProgress[] = []
  let cancelTelling: (() => void) | undefined

  function tell(): void {
    cancelTelling = undefined
    told = [...peers.values()].flatMap(({ progress }) => (progress === undefined ? [] : [progress]))
    onChanged()
  }

  function tellSoon(): void {
    if (!stopping.signal.aborted) cancelTelling ??= clock.after(tellMs, tell)
  }

  function plan(known: Known, ms: number): void {
    if (stopping.signal.aborted || isHeld) return
    const dueAt = clock.now() + ms
    if (known.cancel !== undefined && known.dueAt <= dueAt) return
    known.cancel?.()
    known.dueAt = dueAt
    known.cancel = clock.after(ms, () => {
      known.cancel = undefined
      pull(known)
    })
  }

  function pull(known: Known): void {
    if (isHeld) return
    if (known.running !== undefined) {
      known.again = true
      return
    }
    known.running = run(known).finally(() => {
      known.running = undefined
      if (!peers.has(known.peer.toString())) return
      if (known.again) {
        known.again = false
        pull(known)
      } else plan(known, pauseAfter(known))
    })
  }

  function pauseAfter(known: Known): number {
    if (known.failures > 0) return retryMs * known.failures
    const askAgain = pauseForWanted(known)
    if (askAgain !== undefined) return askAgain
    return (firstPeriodsMs[known.rounds++] ?? periodMs) * (0.75 + random() / 2)
  }

  function pauseForWanted(known: Known): number | undefined {
    for (const [author, sequence] of known.wanted) if (holds(author, sequence)) known.wanted.delete(author)
    const pause = known.wanted.size > 0 ? askAgainMs[known.vain++] : undefined
    if (pause !== undefined) return pause
    known.wanted.clear()
    known.vain = 0
    return undefined
  }

  async function run(known: Known): Promise<void> {
    const abort = new AbortController()
    known.abort = abort
    known.isCompared = true
    const onProgress = (progress: PullProgress): void => {
      known.progress = progress
      tellSoon()
    }
    try {
      const signal = AbortSignal.any([stopping.signal, abort.signal])
      const summary = await client.pull(known.peer, { signal, onProgress })
      known.failures = 0
      onPulled(known.peer, summary)
    } catch (error) {
      if (stopping.signal.aborted || abort.signal.aborted) return
      known.failures = Math.min(known.failures + 1, maxRetries)
      onFailed(error)
    } finally {
      known.progress = undefined
      if (told.some((progress) => progress.peer === known.peer.toString())) tell()
    }
  }

  const entry = (peer: PeerId): Known => {
    const id = peer.toString()
    const known = peers.get(id) ?? {
      peer,
      running: undefined,
      abort: undefined,
      progress: undefined,
      again: false,
      isCompared: false,
      wanted: new Map(),
      vain: 0,
      failures: 0,
      rounds: 0,
      cancel: undefined,
      dueAt: 0,
    }
    peers.set(id, known)
    return known
  }

  return {
    met: (peer) => pull(entry(peer)),
    metBy(peer) {
      const known = entry(peer)
      plan(known, known.isCompared ? pauseAfter(known) : firstWordMs)
    },
    listed(peer, hasNews) {
      const known = entry(peer)
      // Later lists bring nothing that gossip and the next pull do not, and groups that type list often.
      if (known.isCompared) return
      known.isCompared = true
      if (hasNews) return pull(known)
      if (known.cancel === undefined) return
      known.cancel()
      known.cancel = undefined
      plan(known, pauseAfter(known))
    },
    lost(peer) {
      peers.get(peer.toString())?.cancel?.()
      peers.delete(peer.toString())
    },
    want(peer, author, sequence) {
      const known = entry(peer)
      known.wanted.set(author, Math.max(sequence, known.wanted.get(author) ?? 0))
      known.vain = 0
      pull(known)
    },
    acknowledge: (peer) => plan(entry(peer), acknowledgeMs),
    state: () => ({ isHeld, running: told }),
    hold() {
      isHeld = true
      for (const known of peers.values()) {
        known.cancel?.()
        known.cancel = undefined
        known.abort?.abort()
      }
      onChanged()
    },
    resume() {
      isHeld = false
      for (const known of peers.values()) pull(known)
      onChanged()
    },
    async stop() {
      stopping.abort()
      cancelTelling?.()
      for (const known of peers.values()) known.cancel?.()
      await Promise.allSettled([...peers.values()].map((known) => known.running))
    },
  }
}

// One tab of a browser leads: it alone signs, merges and runs libp2p, in a chunk that comes when the page is usable. The
// browser hands the lock on when that tab goes.
import type { OnlineBrowser } from './go-online.browser.ts'
import type { Clock } from './notebook/ports.ts'

/** `unknown` until the browser said who holds the lock. */
export type TabRole = 'unknown' | 'leader' | 'follower'

export interface LeadingTabComponents {
  /** Name of the lock, one a camp. */
  readonly lock: string
  readonly clock: Clock
  /** Opens the half that signs and merges. Called again after it failed. */
  readonly lead: () => Promise<void>
  /** Called again after it failed. */
  readonly goOnline: () => Promise<OnlineBrowser>
  readonly onChanged: () => void
  readonly onFailed: (task: string, error: unknown) => void
}

export interface LeadingTab {
  role(): TabRole
  /** What keeps the network from starting, in words; '' when nothing does. It is tried again by itself. */
  problem(): string
  online(): OnlineBrowser | undefined
  /** Resolves when the role is known. */
  readonly settled: Promise<void>
  start(): void
  stop(): Promise<void>
}

/** The lock of a page that is loaded anew may outlive it by a moment. */
const reloadMs = 400
/** A chunk that does not come now may come when the laptop that serves it is back. */
const pausesMs = [1_000, 2_000, 5_000, 10_000, 20_000, 30_000]

export function createLeadingTab(components: LeadingTabComponents): LeadingTab {
  const { lock, clock, onChanged, onFailed } = components
  const stopping = new AbortController()
  const settled = Promise.withResolvers<void>()
  let role: TabRole = 'unknown'
  let problem = ''
  let online: OnlineBrowser | undefined
  let freed: () => void = () => undefined

  const take = (next: TabRole): void => {
    role = next
    settled.resolve()
    onChanged()
  }

  async function leadOnce(): Promise<void> {
    await components.lead()
    if (role !== 'leader') take('leader')
    const started = await components.goOnline()
    if (stopping.signal.aborted) await started.stop()
    else online = started
  }

  async function lead(): Promise<void> {
    for (let tries = 0; !stopping.signal.aborted; tries++) {
      try {
        await leadOnce()
        problem = ''
        onChanged()
        return
      } catch (error) {
        onFailed('lead this browser', error)
        problem = error instanceof Error ? error.message : String(error)
        onChanged()
      }
      await pause(clock, tries, stopping.signal)
    }
  }

  const hold = (): Promise<void> =>
    new Promise((done) => {
      freed = done
      if (stopping.signal.aborted) done()
      else void lead()
    })

  /** Asked first without waiting: so a tab knows that another one leads. */
  async function compete(): Promise<void> {
    const wasFree = await navigator.locks.request(lock, { ifAvailable: true }, async (granted) => {
      if (granted !== null) await hold()
      return granted !== null
    })
    if (wasFree) return
    const cancel = clock.after(reloadMs, () => take('follower'))
    try {
      await navigator.locks.request(lock, { signal: stopping.signal }, () => {
        cancel()
        return hold()
      })
    } finally {
      cancel()
    }
  }

  return {
    role: () => role,
    problem: () => problem,
    online: () => online,
    settled: settled.promise,
    start() {
      compete().catch((error: unknown) => {
        if (!stopping.signal.aborted) onFailed('wait for the lead', error)
      })
    },
    async stop() {
      stopping.abort()
      await online?.stop()
      freed()
    },
  }
}

/** Over sooner when the device says that it is online again. */
function pause(clock: Clock, tries: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const end = (): void => {
      cancel()
      window.removeEventListener('online', end)
      signal.removeEventListener('abort', end)
      done()
    }
    const cancel = clock.after(pausesMs[Math.min(tries, pausesMs.length - 1)] ?? 0, end)
    window.addEventListener('online', end)
    signal.addEventListener('abort', end)
  })
}

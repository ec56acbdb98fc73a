// Ties the tabs of one browser together: the one that leads tells the others what it knows, and does for them what only
// it can do.
import type { LeaderMessage, LeaderState, LeaderTask, TaskProgress, TaskResult } from './leader-messages.browser.ts'
import { createListeners } from './notebook/listeners.ts'
import type { Clock } from './notebook/ports.ts'

/** Called in the tab that leads. */
export interface LeaderOffice {
  state(): LeaderState
  /** Rejects when it cannot be done. */
  run(task: LeaderTask, options: TaskOptions): Promise<TaskResult>
}

export interface TaskOptions {
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: TaskProgress) => void
}

export interface LeaderLink {
  /** What the tab that leads told last; undefined before it did. */
  state(): LeaderState | undefined
  /** From now on this tab answers. */
  lead(): void
  /** Something that the others show may have changed. */
  tell(): void
  /** Asks the tab that leads. Rejects when it cannot, or when it closes meanwhile. */
  ask(task: LeaderTask, options?: TaskOptions): Promise<TaskResult>
  /** Called after each change of `state`. Returns the way to stop. */
  subscribe(listener: () => void): () => void
  close(): void
}

export interface LeaderLinkComponents {
  /** Name of the channel, one a camp. */
  readonly name: string
  readonly clock: Clock
  readonly office: LeaderOffice
}

/** A commit changes several things at once; people read no faster. */
const gatherMs = 150

interface Asked {
  readonly onProgress: TaskOptions['onProgress']
  readonly done: (result: TaskResult) => void
  readonly failed: (error: Error) => void
}

export function createLeaderLink({ name, clock, office }: LeaderLinkComponents): LeaderLink {
  const channel = new BroadcastChannel(name)
  const changes = createListeners<undefined>()
  const self = crypto.randomUUID()
  const asked = new Map<string, Asked>()
  const running = new Map<string, AbortController>()
  let isLeading = false
  let isClosed = false
  /** Somebody listens. Most people have one tab. */
  let hasFollowers = false
  let leader = ''
  let state: LeaderState | undefined
  let told: Partial<LeaderState> = {}
  let cancelTelling: (() => void) | undefined

  const post = (message: LeaderMessage): void => {
    if (!isClosed) channel.postMessage(message)
  }
  const failAll = (): void => {
    for (const { failed } of asked.values()) failed(new Error('the tab in charge was closed meanwhile; try again'))
    asked.clear()
  }
  const tellNow = (): void => {
    cancelTelling = undefined
    const now = office.state()
    const changed = changesOf(told, now)
    told = now
    if (Object.keys(changed).length > 0) post({ kind: 'state', leader: self, state: changed })
  }

  async function run(id: string, task: LeaderTask): Promise<void> {
    const abort = new AbortController()
    running.set(id, abort)
    try {
      const onProgress = (progress: TaskProgress): void => post({ kind: 'progress', id, progress })
      post({ kind: 'done', id, result: await office.run(task, { signal: abort.signal, onProgress }) })
    } catch (error) {
      post({ kind: 'failed', id, why: error instanceof Error ? error.message : String(error) })
    } finally {
      running.delete(id)
    }
  }

  function asLeader(message: LeaderMessage): void {
    if (message.kind === 'hello' || message.kind === 'task') hasFollowers = true
    if (message.kind === 'hello') {
      told = office.state()
      post({ kind: 'state', leader: self, state: told })
    } else if (message.kind === 'task') void run(message.id, message.task)
    else if (message.kind === 'abort') running.get(message.id)?.abort()
  }

  function asFollower(message: LeaderMessage): void {
    if (message.kind === 'state') {
      const isNew = message.leader !== leader
      if (isNew) failAll()
      state = whole(leader === message.leader ? state : undefined, message.state)
      leader = message.leader
      changes.call(undefined)
      // Whoever leads from now on should know that we listen; and when the beginning was missed, we ask for all of it.
      if (isNew || state === undefined) post({ kind: 'hello' })
    } else if (message.kind === 'progress') asked.get(message.id)?.onProgress?.(message.progress)
    else if (message.kind === 'done') asked.get(message.id)?.done(message.result)
    else if (message.kind === 'failed') asked.get(message.id)?.failed(new Error(message.why))
  }

  channel.addEventListener('message', (event: MessageEvent<LeaderMessage>) => {
    if (isLeading) asLeader(event.data)
    else asFollower(event.data)
  })
  post({ kind: 'hello' })
  return {
    state: () => (isLeading ? undefined : state),
    lead() {
      isLeading = true
      failAll()
      tellNow()
    },
    tell() {
      if (isLeading && hasFollowers && !isClosed) cancelTelling ??= clock.after(gatherMs, tellNow)
    },
    ask(task, { signal, onProgress } = {}) {
      const id = crypto.randomUUID()
      const answer = new Promise<TaskResult>((done, failed) => asked.set(id, { onProgress, done, failed }))
      signal?.addEventListener('abort', () => {
        post({ kind: 'abort', id })
        asked.get(id)?.failed(signal.reason)
      })
      post({ kind: 'task', id, task })
      return answer.finally(() => asked.delete(id))
    },
    subscribe: changes.add,
    close() {
      isClosed = true
      cancelTelling?.()
      for (const abort of running.values()) abort.abort()
      failAll()
      channel.close()
    },
  }
}

/** The fields that read differently now. */
function changesOf(before: Partial<LeaderState>, now: LeaderState): Partial<LeaderState> {
  const same = (key: keyof LeaderState): boolean => JSON.stringify(before[key]) === JSON.stringify(now[key])
  return {
    ...(same('authors') ? {} : { authors: now.authors }),
    ...(same('agreement') ? {} : { agreement: now.agreement }),
    ...(same('heldBy') ? {} : { heldBy: now.heldBy }),
    ...(same('isReady') ? {} : { isReady: now.isReady }),
    ...(same('problem') ? {} : { problem: now.problem }),
    ...(same('peers') ? {} : { peers: now.peers }),
    ...(same('pulls') ? {} : { pulls: now.pulls }),
    ...(same('multiaddrs') ? {} : { multiaddrs: now.multiaddrs }),
  }
}

/** Undefined while parts of it were never told. */
function whole(before: LeaderState | undefined, changed: Partial<LeaderState>): LeaderState | undefined {
  const { authors, agreement, heldBy, isReady, problem, peers, pulls, multiaddrs } = { ...before, ...changed }
  if (authors === undefined || agreement === undefined || heldBy === undefined || isReady === undefined)
    return undefined
  if (problem === undefined || peers === undefined || pulls === undefined || multiaddrs === undefined) return undefined
  return { authors, agreement, heldBy, isReady, problem, peers, pulls, multiaddrs }
}

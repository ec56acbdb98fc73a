// What others type, on its way into the documents that are open here. The first word comes at once; what follows within
// a moment comes together, because every change costs the editor a layout and the screen a frame: with three people who
// type beside one, twenty a second.
import type { AuthorId, TopicId } from '../domain/ids.ts'
import { busyPause } from './busy-pause.ts'
import type { Clock, LiveMessage } from './ports.ts'

const gatherMs = 120

export interface Presence {
  readonly from: AuthorId
  /** Awareness update of `y-protocols`. */
  readonly state: Uint8Array
}

/** What came for one topic. */
export interface LiveDelivery {
  /** Yjs updates, format V1, in the order in which they came. */
  readonly updates: readonly Uint8Array[]
  /** Of each editor only the newest: it says where somebody is. */
  readonly presences: readonly Presence[]
}

export interface LiveInbox {
  receive(message: LiveMessage, from: AuthorId): void
  /** Delivers what still waits. */
  stop(): void
}

export interface LiveInboxComponents {
  readonly clock: Clock
  readonly deliver: (topicId: TopicId, delivery: LiveDelivery) => void
}

interface Waiting {
  readonly updates: Uint8Array[]
  readonly presences: Map<string, Presence>
  /** When it is to be delivered, by the clock. */
  readonly dueAt: number
}

export function createLiveInbox({ clock, deliver }: LiveInboxComponents): LiveInbox {
  /** Topics of which something came a moment ago. */
  const gathering = new Map<TopicId, Waiting>()

  const flush = (topicId: TopicId): void => {
    const waiting = gathering.get(topicId)
    gathering.delete(topicId)
    if (waiting === undefined || waiting.updates.length + waiting.presences.size === 0) return
    const lateMs = clock.now() - waiting.dueAt
    const tookMs = deliverNow(topicId, waiting)
    begin(topicId, busyPause(gatherMs, lateMs + tookMs))
  }
  const begin = (topicId: TopicId, ms: number): void => {
    gathering.set(topicId, { updates: [], presences: new Map(), dueAt: clock.now() + ms })
    clock.after(ms, () => flush(topicId))
  }
  /** Milliseconds that it took. */
  const deliverNow = (topicId: TopicId, waiting: Waiting): number => {
    const since = clock.now()
    deliver(topicId, contentOf(waiting))
    return clock.now() - since
  }
  return {
    receive(message, from) {
      const isFirst = !gathering.has(message.topicId)
      const waiting: Waiting = gathering.get(message.topicId) ?? { updates: [], presences: new Map(), dueAt: 0 }
      if (message.kind === 'update') waiting.updates.push(message.update)
      const { state } = message
      if (state !== undefined) waiting.presences.set(editorOf(from, state), { from, state })
      if (!isFirst) return
      begin(message.topicId, gatherMs)
      deliverNow(message.topicId, waiting)
    },
    stop() {
      for (const topicId of [...gathering.keys()]) flush(topicId)
      gathering.clear()
    },
  }
}

const contentOf = ({ updates, presences }: Waiting): LiveDelivery => ({ updates, presences: [...presences.values()] })

/** An awareness update begins with a count and the first client id, at most 6 bytes; two tabs of one person have two. */
const editorOf = (from: AuthorId, state: Uint8Array): string => `${from} ${state.subarray(0, 6).join(' ')}`

// Live messages between the documents open here and the network; other tabs hear of edits through the journal.
import { mergeUpdates } from 'yjs'
import type { AuthorId, TopicId } from '../domain/ids.ts'
import { limits } from '../domain/limits.ts'
import { busyPause } from './busy-pause.ts'
import type { Clock, LiveMessage, Network } from './ports.ts'

/** A dragged node changes sixty times a second, and each message is signed and passed on by every laptop around. */
const gatherMs = 200
/** A key moves the cursor, and the editor says so a moment later. */
const firstMs = 40

export interface LiveRelay {
  /** From a document of this tab. What comes at about the same time goes out together. */
  send(message: LiveMessage): void
  open(topicId: TopicId): void
  close(topicId: TopicId): void
  attach(network: Pick<Network, 'joinLive' | 'sendLive'>): void
  stop(): void
}

export interface LiveRelayComponents {
  readonly clock: Clock
  readonly receive: (message: LiveMessage, from: AuthorId) => void
}

type Update = Extract<LiveMessage, { kind: 'update' }>
type Presence = Extract<LiveMessage, { kind: 'presence' }>

interface Gathered {
  readonly updates: Update[]
  /** Only the newest says where somebody is. */
  presence: Presence | undefined
  readonly cancel: () => void
}

export function createLiveRelay({ clock, receive }: LiveRelayComponents): LiveRelay {
  const joined = new Map<TopicId, () => void>()
  const open = new Set<TopicId>()
  const gathered = new Map<TopicId, Gathered>()
  let network: Pick<Network, 'joinLive' | 'sendLive'> | undefined

  const join = (topicId: TopicId): void => {
    if (network === undefined || joined.has(topicId)) return
    joined.set(
      topicId,
      network.joinLive(topicId, (message, from) => receive(message, from)),
    )
  }
  const leave = (topicId: TopicId): void => {
    joined.get(topicId)?.()
    joined.delete(topicId)
  }
  // A lost live message does not matter: the log brings the same edit a second later.
  const sendOut = (message: LiveMessage): void => {
    network?.sendLive(message).catch(ignoreLost)
  }
  /** Sends what was gathered; says whether there was anything. */
  const flush = (topicId: TopicId): boolean => {
    const waiting = gathered.get(topicId)
    gathered.delete(topicId)
    waiting?.cancel()
    if (waiting === undefined) return false
    const messages = withPresence(mergeByNonce(waiting.updates), waiting.presence)
    for (const message of messages) sendOut(message)
    return messages.length > 0
  }
  const gather = (topicId: TopicId, ms: number): Gathered => {
    const dueAt = clock.now() + ms
    const cancel = clock.after(ms, () => {
      const lateMs = clock.now() - dueAt
      if (flush(topicId)) gather(topicId, busyPause(gatherMs, lateMs))
    })
    const waiting: Gathered = { updates: [], presence: undefined, cancel }
    gathered.set(topicId, waiting)
    return waiting
  }
  return {
    send(message) {
      const waiting = gathered.get(message.topicId) ?? gather(message.topicId, firstMs)
      if (message.kind === 'update') waiting.updates.push(message)
      else waiting.presence = message
    },
    open(topicId) {
      open.add(topicId)
      join(topicId)
    },
    close(topicId) {
      flush(topicId)
      open.delete(topicId)
      leave(topicId)
    },
    attach(attached) {
      network = attached
      for (const topicId of open) join(topicId)
    },
    stop() {
      for (const topicId of [...gathered.keys()]) flush(topicId)
      for (const topicId of [...joined.keys()]) leave(topicId)
    },
  }
}

/** One message for each opening of the document; those that would become too large to send stay alone. */
function mergeByNonce(updates: readonly Update[]): readonly Update[] {
  const merged: Update[] = []
  for (const group of Map.groupBy(updates, ({ nonce }) => nonce).values()) {
    const [first] = group
    const bytes = group.reduce((sum, { update }) => sum + update.byteLength, 0)
    if (first === undefined || bytes > limits.maxLiveMessageBytes / 2) merged.push(...group)
    else merged.push({ ...first, update: mergeUpdates(group.map(({ update }) => update)) })
  }
  return merged
}

/** In the last update where it fits: half as many messages while somebody types. */
function withPresence(updates: readonly Update[], presence: Presence | undefined): readonly LiveMessage[] {
  if (presence === undefined) return updates
  const last = updates.at(-1)
  const bytes = presence.state.byteLength + (last?.update.byteLength ?? 0)
  if (last === undefined || bytes > limits.maxLiveMessageBytes / 2) return [...updates, presence]
  return [...updates.slice(0, -1), { ...last, state: presence.state }]
}

const ignoreLost = (): undefined => undefined

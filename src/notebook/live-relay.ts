// Live messages between the documents open here and the network; other tabs hear of edits through the journal.
import { mergeUpdates } from 'yjs'
import type { AuthorId, TopicId } from '../domain/ids.ts'
import { limits } from '../domain/limits.ts'
import type { Clock, LiveMessage, Network } from './ports.ts'

/** A dragged node changes sixty times a second, and each message is signed and passed on by every laptop around. */
const gatherMs = 60

export interface LiveRelay {
  /** From a document of this tab. The first goes at once; those right after it are gathered. */
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

interface Gathered {
  readonly updates: Update[]
  /** Only the newest says where somebody is. */
  presence: LiveMessage | undefined
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
    const messages = [...mergeByNonce(waiting.updates), ...(waiting.presence === undefined ? [] : [waiting.presence])]
    for (const message of messages) sendOut(message)
    return messages.length > 0
  }
  const gather = (topicId: TopicId): void => {
    const cancel = clock.after(gatherMs, () => {
      if (flush(topicId)) gather(topicId)
    })
    gathered.set(topicId, { updates: [], presence: undefined, cancel })
  }
  return {
    send(message) {
      const waiting = gathered.get(message.topicId)
      if (waiting === undefined) {
        sendOut(message)
        gather(message.topicId)
      } else if (message.kind === 'update') waiting.updates.push(message)
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

const ignoreLost = (): undefined => undefined

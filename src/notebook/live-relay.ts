// Live messages between the documents open here and the network; other tabs hear of edits through the journal.
import type { AuthorId, TopicId } from '../domain/ids.ts'
import type { LiveMessage, Network } from './ports.ts'

export interface LiveRelay {
  /** From a document of this tab. */
  send(message: LiveMessage): void
  open(topicId: TopicId): void
  close(topicId: TopicId): void
  attach(network: Network): void
  stop(): void
}

export interface LiveRelayComponents {
  readonly receive: (message: LiveMessage, from: AuthorId) => void
}

export function createLiveRelay({ receive }: LiveRelayComponents): LiveRelay {
  const joined = new Map<TopicId, () => void>()
  const open = new Set<TopicId>()
  let network: Network | undefined

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
  return {
    send: sendOut,
    open(topicId) {
      open.add(topicId)
      join(topicId)
    },
    close(topicId) {
      open.delete(topicId)
      leave(topicId)
    },
    attach(attached) {
      network = attached
      for (const topicId of open) join(topicId)
    },
    stop() {
      for (const topicId of [...joined.keys()]) leave(topicId)
    },
  }
}

const ignoreLost = (): undefined => undefined

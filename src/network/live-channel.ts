// Live editing on gossipsub: keystrokes and cursors for those who have the document open. Nothing from here is stored;
// every update is checked against its sender all the same, because it reaches the screen.
import { type GossipSub, type Message, TopicValidatorResult } from '@libp2p/gossipsub'
import type { PeerId } from '@libp2p/interface'
import { publicKeyOf } from '../contributions/author-key.ts'
import { checkUpdate, clientIdFor, nonceBytes } from '../contributions/client-id.ts'
import { decodeCbor, encodeCbor } from '../contributions/strict-cbor.ts'
import { DamagedDataError } from '../domain/errors.ts'
import { type AuthorId, isAuthorId, isTopicId, type TopicId } from '../domain/ids.ts'
import { limits } from '../domain/limits.ts'
import type { Exchange, LiveMessage } from '../notebook/ports.ts'
import { deriveKey } from './camp-proof.ts'
import { scoreTopic } from './gossip-score.ts'
import { seal, unseal } from './sealed-message.ts'

export interface LiveComponents {
  readonly pubsub: Pick<GossipSub, 'subscribe' | 'unsubscribe' | 'publish' | 'topicValidators'>
  readonly exchange: Pick<Exchange, 'campId' | 'campKey'>
  /** The peer sent, or passed on, what it must have known to be invalid. */
  readonly onInvalid: (from: PeerId) => void
}

export interface LiveChannel {
  /** The name of the gossip topic for one topic of the camp, and back; undefined for other names. */
  nameOf(topicId: TopicId): string
  topicIn(name: string): TopicId | undefined
  /** Passes on what others send on the topic, until the returned function is called. */
  relay(topicId: TopicId): () => void
  join(topicId: TopicId, onMessage: (message: LiveMessage, from: AuthorId) => void): () => void
  send(message: LiveMessage): Promise<void>
}

export function createLiveChannel({ pubsub, exchange, onInvalid }: LiveComponents): LiveChannel {
  const key = deriveKey(exchange.campKey, 'gossip')
  const nameOf = (topicId: TopicId): string => `/divelog/1/${exchange.campId}/live/${topicId}`
  const joined = new Map<string, Set<Listener>>()

  function enter(topicId: TopicId, listener: Listener): () => void {
    const name = nameOf(topicId)
    const listeners = joined.get(name) ?? new Set()
    listeners.add(listener)
    if (!joined.has(name)) {
      joined.set(name, listeners)
      pubsub.topicValidators.set(name, (from, message) => {
        const read = readMessage(key, name, topicId, message)
        if (read === undefined) {
          onInvalid(from)
          return TopicValidatorResult.Reject
        }
        for (const hear of listeners) hear(read.message, read.from)
        return TopicValidatorResult.Accept
      })
      scoreTopic(pubsub, name)
      pubsub.subscribe(name)
    }
    return () => {
      listeners.delete(listener)
      if (listeners.size > 0 || joined.get(name) !== listeners) return
      joined.delete(name)
      pubsub.unsubscribe(name)
      pubsub.topicValidators.delete(name)
    }
  }

  return {
    nameOf,
    topicIn(name) {
      const id = name.slice(nameOf('' as TopicId).length)
      return isTopicId(id) && nameOf(id) === name ? id : undefined
    },
    // A function of its own for each call, so that two relays of one topic are two.
    relay: (topicId) => enter(topicId, () => undefined),
    join: (topicId, onMessage) => enter(topicId, (message, from) => onMessage(message, from)),
    async send(message) {
      const name = nameOf(message.topicId)
      const plain = encodeLive(message)
      // A paste too large to send live arrives with the next commit.
      if (plain.byteLength > limits.maxLiveMessageBytes) return
      await pubsub.publish(name, seal(key, name, plain))
    },
  }
}

type Listener = (message: LiveMessage, from: AuthorId) => void

const encodeLive = (message: LiveMessage): Uint8Array =>
  message.kind === 'presence'
    ? encodeCbor({ s: message.state })
    : encodeCbor({
        n: message.nonce,
        u: message.update,
        ...(message.state === undefined ? {} : { s: message.state }),
      })

function readMessage(
  key: Uint8Array,
  name: string,
  topicId: TopicId,
  message: Message,
): { readonly message: LiveMessage; readonly from: AuthorId } | undefined {
  if (message.type !== 'signed' || message.data.byteLength > limits.maxLiveMessageBytes + 64) return undefined
  const from = message.from.toString()
  const plain = unseal(key, name, message.data)
  if (plain === undefined || !isAuthorId(from)) return undefined
  const read = parseLive(plain, topicId)
  if (read?.kind !== 'update') return read === undefined ? undefined : { message: read, from }
  const bound = checkUpdate(read.update, clientIdFor(publicKeyOf(from), topicId, read.nonce))
  return bound.kind === 'ok' ? { message: read, from } : undefined
}

function parseLive(plain: Uint8Array, topicId: TopicId): LiveMessage | undefined {
  let value: unknown
  try {
    value = decodeCbor(plain)
  } catch (error) {
    if (error instanceof DamagedDataError) return undefined
    throw error
  }
  if (typeof value !== 'object' || value === null) return undefined
  const { n: nonce, u: update, s: state } = value as Record<string, unknown>
  if (state !== undefined && !(state instanceof Uint8Array)) return undefined
  if (nonce === undefined && update === undefined && state !== undefined) return { kind: 'presence', topicId, state }
  if (!(nonce instanceof Uint8Array) || nonce.byteLength !== nonceBytes || !(update instanceof Uint8Array))
    return undefined
  return { kind: 'update', topicId, nonce, update, ...(state === undefined ? {} : { state }) }
}

// The binding of Yjs client ids to authors. Yjs lets anybody write under any client id; every struct we merge must
// carry an id that only its author can have.
import { sha256 } from '@noble/hashes/sha2.js'
import * as Y from 'yjs'
import type { RejectReason } from '../domain/head.ts'
import type { TopicId } from '../domain/ids.ts'
import { limits } from '../domain/limits.ts'

/** Length of a nonce: drawn anew each time a document is opened for editing. */
export const nonceBytes = 8

/** First 53 bits of SHA-256(public key ‖ topic id ‖ nonce): the largest that JavaScript numbers and Yjs carry exactly. */
export function clientIdFor(publicKey: Uint8Array, topicId: TopicId, nonce: Uint8Array): number {
  const topic = new TextEncoder().encode(topicId)
  const input = new Uint8Array(publicKey.byteLength + topic.byteLength + nonce.byteLength)
  input.set(publicKey)
  input.set(topic, publicKey.byteLength)
  input.set(nonce, publicKey.byteLength + topic.byteLength)
  const digest = sha256(input)
  const view = new DataView(digest.buffer, digest.byteOffset, digest.byteLength)
  return view.getUint32(0) * 2 ** 21 + (view.getUint32(4) >>> 11)
}

export type UpdateCheck =
  /** `from` and `to` are clocks, `to` is the next free one; equal when the update only deletes. */
  | { readonly kind: 'ok'; readonly from: number; readonly to: number }
  | { readonly kind: 'rejected'; readonly reason: RejectReason; readonly detail: string }

/** Whether an update (format V1) holds only structs of `clientId`, in one unbroken run of clocks. */
export function checkUpdate(update: Uint8Array, clientId: number): UpdateCheck {
  if (update.byteLength > limits.maxUpdateBytes) return refused('too-large', `an update of ${update.byteLength} bytes`)
  let decoded: ReturnType<typeof Y.decodeUpdate>
  try {
    // V1 fails at once on a wrong count; the V2 decoder can exhaust memory (yjs#687), so V2 never gets here.
    decoded = Y.decodeUpdate(update)
  } catch (error) {
    return refused('bad-log', `not a Yjs V1 update: ${error instanceof Error ? error.message : String(error)}`)
  }
  let from = 0
  let to = 0
  for (const [index, struct] of decoded.structs.entries()) {
    if (struct.id.client !== clientId) {
      return refused('wrong-client-id', `a struct of client ${struct.id.client}, expected ${clientId}`)
    }
    if (struct instanceof Y.Skip) return refused('clock-overlap', `a gap at clock ${struct.id.clock}`)
    if (index === 0) from = struct.id.clock
    else if (struct.id.clock !== to) return refused('clock-overlap', `clock ${struct.id.clock} after ${to}`)
    if (struct.length === 0) return refused('bad-log', `a struct of no length at clock ${struct.id.clock}`)
    if (!refersWell(struct)) return refused('bad-log', `clock ${struct.id.clock} refers to what cannot come before it`)
    to = struct.id.clock + struct.length
    if (!Number.isSafeInteger(to)) return refused('bad-log', `clock ${to}`)
  }
  if (!deletesRanges(decoded.ds)) return refused('bad-log', 'a deletion of no length, or past the last clock')
  return { kind: 'ok', from, to }
}

// Yjs waits for structs of other clients that have not come yet, but takes for granted that those of the same client
// have, and throws in the middle of the merge. What it waits for it writes out again: not every number survives that.
function refersWell(struct: Y.GC | Y.Item): boolean {
  if (!(struct instanceof Y.Item)) return true
  const { id } = struct
  const targets = [struct.origin, struct.rightOrigin, struct.parent].filter((to) => to instanceof Y.ID)
  return targets.every(
    ({ client, clock }) =>
      Number.isSafeInteger(client) && Number.isSafeInteger(clock) && (client !== id.client || clock < id.clock),
  )
}

// Yjs keeps deletions of what has not come yet in another format, which throws for a range of no length.
function deletesRanges({ clients }: ReturnType<typeof Y.decodeUpdate>['ds']): boolean {
  return [...clients].every(
    ([client, ranges]) =>
      Number.isSafeInteger(client) &&
      ranges.every(({ clock, len }) => len > 0 && Number.isSafeInteger(clock) && Number.isSafeInteger(clock + len)),
  )
}

const refused = (reason: RejectReason, detail: string): UpdateCheck => ({ kind: 'rejected', reason, detail })

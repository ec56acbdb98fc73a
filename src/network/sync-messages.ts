// The bytes of `/divelog/sync/1.0.0`: one request, one response, all of it in frames with a varint length before them.
//
// | frame            | canonical CBOR                                                                       |
// | ---------------- | ------------------------------------------------------------------------------------ |
// | request `heads`  | {k: 'heads', p: proof, d: digest, h?: [[author, sequence, root]…], m?, b?, w?}       |
// | request `blocks` | {k: 'blocks', p: proof, c: [CID…]}                                                   |
// | answer           | {k: 'same' or 'differs' or 'heads' or 'blocks', p: proof, d: digest, o: sequence of   |
// |                  | the requester's own head that the responder holds, n: heads that follow,             |
// |                  | m: ids of camp members that the responder is connected to, t?: topics it holds,      |
// |                  | b?, w?}                                                                              |
// | answer `no`      | {k: 'no', c: code}                                                                   |
//
// `b` is the node beside which the sender runs, on one machine. `w` is what the sender heard others hold, for a browser
// beside it: [[peer, sequence of the receiver's own head, digest, age in ms, the peer's `b` or null]…]. In a request, too,
// only such a browser is told `m`.
//
// `heads` without `h` asks only whether the digests agree. After an answer `heads` come, for each head, one frame with
// the record, frames of blocks in the form of a CAR v1 section (CID bytes, then block bytes), and an empty frame. After
// `blocks` come block frames and an empty frame. A peer that does not prove the camp gets a reset stream and no word.
import { CID } from 'multiformats/cid'
import { decodeCbor, encodeCbor } from '../contributions/strict-cbor.ts'
import { DamagedDataError } from '../domain/errors.ts'
import { type AuthorId, isAuthorId } from '../domain/ids.ts'
import { limits } from '../domain/limits.ts'
import type { Block, Head } from '../notebook/ports.ts'
import { cidFrom } from './announcement-codec.ts'

export const syncProtocol = '/divelog/sync/1.0.0'

/** Peers told in one answer. */
const maxMembers = 64

export type HeadLine = Pick<Head, 'author' | 'sequence' | 'root'>

/** Peers told of in one message. */
export const maxCopies = 64

/** What somebody else said to the one who tells it. */
export interface Copy {
  readonly peer: AuthorId
  /** Sequence of the head of whom it is told to; 0 for none. */
  readonly ownSequence: number
  readonly digest: string
  /** Milliseconds since it was said. */
  readonly ageMs: number
  /** Own node of the browser that said it. */
  readonly beside?: AuthorId
}

export type SyncRequest =
  | {
      readonly kind: 'heads'
      readonly proof: Uint8Array
      readonly digest: string
      readonly heads?: readonly HeadLine[]
      /** Own node of the browser that asks. */
      readonly beside?: AuthorId
      readonly copies?: readonly Copy[]
      /** Members of the camp that the node of this browser is connected to. */
      readonly members?: readonly AuthorId[]
    }
  | { readonly kind: 'blocks'; readonly proof: Uint8Array; readonly cids: readonly CID[] }

export type RefusalCode = 'busy' | 'bad-request'

export type SyncAnswer =
  | {
      readonly kind: 'same' | 'differs' | 'heads' | 'blocks'
      readonly proof: Uint8Array
      readonly digest: string
      /** Sequence of the requester's own head that the responder holds; 0 for none. */
      readonly ownSequence: number
      /** Heads that follow. */
      readonly count: number
      /** Members of the camp that the responder is connected to: it can relay to them. */
      readonly members: readonly AuthorId[]
      /** Topics the responder's catalog has; 0 when it does not say. */
      readonly topics: number
      /** Own node of the browser that answers. */
      readonly beside?: AuthorId
      readonly copies?: readonly Copy[]
    }
  | { readonly kind: 'no'; readonly code: RefusalCode }

export function encodeRequest(request: SyncRequest): Uint8Array {
  if (request.kind === 'blocks') {
    return encodeCbor({ k: 'blocks', p: request.proof, c: request.cids.map((cid) => cid.bytes) })
  }
  const { proof, digest, heads, members } = request
  const lines = heads?.map((head) => [head.author, head.sequence, head.root.bytes])
  return encodeCbor({
    k: 'heads',
    p: proof,
    d: digest,
    ...(lines === undefined ? {} : { h: lines }),
    ...(members === undefined ? {} : { m: members.slice(0, maxMembers) }),
    ...wordsOf(request),
  })
}

/** @throws {DamagedDataError} for anything else than a request */
export function decodeRequest(bytes: Uint8Array): SyncRequest {
  const message = record(decodeCbor(bytes))
  const { k: kind, p: proof, d: digest, h: heads, c: cids, m: members } = message
  if (!(proof instanceof Uint8Array)) throw bad('no proof')
  if (kind === 'blocks') {
    if (!Array.isArray(cids) || cids.length > limits.maxSyncCids) throw bad('a bad list of CIDs')
    return { kind, proof, cids: cids.map((cid) => cidFrom(bytesOf(cid))) }
  }
  if (kind !== 'heads' || typeof digest !== 'string' || digest.length !== 64) throw bad('an unknown kind')
  const words = { ...parseWords(message), ...(members === undefined ? {} : { members: parseMembers(members) }) }
  if (heads === undefined) return { kind, proof, digest, ...words }
  if (!Array.isArray(heads) || heads.length > limits.maxAuthorsPerCamp * 2) throw bad('a bad list of heads')
  return { kind, proof, digest, heads: heads.map(parseLine), ...words }
}

export function encodeAnswer(answer: SyncAnswer): Uint8Array {
  if (answer.kind === 'no') return encodeCbor({ k: 'no', c: answer.code })
  const { kind, proof, digest, ownSequence, count, members, topics } = answer
  const m = members.slice(0, maxMembers)
  return encodeCbor({ k: kind, p: proof, d: digest, o: ownSequence, n: count, m, t: topics, ...wordsOf(answer) })
}

/** @throws {DamagedDataError} for anything else than an answer */
export function decodeAnswer(bytes: Uint8Array): SyncAnswer {
  const message = record(decodeCbor(bytes))
  const { k: kind, p: proof, d: digest, o: ownSequence, n: count, m: members, c: code, t } = message
  if (kind === 'no') return { kind, code: code === 'busy' ? 'busy' : 'bad-request' }
  if (kind !== 'same' && kind !== 'differs' && kind !== 'heads' && kind !== 'blocks') throw bad('an unknown kind')
  if (!(proof instanceof Uint8Array) || typeof digest !== 'string' || digest.length !== 64) throw bad('no proof')
  return {
    kind,
    proof,
    digest,
    ownSequence: countOf(ownSequence),
    count: countOf(count),
    members: parseMembers(members),
    topics: t === undefined ? 0 : countOf(t),
    ...parseWords(message),
  }
}

function parseMembers(members: unknown): AuthorId[] {
  if (!Array.isArray(members) || members.length > maxMembers) throw bad('a bad list of members')
  return members.map(authorOf)
}

interface Words {
  readonly beside?: AuthorId
  readonly copies?: readonly Copy[]
}

function wordsOf({ beside, copies = [] }: Words): Record<string, unknown> {
  const w = copies
    .slice(0, maxCopies)
    .map((copy) => [copy.peer, copy.ownSequence, copy.digest, copy.ageMs, copy.beside ?? null])
  return { ...(beside === undefined ? {} : { b: beside }), ...(w.length === 0 ? {} : { w }) }
}

function parseWords({ b: beside, w: copies }: Record<string, unknown>): Words {
  if (copies !== undefined && (!Array.isArray(copies) || copies.length > maxCopies)) throw bad('a bad list of copies')
  return {
    ...(beside === undefined ? {} : { beside: authorOf(beside) }),
    ...(copies === undefined ? {} : { copies: copies.map(parseCopy) }),
  }
}

function parseCopy(value: unknown): Copy {
  if (!Array.isArray(value) || value.length !== 5) throw bad('a bad copy')
  const [peer, ownSequence, digest, ageMs, beside]: unknown[] = value
  if (typeof digest !== 'string' || digest.length !== 64) throw bad('a bad copy')
  const copy = { peer: authorOf(peer), ownSequence: countOf(ownSequence), digest, ageMs: countOf(ageMs) }
  return beside === null ? copy : { ...copy, beside: authorOf(beside) }
}

export function encodeBlock({ cid, bytes }: Block): Uint8Array {
  const frame = new Uint8Array(cid.bytes.byteLength + bytes.byteLength)
  frame.set(cid.bytes)
  frame.set(bytes, cid.bytes.byteLength)
  return frame
}

/** The block of a frame; its bytes are not hashed yet. @throws {DamagedDataError} when no CID stands first */
export function decodeBlock(frame: Uint8Array): Block {
  try {
    const [cid, bytes] = CID.decodeFirst(frame)
    return { cid, bytes }
  } catch (cause) {
    throw bad('a block without a CID', cause)
  }
}

function parseLine(value: unknown): HeadLine {
  if (!Array.isArray(value) || value.length !== 3) throw bad('a bad head')
  const [author, sequence, root]: unknown[] = value
  return { author: authorOf(author), sequence: countOf(sequence), root: cidFrom(bytesOf(root)) }
}

function authorOf(value: unknown): AuthorId {
  if (typeof value === 'string' && isAuthorId(value)) return value
  throw bad('a bad author')
}

function countOf(value: unknown): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value
  throw bad('a bad number')
}

function bytesOf(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value
  throw bad('no bytes')
}

function record(value: unknown): Record<string, unknown> {
  if (typeof value === 'object' && value !== null) return value as Record<string, unknown>
  throw bad('no map')
}

const bad = (what: string, cause?: unknown): DamagedDataError =>
  new DamagedDataError('bad-message', `a sync message with ${what}`, { cause })

// Names of things. Each id is a branded string, parsed once where it enters the program, so that
// a topic can never be passed where an author is meant.
import { base32 } from 'multiformats/bases/base32'
import { base58btc } from 'multiformats/bases/base58'
import { CID } from 'multiformats/cid'
import { InvalidInputError } from './errors.ts'

declare const brand: unique symbol
type Branded<Name extends string> = string & { readonly [brand]: Name }

/** 16 random bytes in lower-case base32 without prefix: 26 characters. Never changes, whatever the title or number become. */
export type TopicId = Branded<'TopicId'>
/** One sitting of a group on a topic; same shape as a {@link TopicId}. */
export type SessionId = Branded<'SessionId'>
/** An element of a concept map; same shape as a {@link TopicId}. */
export type MapItemId = Branded<'MapItemId'>
/** A comment on an outcome, or a reply; same shape as a {@link TopicId}. */
export type CommentId = Branded<'CommentId'>
/** The libp2p peer id of an author's Ed25519 key in base58btc (`12D3Koo…`). */
export type AuthorId = Branded<'AuthorId'>
/** The CID of a camp's genesis, CIDv1 in base32. */
export type CampId = Branded<'CampId'>

/** Fills an array with random bytes; `crypto.getRandomValues` by default. */
export type RandomBytes = (length: number) => Uint8Array

export const randomBytes: RandomBytes = (length) => crypto.getRandomValues(new Uint8Array(length))

const idPattern = /^[a-z2-7]{26}$/
const authorPattern = /^12D3Koo[1-9A-HJ-NP-Za-km-z]{45}$/

const createId = (random: RandomBytes): string => base32.baseEncode(random(16))

export const createTopicId = (random: RandomBytes = randomBytes): TopicId => createId(random) as TopicId
export const createSessionId = (random: RandomBytes = randomBytes): SessionId => createId(random) as SessionId
export const createMapItemId = (random: RandomBytes = randomBytes): MapItemId => createId(random) as MapItemId
export const createCommentId = (random: RandomBytes = randomBytes): CommentId => createId(random) as CommentId

export const isTopicId = (text: string): text is TopicId => idPattern.test(text)
export const isSessionId = (text: string): text is SessionId => idPattern.test(text)
export const isMapItemId = (text: string): text is MapItemId => idPattern.test(text)
export const isCommentId = (text: string): text is CommentId => idPattern.test(text)
export const isAuthorId = (text: string): text is AuthorId => authorPattern.test(text) && decodesAsBase58(text)

/** @throws {InvalidInputError} when `text` is not a topic id. */
export function parseTopicId(text: string): TopicId {
  if (!isTopicId(text)) throw new InvalidInputError('topic id', text, 'expected 26 characters of lower-case base32')
  return text
}

/** @throws {InvalidInputError} when `text` is not the peer id of an Ed25519 key. */
export function parseAuthorId(text: string): AuthorId {
  if (!isAuthorId(text)) throw new InvalidInputError('author id', text, 'expected an Ed25519 peer id (12D3Koo…)')
  return text
}

/** @throws {InvalidInputError} when `text` is not a CIDv1 in base32. */
export function parseCampId(text: string): CampId {
  try {
    const cid = CID.parse(text)
    if (cid.version === 1 && cid.toString() === text) return text as CampId
  } catch (cause) {
    throw new InvalidInputError('camp id', text, 'expected a CIDv1', { cause })
  }
  throw new InvalidInputError('camp id', text, 'expected a CIDv1 in base32')
}

function decodesAsBase58(text: string): boolean {
  try {
    return base58btc.baseDecode(text).length === 38
  } catch {
    return false
  }
}

// Comments on the outcome document: what somebody says about a stretch of its text, the replies, and where the stretch
// is now. `topic-document.ts` has the place of the map `comments` in the layout.
//
// A reply carries the anchor of its thread, so that it keeps its place when the first comment is deleted. Every field
// is its own register: who resolves a thread does not become the writer of its words.
import * as Y from 'yjs'
import { orderedEntriesIn } from './doc-values.ts'
import { type AuthorId, type CommentId, createCommentId, isAuthorId, isCommentId } from './ids.ts'
import { limits } from './limits.ts'

/** The first and the last character of a stretch of the outcome, as encoded `Y.RelativePosition`s. */
export interface CommentAnchor {
  readonly start: Uint8Array
  readonly end: Uint8Array
  /** The text it was about when it was written, at most `maxQuoteCharacters`. */
  readonly quote: string
}

export interface Comment {
  readonly id: CommentId
  readonly author: AuthorId
  /** Milliseconds since the Unix epoch, by the author's clock. */
  readonly at: number
  readonly text: string
  readonly anchor: CommentAnchor
  /** The first comment of the thread, on a reply. It may be deleted. */
  readonly parent?: CommentId
  /** Who called the thread done. */
  readonly resolvedBy?: AuthorId
}

/** A comment with its replies. */
export interface CommentThread {
  /** The id that replies name; not that of `first` when the comment that began the thread is deleted. */
  readonly id: CommentId
  readonly first: Comment
  /** Oldest first. */
  readonly replies: readonly Comment[]
  readonly resolvedBy?: AuthorId
}

/** UTF-16 offsets in the outcome document; `to` is behind the last character. */
export interface TextRange {
  readonly from: number
  readonly to: number
}

/** What the author of a comment gives. */
export interface NewComment {
  readonly author: AuthorId
  /** Milliseconds since the Unix epoch. */
  readonly at: number
  readonly text: string
}

/** The anchor of a stretch, or undefined when there is no text in it. */
export function anchorOf(doc: Y.Doc, range: TextRange): CommentAnchor | undefined {
  const text = doc.getText('outcome')
  const from = Math.max(0, range.from)
  const to = Math.min(text.length, range.to)
  const quote = text.toString().slice(from, to)
  if (quote.trim() === '') return undefined
  return {
    start: Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(text, from, 0)),
    end: Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(text, to, -1)),
    quote: cut(quote, limits.maxQuoteCharacters),
  }
}

export function addComment(doc: Y.Doc, comment: NewComment & { readonly anchor: CommentAnchor }): CommentId {
  return put(doc, comment)
}

/** Adds a reply to the thread that holds `to`; undefined when it is gone. */
export function replyToComment(doc: Y.Doc, to: CommentId, reply: NewComment): CommentId | undefined {
  const before = readComment(to, doc.getMap('comments').get(to))
  if (before === undefined) return undefined
  return put(doc, { ...reply, anchor: before.anchor, parent: before.parent ?? to })
}

/** Marks every comment of the thread as done: the mark stays when one of them is deleted. */
export function resolveThread(doc: Y.Doc, thread: CommentThread, by: AuthorId): void {
  changeThread(doc, thread, (entry) => entry.set('resolvedBy', by))
}

export function reopenThread(doc: Y.Doc, thread: CommentThread): void {
  changeThread(doc, thread, (entry) => entry.delete('resolvedBy'))
}

/** Deletes a comment of `author`. @returns false when it is somebody else's, or gone. */
export function removeComment(doc: Y.Doc, id: CommentId, author: AuthorId): boolean {
  const comments = doc.getMap('comments')
  if (readComment(id, comments.get(id))?.author !== author) return false
  comments.delete(id)
  return true
}

/** Oldest first. At most `maxComments`; those with the smallest ids, the same on every laptop. */
export function readComments(doc: Y.Doc): Comment[] {
  const found: Comment[] = []
  for (const [id, entry] of orderedEntriesIn(doc, 'comments')) {
    const comment = readComment(id, entry)
    if (comment !== undefined) found.push(comment)
    if (found.length === limits.maxComments) break
  }
  return found.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
}

/**
 * The Yjs client that wrote the text of a comment. Anybody can put any name into `author`; a client id belongs to one
 * author only.
 */
export function clientOfComment(doc: Y.Doc, id: CommentId): number | undefined {
  const entry = doc.getMap('comments').get(id)
  return entry instanceof Y.Map ? entry._map.get('text')?.id.client : undefined
}

/** Comments by thread, in the order in which the threads began. */
export function commentThreads(comments: readonly Comment[]): CommentThread[] {
  const threads = new Map<CommentId, Comment[]>()
  for (const comment of comments) {
    const id = comment.parent ?? comment.id
    threads.set(id, [...(threads.get(id) ?? []), comment])
  }
  return [...threads].flatMap(([id, members]) => {
    // A reply from a clock that is behind is older than what it answers.
    const first = members.find((comment) => comment.id === id) ?? members[0]
    if (first === undefined) return []
    const { resolvedBy } = first
    const replies = members.filter((comment) => comment !== first)
    return [{ id, first, replies, ...(resolvedBy === undefined ? {} : { resolvedBy }) }]
  })
}

/** Quotes shorter than this stand in a text by chance. */
const minDistinctQuoteLength = 12

/**
 * Where the commented text is now, or undefined when it is gone. Text that was deleted and written anew (an undo, a line
 * put back) is found by its quote, if that stands in the document exactly once.
 */
export function locateComment(doc: Y.Doc, { anchor }: Pick<Comment, 'anchor'>): TextRange | undefined {
  const from = offsetOf(doc, anchor.start)
  const to = offsetOf(doc, anchor.end)
  if (from !== undefined && to !== undefined && from < to) return { from, to }
  if (anchor.quote.length < minDistinctQuoteLength) return undefined
  const text = doc.getText('outcome').toString()
  const at = text.indexOf(anchor.quote)
  if (at === -1 || text.indexOf(anchor.quote, at + 1) !== -1) return undefined
  return { from: at, to: at + anchor.quote.length }
}

function offsetOf(doc: Y.Doc, encoded: Uint8Array): number | undefined {
  try {
    const position = Y.decodeRelativePosition(encoded)
    // A position without an item would name any shared type it likes.
    if (position.item === null) return undefined
    // Redone items are known only to who redid them: following them would give each laptop another place.
    const place = Y.createAbsolutePositionFromRelativePosition(position, doc, false)
    return place !== null && place.type === doc.getText('outcome') ? place.index : undefined
  } catch {
    // Bytes of a stranger that are no position, or one in a struct that does not exist.
    return undefined
  }
}

interface StoredComment extends NewComment {
  readonly anchor: CommentAnchor
  readonly parent?: CommentId
}

function put(doc: Y.Doc, { anchor, text, ...fields }: StoredComment): CommentId {
  const id = createCommentId()
  const values = { ...fields, ...anchor, text: cut(text.toWellFormed(), limits.maxCommentCharacters) }
  doc.transact(() => {
    doc.getMap('comments').set(id, new Y.Map<unknown>(Object.entries(values)))
  }, 'change')
  return id
}

function changeThread(doc: Y.Doc, { first, replies }: CommentThread, change: (entry: Y.Map<unknown>) => void): void {
  const comments = doc.getMap('comments')
  doc.transact(() => {
    for (const { id } of [first, ...replies]) {
      const entry = comments.get(id)
      if (entry instanceof Y.Map) change(entry)
    }
  }, 'change')
}

/** Encoded positions are a kind, a client id, a clock and a side: some 18 bytes. */
const maxPositionBytes = 32

function readComment(id: string, entry: unknown): Comment | undefined {
  if (!isCommentId(id) || !(entry instanceof Y.Map)) return undefined
  const { author, at, text, start, end, quote, parent, resolvedBy } = Object.fromEntries<unknown>(entry.entries())
  if (typeof author !== 'string' || !isAuthorId(author) || typeof text !== 'string' || text.trim() === '')
    return undefined
  if (typeof at !== 'number' || !Number.isFinite(at) || !isPosition(start) || !isPosition(end)) return undefined
  return {
    id,
    author,
    at,
    text: cut(text, limits.maxCommentCharacters),
    anchor: { start, end, quote: typeof quote === 'string' ? cut(quote, limits.maxQuoteCharacters) : '' },
    ...(typeof parent === 'string' && isCommentId(parent) ? { parent } : {}),
    ...(typeof resolvedBy === 'string' && isAuthorId(resolvedBy) ? { resolvedBy } : {}),
  }
}

const isPosition = (value: unknown): value is Uint8Array =>
  value instanceof Uint8Array && value.byteLength <= maxPositionBytes

/** At most `length` code units, never half of a character. */
const cut = (text: string, length: number): string => text.slice(0, length).replace(/[\ud800-\udbff]$/, '')

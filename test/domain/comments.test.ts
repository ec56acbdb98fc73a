import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import {
  addComment,
  anchorOf,
  clientOfComment,
  commentThreads,
  locateComment,
  readComments,
  removeComment,
  reopenThread,
  replyToComment,
  resolveThread,
} from '../../src/domain/comments.ts'
import { type CommentId, createCommentId, parseAuthorId } from '../../src/domain/ids.ts'
import { limits } from '../../src/domain/limits.ts'

const ana = parseAuthorId('12D3KooWGzBXWNvHpLALvWgKmKSEYyXR4bnKBZzQHAT2aQVUmBJ7')
const bo = parseAuthorId('12D3KooWGC6TvWhfapngX6wvJHMYvKpDMXPb3ZnCZ6dMoaMtimQ5')

const sentence = 'Every laptop holds the whole notebook'

function outcomeWith(text: string): Y.Doc {
  const doc = new Y.Doc()
  doc.getText('outcome').insert(0, text)
  return doc
}

/** Ana's comment on `quote`, which stands in the outcome. */
function commentOn(doc: Y.Doc, quote: string, at = 10): CommentId {
  const from = textIn(doc).indexOf(quote)
  const anchor = anchorOf(doc, { from, to: from + quote.length })
  if (anchor === undefined) throw new Error(`“${quote}” is not there`)
  return addComment(doc, { author: ana, at, text: 'Is that so?', anchor })
}

const textIn = (doc: Y.Doc): string => doc.getText('outcome').toString()

/** The text that the only comment is about now. */
function commentedIn(doc: Y.Doc): string | undefined {
  const [comment] = readComments(doc)
  const range = comment && locateComment(doc, comment)
  return range && textIn(doc).slice(range.from, range.to)
}

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return copy
}

function thread(doc: Y.Doc) {
  const [first] = commentThreads(readComments(doc))
  if (first === undefined) throw new Error('no thread')
  return first
}

describe('a comment', () => {
  it('stays with its text while others write before, in and after it', () => {
    const doc = outcomeWith(`First. ${sentence}. Last.`)
    commentOn(doc, sentence)
    const other = copyOf(doc)
    other.getText('outcome').insert(0, 'Preface. ')
    other.getText('outcome').insert(textIn(other).indexOf('laptop'), 'old ')
    other.getText('outcome').insert(textIn(other).indexOf('. Last'), ' (checked)')
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
    expect(commentedIn(doc)).toBe('Every old laptop holds the whole notebook')
    expect(commentedIn(other)).toBe(commentedIn(doc))
  })

  it('keeps what is left of a text that was partly deleted', () => {
    const doc = outcomeWith(`First. ${sentence}. Last.`)
    commentOn(doc, sentence)
    doc.getText('outcome').delete(0, 'First. Every '.length)
    expect(commentedIn(doc)).toBe('laptop holds the whole notebook')
  })

  it('has no place but still its quote when its text was deleted', () => {
    const doc = outcomeWith(`First. ${sentence}. Last.`)
    commentOn(doc, sentence)
    doc.getText('outcome').delete('First. '.length, sentence.length)
    expect(commentedIn(doc)).toBeUndefined()
    expect(readComments(doc)[0]?.anchor.quote).toBe(sentence)
    expect(commentedIn(copyOf(doc))).toBeUndefined()
  })

  it('finds its text again when it was written anew, on every laptop', () => {
    const doc = outcomeWith(`First. ${sentence}. Last.`)
    commentOn(doc, sentence)
    const undo = new Y.UndoManager(doc.getText('outcome'))
    doc.getText('outcome').delete('First. '.length, sentence.length)
    undo.undo()
    expect(commentedIn(doc)).toBe(sentence)
    expect(commentedIn(copyOf(doc))).toBe(sentence)
    doc.getText('outcome').insert(0, `${sentence} twice. `)
    expect(commentedIn(doc)).toBeUndefined()
  })

  it('is about text: blank stretches have no anchor', () => {
    const doc = outcomeWith('a   b')
    expect(anchorOf(doc, { from: 1, to: 4 })).toBeUndefined()
    expect(anchorOf(doc, { from: 2, to: 2 })).toBeUndefined()
    expect(anchorOf(doc, { from: -5, to: 99 })?.quote).toBe('a   b')
  })

  it('is deleted only by its author', () => {
    const doc = outcomeWith(sentence)
    const id = commentOn(doc, 'laptop')
    expect(removeComment(doc, id, bo)).toBe(false)
    expect(readComments(doc)).toHaveLength(1)
    expect(removeComment(doc, id, ana)).toBe(true)
    expect(readComments(doc)).toEqual([])
    expect(removeComment(doc, id, ana)).toBe(false)
  })

  it('is kept within the limits, whole characters only', () => {
    const doc = outcomeWith(`x${'🐋'.repeat(400)}`)
    const anchor = anchorOf(doc, { from: 0, to: 801 })
    if (anchor === undefined) throw new Error('no anchor')
    addComment(doc, { author: ana, at: 1, text: `x${'🐋'.repeat(limits.maxCommentCharacters)}`, anchor })
    const [comment] = readComments(doc)
    expect(comment?.text.length).toBeLessThanOrEqual(limits.maxCommentCharacters)
    expect(comment?.anchor.quote.length).toBeLessThanOrEqual(limits.maxQuoteCharacters)
    expect(`${comment?.text}${comment?.anchor.quote}`.isWellFormed()).toBe(true)
  })
})

describe('a thread', () => {
  it('holds the replies of everybody, oldest first, whichever comment they answer', () => {
    const doc = outcomeWith(sentence)
    const first = commentOn(doc, 'laptop')
    const second = replyToComment(doc, first, { author: bo, at: 20, text: 'It is' })
    if (second === undefined) throw new Error('no reply')
    const other = copyOf(doc)
    replyToComment(other, second, { author: ana, at: 40, text: 'Then good' })
    replyToComment(doc, first, { author: bo, at: 30, text: 'Measured' })
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
    expect(commentThreads(readComments(doc))).toHaveLength(1)
    expect(thread(doc).first.id).toBe(first)
    expect(thread(doc).replies.map((reply) => reply.text)).toEqual(['It is', 'Measured', 'Then good'])
  })

  it('goes on at its place when the comment that began it is deleted', () => {
    const doc = outcomeWith(sentence)
    const first = commentOn(doc, 'laptop')
    replyToComment(doc, first, { author: bo, at: 20, text: 'It is' })
    resolveThread(doc, thread(doc), bo)
    removeComment(doc, first, ana)
    expect(thread(doc)).toMatchObject({ id: first, first: { text: 'It is' }, replies: [], resolvedBy: bo })
    expect(commentedIn(doc)).toBe('laptop')
    expect(replyToComment(doc, first, { author: bo, at: 30, text: 'too late' })).toBeUndefined()
    expect(replyToComment(doc, thread(doc).first.id, { author: ana, at: 30, text: 'in time' })).toBeDefined()
    expect(thread(doc).replies.map((reply) => reply.text)).toEqual(['in time'])
  })

  it('is resolved by anybody, and opened again', () => {
    const doc = outcomeWith(sentence)
    commentOn(doc, 'laptop')
    resolveThread(doc, thread(doc), bo)
    expect(thread(copyOf(doc)).resolvedBy).toBe(bo)
    reopenThread(doc, thread(doc))
    expect(thread(copyOf(doc)).resolvedBy).toBeUndefined()
  })
})

describe('comments of strangers', () => {
  it('are dropped where they have no shape, and never throw', () => {
    const plain = fc.oneof(
      fc.json({ maxDepth: 2 }).map((text): unknown => JSON.parse(text)),
      fc.uint8Array({ maxLength: 40 }),
    )
    const known = {
      author: fc.constantFrom<unknown>(ana, bo),
      at: fc.double(),
      text: fc.string(),
      start: fc.uint8Array({ maxLength: 40 }),
      end: fc.uint8Array({ maxLength: 40 }),
      quote: fc.string(),
      parent: fc.constantFrom(createCommentId(), 'nobody'),
      resolvedBy: fc.constantFrom<unknown>(ana, 7),
    }
    const entry = fc.record(
      Object.fromEntries(
        Object.entries(known).map(([key, good]) => [key, fc.oneof({ weight: 4, arbitrary: good }, plain)]),
      ),
      { requiredKeys: [], noNullPrototype: true },
    )
    const key = fc.constantFrom(createCommentId(), createCommentId(), 'x')
    fc.assert(
      fc.property(fc.array(fc.tuple(key, entry, fc.boolean()), { maxLength: 6 }), (entries) => {
        const doc = outcomeWith(sentence)
        commentOn(doc, 'laptop')
        for (const [id, fields, nested] of entries) {
          doc.getMap('comments').set(id, nested ? new Y.Map(Object.entries(fields)) : fields)
        }
        const comments = readComments(doc)
        expect(comments.map((comment) => comment.text)).toContain('Is that so?')
        expect(readComments(copyOf(doc))).toEqual(comments)
        for (const comment of comments) locateComment(doc, comment)
        expect(commentThreads(comments).flatMap(({ first, replies }) => [first, ...replies])).toHaveLength(
          comments.length,
        )
      }),
      { numRuns: 300 },
    )
  })

  it('are told by the client that wrote the words, whatever name they carry', () => {
    const doc = outcomeWith(sentence)
    const own = commentOn(doc, 'laptop')
    const eve = copyOf(doc)
    const forged = commentOn(eve, 'notebook')
    resolveThread(eve, thread(eve), bo)
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(eve))
    expect(readComments(doc).map((comment) => comment.author)).toEqual([ana, ana])
    expect(clientOfComment(doc, own)).toBe(doc.clientID)
    expect(clientOfComment(doc, forged)).toBe(eve.clientID)
    expect(clientOfComment(doc, createCommentId())).toBeUndefined()
  })

  it('cannot point into another shared text', () => {
    const doc = outcomeWith(sentence)
    doc.getText('goal').insert(0, 'Something else altogether')
    const at = (index: number, assoc: number): Uint8Array =>
      Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(doc.getText('goal'), index, assoc))
    const named = Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(new Y.Doc().getText('made-up'), 0))
    expect(locateComment(doc, { anchor: { start: at(0, 0), end: at(9, -1), quote: '' } })).toBeUndefined()
    expect(locateComment(doc, { anchor: { start: named, end: named, quote: '' } })).toBeUndefined()
    expect(doc.share.has('made-up')).toBe(false)
  })
})

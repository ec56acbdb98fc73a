// One thread: the text it is about, who said what, and the ways to answer and to close it.
import { useState } from 'react'
import type * as Y from 'yjs'
import {
  type AuthorId,
  type Comment,
  clientOfComment,
  removeComment,
  reopenThread,
  replyToComment,
  resolveThread,
  type TextRange,
} from '../../src/index.ts'
import { usePeople } from '../authors/use-people.ts'
import { Face } from '../design/face.tsx'
import { stayInDrawer } from '../design/stay-in-drawer.ts'
import { CommentForm } from './comment-form.tsx'
import type { PlacedThread } from './use-commenting.ts'

export interface ThreadCardProps {
  readonly thread: PlacedThread
  readonly doc: Y.Doc
  readonly isCurrent: boolean
  /** Authors by Yjs client id, as far as they are known. */
  readonly writers: ReadonlyMap<number, AuthorId>
  readonly onShow: (range: TextRange) => void
}

export function ThreadCard({ thread, doc, isCurrent, writers, onShow }: ThreadCardProps) {
  const { self, nameOf } = usePeople()
  const [isReplying, setReplying] = useState(false)
  const { first, replies, place, resolvedBy } = thread
  const { quote } = first.anchor
  const name = nameOf(first.author)
  const reply = (text: string): void => {
    replyToComment(doc, first.id, { author: self, at: Date.now(), text })
    setReplying(false)
  }
  return (
    <li aria-current={isCurrent ? 'true' : undefined}>
      <article className="thread stack tight" aria-label={`Comment by ${name} on “${quote}”`}>
        {place === undefined ? (
          <p className="quote gone">
            About text that is gone: <q>{quote}</q>
          </p>
        ) : (
          <button type="button" className="quote" title="Show it in the text" onClick={() => onShow(place)}>
            {quote}
          </button>
        )}
        {[first, ...replies].map((comment) => (
          <CommentLine key={comment.id} comment={comment} doc={doc} writers={writers} />
        ))}
        {resolvedBy !== undefined && <p className="soft">Resolved by {nameOf(resolvedBy)}</p>}
        {isReplying ? (
          <CommentForm
            label={`Reply to ${name}`}
            action="Send reply"
            onSubmit={reply}
            onCancel={() => setReplying(false)}
          />
        ) : (
          <div className="row">
            <button type="button" className="button" onClick={() => setReplying(true)}>
              Reply
            </button>
            {resolvedBy === undefined ? (
              <button type="button" className="button" onClick={stayInDrawer(() => resolveThread(doc, thread, self))}>
                Resolve
              </button>
            ) : (
              <button type="button" className="button" onClick={stayInDrawer(() => reopenThread(doc, thread))}>
                Open again
              </button>
            )}
          </div>
        )}
      </article>
    </li>
  )
}

function CommentLine({ comment, doc, writers }: { comment: Comment } & Pick<ThreadCardProps, 'doc' | 'writers'>) {
  const { self, nameOf, colourOf } = usePeople()
  const name = nameOf(comment.author)
  const writer = writers.get(clientOfComment(doc, comment.id) ?? -1)
  return (
    <div className="comment stack tight">
      <div className="row">
        <Face name={name} colour={colourOf(comment.author)} />
        <strong>{name}</strong>
        <time className="soft" dateTime={new Date(comment.at).toISOString()}>
          {new Date(comment.at).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' })}
        </time>
      </div>
      <p className="said">{comment.text}</p>
      {writer !== undefined && writer !== comment.author && (
        <p className="notice warn">
          {nameOf(writer)} wrote this, not {name}.
        </p>
      )}
      {comment.author === self && (
        <div>
          <button
            type="button"
            className="button quiet"
            onClick={stayInDrawer(() => removeComment(doc, comment.id, self))}
          >
            Delete
          </button>
        </div>
      )}
    </div>
  )
}

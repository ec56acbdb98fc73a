// The comments of an outcome as a list: what is open, in the order of the text, and what is resolved.
import { useEffect, useRef } from 'react'
import { type AuthorId, addComment, type OpenTopic, type TextRange } from '../../src/index.ts'
import { usePeople } from '../authors/use-people.ts'
import { useAfterWriting } from '../history/use-after-writing.ts'
import { useNotebook } from '../notebook-context.tsx'
import { CommentForm } from './comment-form.tsx'
import { ThreadCard } from './thread-card.tsx'
import type { Commenting, PlacedThread } from './use-commenting.ts'
import './comments.css'

export interface CommentsPanelProps {
  readonly open: OpenTopic
  readonly commenting: Commenting
  /** Shows a stretch of the text in the editor. */
  readonly onShow: (range: TextRange) => void
  /** Gives the keyboard back to the text. */
  readonly onLeave: () => void
}

const nobody: ReadonlyMap<number, AuthorId> = new Map()

export function CommentsPanel({ open, commenting, onShow, onLeave }: CommentsPanelProps) {
  const { threads, draft, current, endDraft, setCurrent } = commenting
  const { self } = usePeople()
  const reading = useAfterWriting(open, useNotebook().writers)
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    if (current !== undefined) list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' })
  }, [current])
  const leave = (): void => {
    endDraft()
    onLeave()
  }
  const card = (thread: PlacedThread) => (
    <ThreadCard
      key={thread.id}
      thread={thread}
      doc={open.doc}
      isCurrent={thread.id === current}
      writers={reading.status === 'here' ? reading.value : nobody}
      onShow={(range) => {
        onShow(range)
        setCurrent(thread.id)
      }}
    />
  )
  const pending = threads.filter((thread) => thread.resolvedBy === undefined)
  const resolved = threads.filter((thread) => thread.resolvedBy !== undefined)
  return (
    <div className="stack">
      {draft !== undefined && (
        <div className="stack tight">
          <blockquote className="quote">{draft.quote}</blockquote>
          <CommentForm
            label="Your comment"
            action="Add comment"
            onSubmit={(text) => {
              addComment(open.doc, { author: self, at: Date.now(), text, anchor: draft })
              leave()
            }}
            onCancel={leave}
          />
        </div>
      )}
      {threads.length === 0 && draft === undefined && (
        <p className="soft">
          No comments yet. Select some text and press Comment above it, or <kbd>Ctrl</kbd> + <kbd>Alt</kbd> +{' '}
          <kbd>M</kbd>.
        </p>
      )}
      <ul className="plain-list threads" ref={list} aria-label="Open comments">
        {pending.map(card)}
      </ul>
      {resolved.length > 0 && (
        <details>
          <summary>Resolved ({resolved.length})</summary>
          <ul className="plain-list threads" aria-label="Resolved comments">
            {resolved.map(card)}
          </ul>
        </details>
      )}
    </div>
  )
}

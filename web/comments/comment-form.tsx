// Where a comment or a reply is written. Takes the keyboard when it appears.
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { limits } from '../../src/index.ts'

export interface CommentFormProps {
  readonly label: string
  /** Name of the button that sends it. */
  readonly action: string
  readonly onSubmit: (text: string) => void
  readonly onCancel: () => void
}

export function CommentForm({ label, action, onSubmit, onCancel }: CommentFormProps) {
  const field = useRef<HTMLTextAreaElement>(null)
  const [text, setText] = useState('')
  useEffect(() => field.current?.focus(), [])
  const submit = (event?: FormEvent): void => {
    event?.preventDefault()
    if (text.trim() !== '') onSubmit(text.trim())
  }
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.stopPropagation()
      onCancel()
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit()
  }
  return (
    <form className="stack tight" onSubmit={submit}>
      <label className="field">
        <span>{label}</span>
        <textarea
          ref={field}
          className="input"
          rows={3}
          required
          maxLength={limits.maxCommentCharacters}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKey}
        />
      </label>
      <div className="row">
        <button type="submit" className="button primary">
          {action}
        </button>
        <button type="button" className="button" onClick={onCancel}>
          Cancel
        </button>
      </div>
    </form>
  )
}

// A new camp: its name, and what its catalog begins with.
import { type FormEvent, useState } from 'react'
import type { ChosenFile } from './laptop-session.ts'

export interface StartInit {
  readonly name: string
  readonly starter: boolean
  /** Markdown to begin with. */
  readonly file: ChosenFile | undefined
}

export function StartForm({ busy, onStart }: { busy: string; onStart: (init: StartInit) => Promise<void> }) {
  const [camp, setCamp] = useState('')
  const [content, setContent] = useState<'starter' | 'file' | 'empty'>('starter')
  const [file, setFile] = useState<ChosenFile>()
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    void onStart({ name: camp.trim(), starter: content === 'starter', file: content === 'file' ? file : undefined })
  }
  return (
    <form className="card stack" onSubmit={submit}>
      <label className="field">
        <span>Name of the camp</span>
        <input
          className="input"
          required
          maxLength={80}
          value={camp}
          onChange={(event) => setCamp(event.target.value)}
        />
      </label>
      <fieldset className="stack tight bare">
        <legend>Begin with</legend>
        <label className="option">
          <input type="radio" name="content" checked={content === 'starter'} onChange={() => setContent('starter')} />
          <span>56 topics of two real camps</span>
        </label>
        <label className="option">
          <input type="radio" name="content" checked={content === 'file'} onChange={() => setContent('file')} />
          <span>My own table of topics (Markdown)</span>
        </label>
        <label className="option">
          <input type="radio" name="content" checked={content === 'empty'} onChange={() => setContent('empty')} />
          <span>An empty catalog</span>
        </label>
      </fieldset>
      {content === 'file' && (
        <label className="field">
          <span>Markdown file</span>
          <input
            type="file"
            accept=".md,.markdown,text/markdown"
            required
            onChange={(event) => setFile(event.target.files?.[0])}
          />
        </label>
      )}
      <div>
        <button type="submit" className="button primary" disabled={busy !== ''}>
          Start the camp
        </button>
      </div>
    </form>
  )
}

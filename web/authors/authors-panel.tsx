// Whose words the outcome is made of: shares, and the legend of the coloured text.
import { useId } from 'react'
import type { Authorship } from './use-authorship.ts'
import './authors.css'

export function AuthorsPanel({ authorship }: { authorship: Authorship }) {
  const { status, shares, isColoured, setColoured } = authorship
  const id = useId()
  if (status === 'loading') return <p role="status">Reading who wrote what…</p>
  if (status === 'failed') {
    return (
      <p className="notice warn" role="alert">
        What is stored here could not be read. Close this and open it again.
      </p>
    )
  }
  if (shares.length === 0) return <p className="soft">Nobody has written anything yet.</p>
  return (
    <div className="stack">
      <p data-testid="shares">{shares.map(({ look, percent }) => `${look.name} ${percent} %`).join(', ')}</p>
      <label className="row">
        <input type="checkbox" checked={isColoured} onChange={(event) => setColoured(event.target.checked)} />
        <span>Colour the text by author</span>
      </label>
      <h2 id={id}>Legend</h2>
      <ul className="plain-list" aria-labelledby={id}>
        {shares.map(({ author, look, percent }) => (
          <li key={author ?? 'unknown'} className="row spread">
            <span className={look.className} style={look.variables}>
              {look.name}
            </span>
            <span className="soft">{percent} %</span>
          </li>
        ))}
      </ul>
      <p className="soft">
        Counted by characters, as the text stands now. Text that was brought back counts for who did that.
      </p>
    </div>
  )
}

// Outcomes by state, and what is published under which CID.

import { CopyButton } from '../design/copy-button.tsx'
import { useRows } from '../notebook-context.tsx'
import { pathTo } from '../router.ts'
import { hasOutcomeRows } from './outcome-groups.ts'

export function PublishScreen() {
  const rows = useRows()
  if (rows === undefined) return <p role="status">Opening…</p>
  const { final, draft } = hasOutcomeRows(rows)
  return (
    <div className="stack">
      <h1>Publish</h1>
      {final.length + draft.length === 0 && (
        <p className="notice">
          No outcome yet. When a group has written one, it can be made final here and gets a CID of its own.
        </p>
      )}
      {final.length > 0 && (
        <section className="stack" aria-label="Final">
          <h2>Final</h2>
          {final.map((row) => (
            <div key={row.id} className="card stack tight">
              <a href={pathTo({ name: 'outcome', topicId: row.id })}>
                <strong>{row.title}</strong>
              </a>
              <p className="mono">{row.finalCid}</p>
              <div className="row">
                <CopyButton text={row.finalCid} label="Copy CID" />
                <a className="button" href={pathTo({ name: 'slide', topicId: row.id })}>
                  Slide
                </a>
              </div>
            </div>
          ))}
        </section>
      )}
      {draft.length > 0 && (
        <section className="stack tight" aria-label="Drafts">
          <h2>Drafts</h2>
          <ul className="plain-list">
            {draft.map((row) => (
              <li key={row.id}>
                <a href={pathTo({ name: 'outcome', topicId: row.id })}>{row.title}</a>{' '}
                <span className="soft">{row.words} words</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

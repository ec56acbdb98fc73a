// Two topics that are one: this one leaves the catalog, keeps everything, and can be separated again. Links are by id, so
// none of them breaks.
import { useState } from 'react'
import type * as Y from 'yjs'
import { changeTopic, separateTopic, type Topic, type TopicId } from '../../src/index.ts'
import { useMergedHere, useRows } from '../notebook-context.tsx'
import { pathTo } from '../router.ts'
import { titleWords } from './title-words.ts'

export function MergeTopic({ topic, doc }: { topic: Topic; doc: Y.Doc }) {
  const rows = (useRows() ?? []).filter((row) => row.id !== topic.id && row.mergedInto === undefined)
  const [target, setTarget] = useState('')
  const chosen = rows.find((row) => row.id === target)
  if (topic.mergedInto !== undefined || rows.length === 0) return null
  return (
    <details className="card">
      <summary>The same as another topic?</summary>
      <div className="stack tight merge">
        <label className="field">
          <span>Merge into</span>
          <select className="input" value={target} onChange={(event) => setTarget(event.target.value)}>
            <option value="">Choose a topic…</option>
            {rows.map((row) => (
              <option key={row.id} value={row.id}>
                {row.number} {titleWords(row)}
              </option>
            ))}
          </select>
          <small>
            This topic leaves the catalog and stays reachable from the other one. You can separate them again.
          </small>
        </label>
        <div>
          <button
            type="button"
            className="button"
            disabled={chosen === undefined}
            onClick={() => chosen !== undefined && changeTopic(doc, { mergedInto: chosen.id })}
          >
            Merge
          </button>
        </div>
      </div>
    </details>
  )
}

/** On a topic that was merged away: where it went, and the way back. */
export function MergedAway({ into, topic, doc }: { into: TopicId; topic: Topic; doc: Y.Doc }) {
  const other = (useRows() ?? []).find((row) => row.id === into)
  const link = (
    <a href={pathTo({ name: 'topic', topicId: into })}>{other === undefined ? 'the other one' : titleWords(other)}</a>
  )
  return (
    <div className="notice row">
      {topic.mergedInto === undefined ? (
        <span>The catalog has this topic twice and shows {link}.</span>
      ) : (
        <>
          <span>This topic was merged into {link}.</span>
          <button type="button" className="button" onClick={() => separateTopic(doc)}>
            Separate again
          </button>
        </>
      )}
    </div>
  )
}

/** On a topic that others were merged into: what they have to say. */
export function MergedHere({ topicId }: { topicId: TopicId }) {
  const merged = useMergedHere(topicId)
  if (merged.length === 0) return null
  return (
    <section className="card stack tight" aria-label="Merged into this topic">
      <h2>Merged into this topic</h2>
      <ul className="plain-list">
        {merged.map((row) => (
          <li key={row.id}>
            <a href={pathTo({ name: 'topic', topicId: row.id })}>{titleWords(row)}</a>
            {row.hasOutcome && (
              <>
                {' '}
                · <a href={pathTo({ name: 'outcome', topicId: row.id })}>its outcome</a>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

// Where this person sits: the session that runs now in front, then what they sat in before, or a group to join.
import { FileText } from 'lucide-react'
import { useEffect, useState } from 'react'
import { type CatalogRow, isUnderWay } from '../../src/index.ts'
import { useNotebook, useRows, useSelf } from '../notebook-context.tsx'
import { pathTo } from '../router.ts'
import { titleWords } from '../topic/title-words.ts'
import { ownSittings, type Sitting } from './own-sittings.ts'

export function MySessionScreen() {
  const rows = useRows()
  const sittings = useOwnSittings(rows)
  if (rows === undefined || sittings === undefined) return <p role="status">Looking for your session…</p>
  return (
    <div className="stack">
      <h1>My session</h1>
      {sittings.length === 0 && (
        <p className="notice">
          You have not checked in anywhere yet. Open a topic and press “Check in”; it will be one tap away from here.
        </p>
      )}
      {sittings.map((sitting) => (
        <SittingCard key={sitting.session.id} sitting={sitting} />
      ))}
      <OtherGroups rows={rows} sittings={sittings} />
    </div>
  )
}

function SittingCard({ sitting: { topic, session, ends } }: { sitting: Sitting }) {
  const others = session.participants.map((person) => person.name).join(', ')
  return (
    <section className="card stack tight" aria-label={titleWords(topic)}>
      <h2>
        <a href={pathTo({ name: 'topic', topicId: topic.id })}>{titleWords(topic)}</a>
      </h2>
      <p className="soft">
        {ends !== undefined
          ? `Running until ${new Date(ends).toLocaleTimeString([], { timeStyle: 'short' })}`
          : new Date(session.start).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' })}
        {others !== '' && ` · ${others}`}
      </p>
      <div>
        <a
          className={ends !== undefined ? 'button primary' : 'button'}
          href={pathTo({ name: 'outcome', topicId: topic.id })}
        >
          <FileText size={18} aria-hidden="true" /> {ends !== undefined ? 'Continue the outcome' : 'Open the outcome'}
        </a>
      </div>
    </section>
  )
}

function OtherGroups({ rows, sittings }: { rows: readonly CatalogRow[]; sittings: readonly Sitting[] }) {
  const own = new Set(sittings.map(({ topic }) => topic.id))
  const now = Date.now()
  const others = rows.filter((row) => !own.has(row.id) && row.sessions.some((session) => isUnderWay(session, now)))
  if (others.length === 0) return null
  return (
    <section className="stack tight" aria-label="Other groups">
      <h2>Other groups that sit together now</h2>
      <ul className="plain-list">
        {others.map((row) => (
          <li key={row.id}>
            <a href={pathTo({ name: 'topic', topicId: row.id })}>{titleWords(row)}</a>{' '}
            <span className="soft">{row.people.join(', ')}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Undefined until the topics were read once. */
function useOwnSittings(rows: readonly CatalogRow[] | undefined): readonly Sitting[] | undefined {
  const notebook = useNotebook()
  const self = useSelf()
  const [sittings, setSittings] = useState<readonly Sitting[]>()
  useEffect(() => {
    if (rows === undefined) return
    const stop = new AbortController()
    const met = rows.filter((row) => row.sessions.length > 0)
    Promise.all(met.map((row) => notebook.readTopic(row.id, stop))).then(
      (topics) => {
        if (!stop.signal.aborted) setSittings(ownSittings(topics, self, Date.now()))
      },
      (error: unknown) => {
        if (!stop.signal.aborted) reportError(error)
      },
    )
    return () => stop.abort()
  }, [notebook, rows, self])
  return sittings
}

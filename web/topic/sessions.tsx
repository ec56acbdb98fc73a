// Sessions of a topic, past, running and planned.
import { Plus } from 'lucide-react'
import { useState } from 'react'
import type * as Y from 'yjs'
import { changeSession, removeSession, type Session, sessionPresets, type Topic } from '../../src/index.ts'
import { SessionPeople } from '../session/session-people.tsx'
import { StartSessionDialog } from '../session/start-session-dialog.tsx'

export function Sessions({ topic, doc }: { topic: Topic; doc: Y.Doc }) {
  const [isStarting, setIsStarting] = useState(false)
  return (
    <section className="card stack" aria-label="Sessions">
      <div className="row spread">
        <h2>Sessions</h2>
        <button type="button" className="button" onClick={() => setIsStarting(true)}>
          <Plus size={16} aria-hidden="true" /> New
        </button>
      </div>
      {topic.sessions.length === 0 && <p className="soft">Nobody has sat down with this topic yet.</p>}
      {topic.sessions.map((session) => (
        <SessionCard key={session.id} session={session} doc={doc} necessary={topic.necessary} />
      ))}
      {isStarting && <StartSessionDialog doc={doc} onClose={() => setIsStarting(false)} />}
    </section>
  )
}

interface SessionCardProps {
  readonly session: Session
  readonly doc: Y.Doc
  readonly necessary: readonly string[]
}

function SessionCard({ session, doc, necessary }: SessionCardProps) {
  const isUnused = session.participants.length === 0 && session.clock.length === 0
  return (
    <div className="session stack tight">
      <p>
        <strong>{new Date(session.start).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' })}</strong>
        {session.place !== '' && ` · ${session.place}`}
      </p>
      <div className="row">
        <label className="row">
          <span className="soft">Minutes</span>
          <select
            className="input narrow"
            value={session.minutes}
            onChange={(event) => changeSession(doc, session.id, { minutes: Number(event.target.value) })}
          >
            {[...new Set([...sessionPresets, session.minutes])].map((minutes) => (
              <option key={minutes} value={minutes}>
                {minutes}
              </option>
            ))}
          </select>
        </label>
        {isUnused && (
          <button type="button" className="button quiet" onClick={() => removeSession(doc, session.id)}>
            Call off
          </button>
        )}
      </div>
      <SessionPeople session={session} doc={doc} necessary={necessary} />
    </div>
  )
}

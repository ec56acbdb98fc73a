// Sessions of a topic: when, how long, who was there.
import { Check, Plus } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import type * as Y from 'yjs'
import {
  changeSession,
  type Role,
  recommendedGroupSize,
  removeParticipant,
  type Session,
  sessionPresets,
  setParticipant,
  type Topic,
} from '../../src/index.ts'
import { Face } from '../design/face.tsx'
import { useAuthors, useSelf } from '../notebook-context.tsx'
import { startSession } from './start-session.ts'

const roles: readonly { readonly role: Role; readonly label: string }[] = [
  { role: 'participant', label: 'Participant' },
  { role: 'lead', label: 'Lead' },
  { role: 'notetaker', label: 'Notetaker' },
]

export function Sessions({ topic, doc }: { topic: Topic; doc: Y.Doc }) {
  return (
    <section className="card stack" aria-label="Sessions">
      <div className="row spread">
        <h2>Sessions</h2>
        <button type="button" className="button" onClick={() => startSession(doc)}>
          <Plus size={16} aria-hidden="true" /> New
        </button>
      </div>
      {topic.sessions.length === 0 && <p className="soft">Nobody has sat down with this topic yet.</p>}
      {topic.sessions.map((session) => (
        <SessionCard key={session.id} session={session} doc={doc} necessary={topic.necessary} />
      ))}
    </section>
  )
}

interface SessionCardProps {
  readonly session: Session
  readonly doc: Y.Doc
  readonly necessary: readonly string[]
}

function SessionCard({ session, doc, necessary }: SessionCardProps) {
  const self = useSelf()
  const me = useAuthors().find((author) => author.id === self)
  const isIn = session.participants.some((person) => person.id === self)
  const missing = necessary.filter((name) => !session.participants.some((person) => isSame(person.name, name)))
  const checkIn = (): void => {
    if (isIn) removeParticipant(doc, session.id, self)
    else setParticipant(doc, session.id, { id: self, name: me?.name || 'Somebody', role: 'participant', author: self })
  }
  return (
    <div className="session stack tight">
      <p>
        <strong>{new Date(session.start).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' })}</strong>
      </p>
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
      <ul className="plain-list">
        {session.participants.map((person) => (
          <li key={person.id} className="row">
            <Face name={person.name} colour={person.author === undefined ? '#5b6a70' : '#0a5a75'} />
            <span>{person.name}</span>
            <select
              className="input narrow"
              aria-label={`Role of ${person.name}`}
              value={person.role}
              onChange={(event) =>
                setParticipant(doc, session.id, {
                  ...person,
                  role: roles.find(({ role }) => role === event.target.value)?.role ?? 'participant',
                })
              }
            >
              {roles.map(({ role, label }) => (
                <option key={role} value={role}>
                  {label}
                </option>
              ))}
            </select>
          </li>
        ))}
      </ul>
      {missing.length > 0 && <p className="soft">Needed, not here: {missing.join(', ')}</p>}
      {session.participants.length > recommendedGroupSize && (
        <p className="notice">Groups of {recommendedGroupSize} work best. Would two groups get further?</p>
      )}
      <div className="row">
        <button type="button" className="button" aria-pressed={isIn} onClick={checkIn}>
          <Check size={16} aria-hidden="true" /> {isIn ? 'I am here' : 'Check in'}
        </button>
        <AddName
          onAdd={(name) => setParticipant(doc, session.id, { id: crypto.randomUUID(), name, role: 'participant' })}
        />
      </div>
    </div>
  )
}

function AddName({ onAdd }: { onAdd: (name: string) => void }) {
  const [name, setName] = useState('')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (name.trim() !== '') onAdd(name.trim())
    setName('')
  }
  return (
    <form className="row add-name" onSubmit={submit}>
      <input
        className="input"
        aria-label="Add somebody by name"
        placeholder="Add a name"
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <button type="submit" className="button">
        Add
      </button>
    </form>
  )
}

const isSame = (a: string, b: string): boolean =>
  a.replace(/^@/, '').toLowerCase() === b.replace(/^@/, '').toLowerCase()

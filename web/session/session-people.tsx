// Who sits at the table: check in by one tap, names for those without a laptop, roles, who is missing, and two groups
// where one has grown too large.
import { ArrowRightLeft, Check, Split, X } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import type * as Y from 'yjs'
import {
  type Participant,
  type Role,
  recommendedGroupSize,
  removeParticipant,
  type Session,
  setParticipant,
} from '../../src/index.ts'
import { Face } from '../design/face.tsx'
import { useAuthors, useSelf } from '../notebook-context.tsx'
import { rotateRoles } from './rotate-roles.ts'
import { SplitDialog } from './split-dialog.tsx'

const roles: readonly { readonly role: Role; readonly label: string }[] = [
  { role: 'participant', label: 'Participant' },
  { role: 'lead', label: 'Lead' },
  { role: 'notetaker', label: 'Notetaker' },
]

export interface SessionPeopleProps {
  readonly session: Session
  readonly doc: Y.Doc
  readonly necessary: readonly string[]
}

export function SessionPeople({ session, doc, necessary }: SessionPeopleProps) {
  const self = useSelf()
  const authors = useAuthors()
  const me = authors.find((author) => author.id === self)
  const [isSplitting, setIsSplitting] = useState(false)
  const { participants } = session
  const isIn = participants.some((person) => person.id === self)
  const checkIn = (): void =>
    setParticipant(doc, session.id, { id: self, name: me?.name || 'Somebody', role: 'participant', author: self })
  const rotate = (): void => {
    for (const person of rotateRoles(participants)) setParticipant(doc, session.id, person)
  }
  return (
    <>
      <ul className="plain-list people-line">
        {participants.map((person) => (
          <Person
            key={person.id}
            person={person}
            colour={authors.find((author) => author.id === person.author)?.colour ?? '#5b6a70'}
            isSelf={person.id === self}
            onChange={(next) => setParticipant(doc, session.id, next)}
            onRemove={() => removeParticipant(doc, session.id, person.id)}
          />
        ))}
      </ul>
      {participants.length > 1 && (
        <button
          type="button"
          className="button small icon"
          aria-label="Rotate roles"
          title="Rotate roles"
          onClick={rotate}
        >
          <ArrowRightLeft size={16} aria-hidden="true" />
        </button>
      )}
      {!isIn && (
        <button type="button" className="button small primary" onClick={checkIn}>
          <Check size={16} aria-hidden="true" /> Check in
        </button>
      )}
      <AddName
        onAdd={(name) => setParticipant(doc, session.id, { id: crypto.randomUUID(), name, role: 'participant' })}
      />
      <Needed necessary={necessary} participants={participants} />
      {participants.length > recommendedGroupSize && (
        <div className="notice row">
          <span>Groups of {recommendedGroupSize} work best. Would two groups get further?</span>
          <button type="button" className="button small" onClick={() => setIsSplitting(true)}>
            <Split size={16} aria-hidden="true" /> Split…
          </button>
        </div>
      )}
      {isSplitting && <SplitDialog session={session} doc={doc} onClose={() => setIsSplitting(false)} />}
    </>
  )
}

interface PersonProps {
  readonly person: Participant
  readonly colour: string
  readonly isSelf: boolean
  readonly onChange: (person: Participant) => void
  readonly onRemove: () => void
}

function Person({ person, colour, isSelf, onChange, onRemove }: PersonProps) {
  return (
    <li className={`seat ${person.role}`}>
      <Face name={person.name} colour={colour} />
      <span className="seat-name">{person.name}</span>
      <select
        className="role"
        aria-label={`Role of ${person.name}`}
        value={person.role}
        onChange={(event) =>
          onChange({ ...person, role: roles.find(({ role }) => role === event.target.value)?.role ?? 'participant' })
        }
      >
        {roles.map(({ role, label }) => (
          <option key={role} value={role}>
            {label}
          </option>
        ))}
      </select>
      {/* Somebody with a laptop checks out on it; a name that was typed in can be taken away by anybody. */}
      {(person.author === undefined || isSelf) && (
        <button
          type="button"
          className="remove"
          aria-label={isSelf ? 'Check out' : `Remove ${person.name}`}
          title={isSelf ? 'Check out' : 'Remove'}
          onClick={onRemove}
        >
          <X size={14} aria-hidden="true" />
        </button>
      )}
    </li>
  )
}

function Needed({ necessary, participants }: { necessary: readonly string[]; participants: readonly Participant[] }) {
  if (necessary.length === 0) return null
  const isHere = (name: string): boolean => participants.some((person) => isSame(person.name, name))
  return (
    <p className="soft">
      Needed:{' '}
      {necessary.map((name, i) => (
        <span key={name}>
          {i > 0 && ', '}
          {name} {isHere(name) ? '(here)' : <strong>(not here)</strong>}
        </span>
      ))}
    </p>
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
    <form className="add-name" onSubmit={submit}>
      <input
        className="input small"
        aria-label="Add somebody by name"
        placeholder="Add a name"
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <button type="submit" className="button small" disabled={name.trim() === ''}>
        Add
      </button>
    </form>
  )
}

const isSame = (a: string, b: string): boolean =>
  a.replace(/^@/, '').toLowerCase() === b.replace(/^@/, '').toLowerCase()

// What stands above the document while a group works: one line for the clock, one for the people.
import { ChevronDown, Play, Users } from 'lucide-react'
import { useState } from 'react'
import { type OpenTopic, type Participant, type Session, setParticipant, type Topic } from '../../src/index.ts'
import { Face } from '../design/face.tsx'
import { useAuthors, useSelf } from '../notebook-context.tsx'
import { currentSessions } from './current-session.ts'
import { SessionClock } from './session-clock.tsx'
import { SessionPeople } from './session-people.tsx'
import { StartSessionDialog } from './start-session-dialog.tsx'

export function SessionStrip({ topic, open }: { topic: Topic; open: OpenTopic }) {
  const self = useSelf()
  const sessions = currentSessions(topic.sessions, self, Date.now())
  const [chosen, setChosen] = useState<string>()
  const [isStarting, setIsStarting] = useState(false)
  const session = sessions.find(({ id }) => id === chosen) ?? sessions[0]
  if (session === undefined) {
    return (
      <div className="row no-print">
        <button type="button" className="button small" onClick={() => setIsStarting(true)}>
          <Play size={18} aria-hidden="true" /> Start a session
        </button>
        {isStarting && <StartSessionDialog doc={open.doc} onClose={() => setIsStarting(false)} />}
      </div>
    )
  }
  return (
    <>
      <SessionClock key={session.id} session={session} doc={open.doc} />
      <div className="sitting no-print">
        {sessions.length > 1 && (
          <label className="row">
            <span className="soft">Group</span>
            <select className="input narrow" value={session.id} onChange={(event) => setChosen(event.target.value)}>
              {sessions.map(({ id, participants, place }, i) => (
                <option key={id} value={id}>
                  {place || participants.map((person) => person.name).join(', ') || `Group ${i + 1}`}
                </option>
              ))}
            </select>
          </label>
        )}
        <Table key={session.id} session={session} topic={topic} open={open} />
      </div>
    </>
  )
}

/** A wide screen has room for everybody on one line; a small one shows the text first, and folds them away. */
function Table({ session, topic, open }: { session: Session; topic: Topic; open: OpenTopic }) {
  const [isOpen, setIsOpen] = useState(() => matchMedia('(min-width: 900px)').matches)
  const self = useSelf()
  const authors = useAuthors()
  const { participants } = session
  const name = authors.find((author) => author.id === self)?.name || 'Somebody'
  return (
    <>
      <button
        type="button"
        className="button small quiet who"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        <Users size={18} aria-hidden="true" />
        {participants.length === 0 ? 'Nobody has checked in' : `${participants.length} here`}
        {!isOpen && <Faces participants={participants} />}
        <ChevronDown size={16} aria-hidden="true" className="fold" />
      </button>
      {!isOpen && !participants.some((person) => person.id === self) && (
        <button
          type="button"
          className="button small primary"
          onClick={() => setParticipant(open.doc, session.id, { id: self, name, role: 'participant', author: self })}
        >
          Check in
        </button>
      )}
      {isOpen && <SessionPeople session={session} doc={open.doc} necessary={topic.necessary} />}
    </>
  )
}

function Faces({ participants }: { participants: readonly Participant[] }) {
  const authors = useAuthors()
  return (
    <span className="faces" aria-hidden="true">
      {participants.map((person) => (
        <Face
          key={person.id}
          name={person.name}
          colour={authors.find((author) => author.id === person.author)?.colour ?? '#5b6a70'}
        />
      ))}
    </span>
  )
}

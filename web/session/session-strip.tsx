// What stands above the document while a group works: the clock and the people.
import { Play, Users } from 'lucide-react'
import { useState } from 'react'
import { type OpenTopic, recommendedGroupSize, type Session, type Topic } from '../../src/index.ts'
import { Face } from '../design/face.tsx'
import { useAuthors, useSelf } from '../notebook-context.tsx'
import { currentSessions } from './current-session.ts'
import { SessionClock } from './session-clock.tsx'
import { SessionPeople } from './session-people.tsx'
import { StartSessionDialog } from './start-session-dialog.tsx'

export function SessionStrip({ topic, open }: { topic: Topic; open: OpenTopic }) {
  const self = useSelf()
  const authors = useAuthors()
  const sessions = currentSessions(topic.sessions, self, Date.now())
  const [chosen, setChosen] = useState<string>()
  const [isStarting, setIsStarting] = useState(false)
  const [isOpen, setIsOpen] = useState(() => isWorthOpening(sessions[0], self))
  const session = sessions.find(({ id }) => id === chosen) ?? sessions[0]
  if (session === undefined) {
    return (
      <div className="row no-print">
        <button type="button" className="button" onClick={() => setIsStarting(true)}>
          <Play size={18} aria-hidden="true" /> Start a session
        </button>
        {isStarting && <StartSessionDialog doc={open.doc} onClose={() => setIsStarting(false)} />}
      </div>
    )
  }
  return (
    <div className="stack tight no-print">
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
      <SessionClock key={session.id} session={session} doc={open.doc} />
      {/* Open until somebody closes it: a list that folds by itself takes the field away from under somebody's hands. */}
      <details className="people-strip" open={isOpen} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
        <summary>
          <span className="row">
            <Users size={18} aria-hidden="true" />
            {session.participants.length === 0 ? 'Nobody has checked in' : `${session.participants.length} here`}
            <span className="faces" aria-hidden="true">
              {session.participants.map((person) => (
                <Face
                  key={person.id}
                  name={person.name}
                  colour={authors.find((author) => author.id === person.author)?.colour ?? '#5b6a70'}
                />
              ))}
            </span>
          </span>
        </summary>
        <SessionPeople session={session} doc={open.doc} necessary={topic.necessary} />
      </details>
    </div>
  )
}

/** A small screen shows the document first, once its owner has checked in. */
function isWorthOpening(session: Session | undefined, self: string): boolean {
  const people = session?.participants ?? []
  if (!people.some((person) => person.id === self)) return true
  return people.length < recommendedGroupSize && matchMedia('(min-width: 900px)').matches
}

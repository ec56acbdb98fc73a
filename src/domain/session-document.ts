// Changes to the sessions in a topic's Y.Doc; the layout is described in `topic-document.ts`.
import * as Y from 'yjs'
import { createMapItemId, createSessionId, type SessionId } from './ids.ts'
import { keptText } from './kept-text.ts'
import type { Participant, Session } from './session.ts'
import type { ClockPress } from './session-clock.ts'

/** Adds a session and returns its id; participants come one by one through {@link setParticipant}. */
export function addSession(doc: Y.Doc, session: Pick<Session, 'start' | 'minutes' | 'place'>): SessionId {
  const id = createSessionId()
  doc.transact(() => {
    const map = new Y.Map<unknown>(
      Object.entries({ ...session, place: keptText(session.place), participants: new Y.Map() }),
    )
    doc.getMap('sessions').set(id, map)
  }, 'change')
  return id
}

export function changeSession(
  doc: Y.Doc,
  id: SessionId,
  change: Partial<Pick<Session, 'start' | 'minutes' | 'place'>>,
): void {
  const session = doc.getMap('sessions').get(id)
  if (!(session instanceof Y.Map)) return
  doc.transact(() => {
    for (const [key, value] of Object.entries(change)) {
      session.set(key, typeof value === 'string' ? keptText(value) : value)
    }
  }, 'change')
}

export const removeSession = (doc: Y.Doc, id: SessionId): void => doc.getMap('sessions').delete(id)

/** Checks somebody in, or changes their name or role. */
export function setParticipant(doc: Y.Doc, session: SessionId, participant: Participant): void {
  const { id, ...rest } = participant
  participantsOf(doc, session)?.set(id, { ...rest, name: keptText(rest.name) })
}

export function removeParticipant(doc: Y.Doc, session: SessionId, participantId: string): void {
  participantsOf(doc, session)?.delete(participantId)
}

/** Presses the clock of a session. */
export function pressClock(doc: Y.Doc, session: SessionId, press: Omit<ClockPress, 'id'>): void {
  doc.getMap('clock').set(createMapItemId(), { session, ...press })
}

/**
 * Two groups out of one: a second session of the same length and place, to which these participants move. Its clock
 * stands where the first one's does.
 */
export function splitSession(doc: Y.Doc, session: Session, moving: ReadonlySet<string>): SessionId {
  return doc.transact(() => {
    const second = addSession(doc, { start: session.start, minutes: session.minutes, place: session.place })
    for (const participant of session.participants) {
      if (!moving.has(participant.id)) continue
      setParticipant(doc, second, participant)
      removeParticipant(doc, session.id, participant.id)
    }
    for (const { id: _, ...press } of session.clock) pressClock(doc, second, press)
    return second
  }, 'change')
}

function participantsOf(doc: Y.Doc, session: SessionId): Y.Map<unknown> | undefined {
  const map = doc.getMap('sessions').get(session)
  const participants = map instanceof Y.Map ? map.get('participants') : undefined
  return participants instanceof Y.Map ? participants : undefined
}

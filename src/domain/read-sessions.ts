// The sessions in a topic's Y.Doc, with their people and the presses on their clocks; see `read-topic.ts`.
import * as Y from 'yjs'
import { byCodeUnit, entriesIn, isNumber, isRecord, numberIn, orderedEntriesIn, textIn } from './doc-values.ts'
import { isAuthorId, isSessionId } from './ids.ts'
import { cutText } from './kept-text.ts'
import { limits } from './limits.ts'
import type { Participant, Role, Session } from './session.ts'
import { type ClockPress, clockPresses } from './session-clock.ts'

export function readSessions(doc: Y.Doc): Session[] {
  const sessions: Session[] = []
  const presses = readPresses(doc)
  for (const [id, value] of entriesIn(doc, 'sessions')) {
    if (!isSessionId(id) || !(value instanceof Y.Map)) continue
    sessions.push({
      id,
      start: numberIn(value, 'start'),
      minutes: numberIn(value, 'minutes'),
      place: textIn(value, 'place'),
      participants: readParticipants(value.get('participants')),
      clock: presses.get(id) ?? [],
    })
  }
  return sessions.sort((a, b) => a.start - b.start || byCodeUnit(a.id, b.id))
}

function readPresses(doc: Y.Doc): Map<string, ClockPress[]> {
  const presses = new Map<string, ClockPress[]>()
  const clock = orderedEntriesIn(doc, 'clock')
  for (const [id, entry] of clock.slice(0, limits.maxClockPresses)) {
    if (!isRecord(entry) || typeof entry.session !== 'string') continue
    const { at, phase, minutes, session } = entry
    const kind = clockPresses.find((known) => known === entry.kind)
    if (kind === undefined || !isNumber(at) || !isNumber(phase) || !isNumber(minutes)) continue
    const press = { id, at, kind, phase: Math.trunc(phase), minutes: Math.min(60, Math.max(-60, minutes)) }
    presses.set(session, [...(presses.get(session) ?? []), press])
  }
  return presses
}

function readParticipants(value: unknown): Participant[] {
  if (!(value instanceof Y.Map)) return []
  const people: Participant[] = []
  for (const [id, entry] of value) {
    if (!isRecord(entry) || typeof entry.name !== 'string') continue
    const author = entry.author
    people.push({
      id,
      name: cutText(entry.name, limits.maxDisplayNameCharacters),
      role: isRole(entry.role) ? entry.role : 'participant',
      ...(typeof author === 'string' && isAuthorId(author) ? { author } : {}),
    })
  }
  return people.sort((a, b) => byCodeUnit(a.name, b.name) || byCodeUnit(a.id, b.id))
}

const isRole = (value: unknown): value is Role => value === 'lead' || value === 'notetaker' || value === 'participant'

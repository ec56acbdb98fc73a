// Which session of a topic the people at the table mean.
import type { Session } from '../../src/index.ts'

/** Somebody sits down a little before the hour; a session of yesterday is over. */
const earlyMs = 60 * 60_000
const lateMs = 12 * 60 * 60_000

/** Sessions that may be under way at `now`, those with `self` first, then the newest. */
export function currentSessions(sessions: readonly Session[], self: string, now: number): readonly Session[] {
  const isMine = (session: Session): boolean => session.participants.some((person) => person.id === self)
  return sessions
    .filter((session) => session.start - earlyMs <= now && now < session.start + session.minutes * 60_000 + lateMs)
    .sort((a, b) => Number(isMine(b)) - Number(isMine(a)) || b.start - a.start)
}

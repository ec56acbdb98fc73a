// The sessions in which this person checked in, told by author id: two people may share a name.
import type { AuthorId, CatalogRow, Session, Topic } from '../../src/index.ts'

export interface Sitting {
  readonly topic: Topic
  readonly session: Session
  readonly isRunning: boolean
}

/** Running first, then the newest. */
export function ownSittings(topics: readonly Topic[], self: AuthorId, now: number): readonly Sitting[] {
  return topics
    .flatMap((topic) =>
      topic.sessions
        .filter((session) => session.participants.some((person) => person.author === self))
        .map((session) => ({ topic, session, isRunning: isRunning(session, now) })),
    )
    .sort((a, b) => Number(b.isRunning) - Number(a.isRunning) || b.session.start - a.session.start)
}

export const isRunning = (session: CatalogRow['sessions'][number], now: number): boolean =>
  session.start <= now && now < session.start + session.minutes * 60_000

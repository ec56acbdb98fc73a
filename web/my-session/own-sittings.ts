// The sessions in which this person checked in, told by author id: two people may share a name.
import { type AuthorId, type Session, type Topic, underWay } from '../../src/index.ts'

export interface Sitting {
  readonly topic: Topic
  readonly session: Session
  /** When a session that runs will be over, in milliseconds since the Unix epoch. */
  readonly ends: number | undefined
}

/** Running first, then the newest. */
export function ownSittings(topics: readonly Topic[], self: AuthorId, now: number): readonly Sitting[] {
  return topics
    .flatMap((topic) =>
      topic.sessions
        .filter((session) => session.participants.some((person) => person.author === self))
        .map((session) => ({ topic, session, ends: underWay(session, now)?.ends })),
    )
    .sort((a, b) => Number(b.ends !== undefined) - Number(a.ends !== undefined) || b.session.start - a.session.start)
}

// One dated sitting of a group on a topic, and who was there.
import type { AuthorId, SessionId } from './ids.ts'
import type { ClockPress } from './session-clock.ts'

export type Role = 'lead' | 'notetaker' | 'participant'

/** Somebody at the table: an author of the camp, or a name typed in for somebody without a laptop. */
export interface Participant {
  /** An {@link AuthorId}, or a random id for a free-text name. */
  readonly id: string
  readonly name: string
  readonly role: Role
  /** Set when the person has a replica of their own. */
  readonly author?: AuthorId
}

export interface Session {
  readonly id: SessionId
  /** Milliseconds since the Unix epoch. */
  readonly start: number
  /** Planned length; the camps used 75 and 105. */
  readonly minutes: number
  readonly place: string
  readonly participants: readonly Participant[]
  /** In no order; see `readClock`. */
  readonly clock: readonly ClockPress[]
}

export const sessionPresets = [75, 105] as const
/** Groups of four work best; a fifth person is never refused, only pointed out. */
export const recommendedGroupSize = 4

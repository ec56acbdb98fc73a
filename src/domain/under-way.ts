// Whether a group sits together now, and until when: by its clock once somebody pressed it, by its plan until then.
import { type ClockPress, type ClockReading, readClock } from './session-clock.ts'

/** What of a session it takes to tell. */
export interface Sitting {
  /** Milliseconds since the Unix epoch. */
  readonly start: number
  /** Planned length. */
  readonly minutes: number
  readonly clock?: readonly ClockPress[]
}

export interface UnderWay {
  /** `waiting` while nobody has pressed the clock. */
  readonly clock: Exclude<ClockReading['state'], 'over'>
  /** Milliseconds since the Unix epoch; a clock that stands still moves it on. */
  readonly ends: number
}

const minuteMs = 60_000
/** Somebody paused the clock and all went home. */
const forgottenMs = 12 * 60 * minuteMs

/** Undefined for a session that has not begun or is over. @param now milliseconds since the Unix epoch */
export function underWay({ start, minutes, clock = [] }: Sitting, now: number): UnderWay | undefined {
  const planned = start + minutes * minuteMs
  const reading = readClock(minutes, clock, now)
  switch (reading.state) {
    case 'waiting':
      return start <= now && now < planned ? { clock: 'waiting', ends: planned } : undefined
    case 'running':
    case 'paused':
      return now < planned + forgottenMs ? { clock: reading.state, ends: now + reading.totalLeft } : undefined
    case 'over':
      return undefined
  }
}

export const isUnderWay = (sitting: Sitting, now: number): boolean => underWay(sitting, now) !== undefined

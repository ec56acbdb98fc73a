// The clock of a session, which every laptop of the group reads the same: not a number that somebody counts down, but
// the presses that people made. Two people who press at once lose nothing, and a reload changes nothing.
export type PhaseName = 'explain' | 'existing' | 'discuss' | 'break' | 'write' | 'slide'

/** Shares of the planned time; 105 minutes give the minutes of the table. */
export const phases: readonly { readonly name: PhaseName; readonly label: string; readonly share: number }[] = [
  { name: 'explain', label: 'Explain', share: 10 },
  { name: 'existing', label: 'Existing solutions', share: 20 },
  { name: 'discuss', label: 'Discuss', share: 35 },
  { name: 'break', label: 'Break', share: 5 },
  { name: 'write', label: 'Write up', share: 25 },
  { name: 'slide', label: 'Slide', share: 10 },
]

export const clockPresses = ['start', 'pause', 'resume', 'extend', 'next', 'back'] as const

/** One press on the clock. */
export interface ClockPress {
  readonly id: string
  /** Milliseconds since the Unix epoch, by the clock of whoever pressed. */
  readonly at: number
  readonly kind: (typeof clockPresses)[number]
  /** The phase that was running for whoever pressed: two people who press "next" together go one phase on, not two. */
  readonly phase: number
  /** For `extend`: how many minutes more (or less) for the phase. */
  readonly minutes: number
}

export interface ClockReading {
  readonly state: 'waiting' | 'running' | 'paused' | 'over'
  /** Index into {@link phases}; their number once the session is over. */
  readonly phase: number
  /** Milliseconds of each phase, extensions included. */
  readonly lengths: readonly number[]
  /** Milliseconds into the phase, or past the end. */
  readonly elapsed: number
  /** Milliseconds left in the phase; 0 once over. */
  readonly left: number
  /** Milliseconds left of the session; 0 once over. */
  readonly totalLeft: number
}

const minuteMs = 60_000

/** Whole minutes a phase, which add up to `minutes`. */
export function phaseMinutes(minutes: number): readonly number[] {
  const whole = Math.max(0, Math.round(minutes))
  const total = phases.reduce((sum, { share }) => sum + share, 0)
  const exact = phases.map(({ share }) => (whole * share) / total)
  const lengths = exact.map(Math.floor)
  const rest = whole - lengths.reduce((sum, length) => sum + length, 0)
  const byRemainder = exact.map((value, i) => ({ i, remainder: value % 1 })).sort((a, b) => b.remainder - a.remainder)
  for (const { i } of byRemainder.slice(0, rest)) lengths[i] = (lengths[i] ?? 0) + 1
  return lengths
}

/**
 * What the clock shows at `now`, in milliseconds since the Unix epoch. A press from a laptop whose clock is ahead counts
 * as pressed now.
 */
export function readClock(minutes: number, presses: readonly ClockPress[], now: number): ClockReading {
  const clock: Running = {
    isStarted: false,
    isPaused: false,
    phase: 0,
    elapsed: 0,
    lengths: phaseMinutes(minutes).map((length) => length * minuteMs),
    at: 0,
  }
  const inOrder = [...presses].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
  for (const press of inOrder) {
    advance(clock, Math.min(press.at, now))
    apply(clock, press)
  }
  advance(clock, now)
  return reading(clock)
}

interface Running {
  isStarted: boolean
  isPaused: boolean
  phase: number
  elapsed: number
  readonly lengths: number[]
  at: number
}

function advance(clock: Running, to: number): void {
  const passed = Math.max(0, to - clock.at)
  clock.at = Math.max(clock.at, to)
  if (!clock.isStarted || clock.isPaused) return
  clock.elapsed += passed
  for (;;) {
    const length = clock.lengths[clock.phase]
    if (length === undefined || clock.elapsed < length) return
    clock.elapsed -= length
    clock.phase++
  }
}

function apply(clock: Running, { kind, phase, minutes }: ClockPress): void {
  switch (kind) {
    case 'start':
      clock.isStarted = true
      return
    case 'pause':
      if (clock.isStarted && clock.phase < clock.lengths.length) clock.isPaused = true
      return
    case 'resume':
      clock.isPaused = false
      return
    case 'extend':
      extend(clock, phase, minutes * minuteMs)
      return
    case 'next':
      if (clock.isStarted && phase === clock.phase && phase < clock.lengths.length) {
        clock.lengths[phase] = clock.elapsed
        goTo(clock, phase + 1)
      }
      return
    case 'back':
      if (phase === clock.phase && phase > 0) goTo(clock, phase - 1)
  }
}

function goTo(clock: Running, phase: number): void {
  clock.phase = phase
  clock.elapsed = 0
}

function extend(clock: Running, phase: number, ms: number): void {
  const length = clock.lengths[phase]
  if (length === undefined || phase < clock.phase) return
  const least = phase === clock.phase ? clock.elapsed : 0
  clock.lengths[phase] = Math.max(least, length + ms)
}

function reading({ isStarted, isPaused, phase, elapsed, lengths }: Running): ClockReading {
  const isOver = phase >= lengths.length
  const left = isOver ? 0 : (lengths[phase] ?? 0) - elapsed
  const later = lengths.slice(phase + 1).reduce((sum, length) => sum + length, 0)
  return {
    state: !isStarted ? 'waiting' : isOver ? 'over' : isPaused ? 'paused' : 'running',
    phase,
    lengths,
    elapsed,
    left,
    totalLeft: isOver ? 0 : left + later,
  }
}

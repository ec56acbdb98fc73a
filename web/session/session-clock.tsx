// The clock of a session: one bar with six phases, what is left, and the presses that everybody at the table may make.
import { Pause, Play, SkipBack, SkipForward, TimerReset, Volume2, VolumeX } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type * as Y from 'yjs'
import { type ClockPress, type ClockReading, phases, pressClock, readClock, type Session } from '../../src/index.ts'
import { isSoundOn, playPhaseEnd, setSound } from './phase-signal.ts'
import { clockTime, minutesInWords } from './time-words.ts'
import { useNow } from './use-now.ts'
import './session-clock.css'

export function SessionClock({ session, doc }: { session: Session; doc: Y.Doc }) {
  const now = useNow()
  const clock = readClock(session.minutes, session.clock, now)
  const press = (kind: ClockPress['kind'], minutes = 0): void =>
    pressClock(doc, session.id, { at: Date.now(), kind, phase: clock.phase, minutes })
  useSoundAtPhaseEnd(clock)
  const name = phases[clock.phase]?.label
  return (
    <section className={`clock ${clock.state}`} aria-label="Session clock" data-phase={clock.phase}>
      <div className="row spread">
        <p className="clock-now">
          <strong>{headline(clock, name)}</strong>{' '}
          <span className="clock-left" role="timer" aria-label="Time left in this phase">
            {clock.state === 'over' ? `+${clockTime(clock.elapsed)}` : clockTime(clock.left)}
          </span>{' '}
          {clock.state !== 'over' && <span className="soft">{minutesInWords(clock.totalLeft)} in all</span>}
        </p>
        <Presses clock={clock} press={press} />
      </div>
      <Phases clock={clock} />
      <p className="visually-hidden" role="status">
        {clock.state === 'waiting' ? '' : headline(clock, name)}
      </p>
    </section>
  )
}

function headline(clock: ClockReading, name: string | undefined): string {
  if (clock.state === 'waiting') return 'The clock has not started'
  if (clock.state === 'over') return 'Time is up'
  return clock.state === 'paused' ? `${name}, paused` : (name ?? '')
}

function Presses({
  clock,
  press,
}: {
  clock: ClockReading
  press: (kind: ClockPress['kind'], minutes?: number) => void
}) {
  if (clock.state === 'waiting') {
    return (
      <button type="button" className="button primary" onClick={() => press('start')}>
        <Play size={18} aria-hidden="true" /> Start the clock
      </button>
    )
  }
  return (
    <div className="row clock-presses">
      {clock.phase > 0 && (
        <button type="button" className="button" onClick={() => press('back')} aria-label="Back to the phase before">
          <SkipBack size={18} aria-hidden="true" />
        </button>
      )}
      {clock.state !== 'over' && (
        <>
          <button type="button" className="button" onClick={() => press(clock.state === 'paused' ? 'resume' : 'pause')}>
            {clock.state === 'paused' ? <Play size={18} aria-hidden="true" /> : <Pause size={18} aria-hidden="true" />}
            {clock.state === 'paused' ? 'Go on' : 'Pause'}
          </button>
          <button
            type="button"
            className="button"
            onClick={() => press('extend', 5)}
            aria-label="+5 minutes for this phase"
          >
            <TimerReset size={18} aria-hidden="true" /> +5
          </button>
          <button type="button" className="button" onClick={() => press('next')}>
            <SkipForward size={18} aria-hidden="true" /> Next
          </button>
        </>
      )}
      <Sound />
    </div>
  )
}

function Sound() {
  const [isOn, setIsOn] = useState(isSoundOn)
  const toggle = (): void => {
    setSound(!isOn)
    setIsOn(!isOn)
  }
  return (
    <button
      type="button"
      className="button quiet"
      aria-pressed={isOn}
      aria-label="Sound when a phase ends"
      onClick={toggle}
    >
      {isOn ? <Volume2 size={18} aria-hidden="true" /> : <VolumeX size={18} aria-hidden="true" />}
    </button>
  )
}

/** The list says in words what the bar shows in widths. */
function Phases({ clock }: { clock: ClockReading }) {
  return (
    <ol className="phases" aria-label="Phases">
      {phases.map(({ name, label }, i) => {
        const length = clock.lengths[i] ?? 0
        const done = i < clock.phase ? 1 : i > clock.phase || length === 0 ? 0 : clock.elapsed / length
        return (
          <li
            key={name}
            className={`phase phase-${name}`}
            style={{ flexGrow: Math.max(length / 60_000, 6) }}
            {...(i === clock.phase && clock.state !== 'waiting' ? { 'aria-current': 'step' } : {})}
          >
            <span className="phase-bar" aria-hidden="true">
              <span style={{ width: `${Math.min(100, done * 100)}%` }} />
            </span>
            <span className="phase-name">{label}</span>{' '}
            <span className="soft phase-minutes">{Math.round(length / 60_000)} min</span>
          </li>
        )
      })}
    </ol>
  )
}

function useSoundAtPhaseEnd({ state, phase }: ClockReading): void {
  const last = useRef({ state, phase })
  useEffect(() => {
    const before = last.current
    last.current = { state, phase }
    if (before.state === 'running' && phase > before.phase) playPhaseEnd()
  }, [state, phase])
}

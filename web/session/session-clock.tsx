// The clock of a session: one bar with six phases, what is left, and the presses that everybody at the table may make.
import { type LucideIcon, Pause, Play, SkipBack, SkipForward, Volume2, VolumeX } from 'lucide-react'
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
    <section className={`clock no-print ${clock.state}`} aria-label="Session clock" data-phase={clock.phase}>
      <p className="clock-now">
        <span className="clock-left" role="timer" aria-label="Time left in this phase">
          {clock.state === 'over' ? `+${clockTime(clock.elapsed)}` : clockTime(clock.left)}
        </span>{' '}
        <span className="clock-phase">
          <strong>{headline(clock, name)}</strong>{' '}
          {clock.state !== 'over' && <span className="soft">{minutesInWords(clock.totalLeft)} left in all</span>}
        </span>
      </p>
      <Phases clock={clock} />
      <Presses clock={clock} press={press} />
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
      <button type="button" className="button small primary" onClick={() => press('start')}>
        <Play size={18} aria-hidden="true" /> Start the clock
      </button>
    )
  }
  const isPaused = clock.state === 'paused'
  return (
    <div className="clock-presses">
      {clock.phase > 0 && <Press name="Back to the phase before" icon={SkipBack} onPress={() => press('back')} />}
      {clock.state !== 'over' && (
        <>
          <Press
            name={isPaused ? 'Go on' : 'Pause'}
            icon={isPaused ? Play : Pause}
            onPress={() => press(isPaused ? 'resume' : 'pause')}
          />
          <Press name="+5 minutes for this phase" words="+5" onPress={() => press('extend', 5)} />
          <Press name="Next phase" icon={SkipForward} onPress={() => press('next')} />
        </>
      )}
      <Sound />
    </div>
  )
}

interface PressProps {
  /** Accessible name, shown on hover too. */
  readonly name: string
  readonly icon?: LucideIcon
  readonly words?: string
  readonly onPress: () => void
}

function Press({ name, icon: Icon, words, onPress }: PressProps) {
  return (
    <button type="button" className="button small icon" aria-label={name} title={name} onClick={onPress}>
      {Icon !== undefined && <Icon size={18} aria-hidden="true" />}
      {words}
    </button>
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
      className="button small icon quiet"
      aria-pressed={isOn}
      aria-label="Sound when a phase ends"
      title="Sound when a phase ends"
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
            <span className="phase-label">
              {label} <span className="soft phase-minutes">{Math.round(length / 60_000)} min</span>
            </span>
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

// The outcome through time: a slider over what people wrote, the text as it was then, and the way back to it.
import { History } from 'lucide-react'
import { useMemo, useState } from 'react'
import { compareTexts, type HistoryPoint, type OpenTopic, type TextHistory } from '../../src/index.ts'
import { usePeople } from '../authors/use-people.ts'
import { Face } from '../design/face.tsx'
import { useNotebook } from '../notebook-context.tsx'
import { TextThen } from './text-then.tsx'
import { useAfterWriting } from './use-after-writing.ts'
import { WhoWhen } from './who-when.tsx'
import './history.css'

export interface HistoryPanelProps {
  readonly open: OpenTopic
  /** The outcome document as it is now. */
  readonly now: string
  /** Makes the outcome read this text again. */
  readonly onBringBack: (text: string) => void
}

export function HistoryPanel({ open, now, onBringBack }: HistoryPanelProps) {
  const view = useAfterWriting(open, useNotebook().textHistory)
  if (view.status === 'loading') return <p role="status">Reading what was written…</p>
  if (view.status === 'failed') {
    return (
      <p className="notice warn" role="alert">
        {view.problem}
      </p>
    )
  }
  if (view.value.points.length === 0) return <p className="soft">Nobody has written anything yet.</p>
  return <Timeline history={view.value} now={now} onBringBack={onBringBack} />
}

interface TimelineProps extends Omit<HistoryPanelProps, 'open'> {
  readonly history: TextHistory
}

function Timeline({ history, now, onBringBack }: TimelineProps) {
  const people = usePeople()
  // Undefined follows the newest point.
  const [chosen, setChosen] = useState<number>()
  const [said, setSaid] = useState('')
  const [shown, setShown] = useState<Shown>('step')
  const last = history.points.length - 1
  const index = Math.min(chosen ?? last, last)
  const then = useMemo(() => history.textAt(index), [history, index])
  const changes = useMemo(() => {
    if (shown === 'text') return undefined
    // The text before the first step was blank.
    const before = index === 0 ? '' : history.textAt(index - 1)
    return shown === 'step' ? compareTexts(before, then) : compareTexts(then, now)
  }, [shown, history, index, then, now])
  const point = history.points[index]
  if (point === undefined) return null
  const name = people.nameOf(point.author)
  return (
    <div className="stack">
      <div className="stack tight">
        <label className="field">
          <span>Point in time</span>
          <input
            type="range"
            className="timeline"
            min={0}
            max={last}
            step={1}
            value={index}
            aria-valuetext={`${name}, ${timeOf(point)}, ${index + 1} of ${last + 1}`}
            onChange={(event) => {
              setChosen(Number(event.target.value) === last ? undefined : Number(event.target.value))
              setSaid('')
            }}
          />
        </label>
        <WhoWhen points={history.points} index={index} people={people} />
        <p className="row">
          <Face name={name} colour={people.colourOf(point.author)} />
          <strong>{name}</strong>
          <time className="soft" dateTime={new Date(point.at).toISOString()}>
            {timeOf(point)}
          </time>
          <span className="soft">
            {index + 1} of {last + 1}
          </span>
        </p>
      </div>
      <div className="row">
        <button
          type="button"
          className="button"
          disabled={then === now}
          onClick={() => {
            onBringBack(then)
            setChosen(index)
            setSaid('It is back. Undo takes it away again.')
          }}
        >
          <History size={18} aria-hidden="true" /> Bring this back
        </button>
        <span role="status" className="soft">
          {said === '' && then === now ? 'This is the text as it is now.' : said}
        </span>
      </div>
      <ShownChoice shown={shown} name={name} onChoose={setShown} />
      <TextThen text={then} changes={changes} when={shown === 'step' ? `by ${name}, here` : 'since then'} />
    </div>
  )
}

/** What one looks for: what somebody did at this step, what became of the text since, or only the text. */
type Shown = 'step' | 'since' | 'text'

interface ShownChoiceProps {
  readonly shown: Shown
  readonly name: string
  readonly onChoose: (shown: Shown) => void
}

function ShownChoice({ shown, name, onChoose }: ShownChoiceProps) {
  const labels = { step: `What ${name} changed here`, since: 'What changed since', text: 'The text alone' }
  return (
    <fieldset className="row bare shown-then">
      <legend className="visually-hidden">Show</legend>
      {(['step', 'since', 'text'] as const).map((choice) => (
        <button
          key={choice}
          type="button"
          className="chip"
          aria-pressed={shown === choice}
          onClick={() => onChoose(choice)}
        >
          {labels[choice]}
        </button>
      ))}
    </fieldset>
  )
}

const timeOf = ({ at }: HistoryPoint): string =>
  new Date(at).toLocaleString([], { dateStyle: 'medium', timeStyle: 'medium' })

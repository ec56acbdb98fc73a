// One slide for the two minutes of a presentation: title, people, up to three points, the QR code of the final CID.
// Arrow keys show one point after another, B and W choose black or white.
import { useEffect, useState } from 'react'
import type { OpenTopic, Topic, TopicId } from '../../src/index.ts'
import { QrCode } from '../design/qr-code.tsx'
import { useTopic } from '../notebook-context.tsx'
import { go } from '../router.ts'
import { CannotOpen, NotHere } from '../topic/not-here.tsx'
import { titleWords } from '../topic/title-words.ts'
import { PickPoints } from './pick-points.tsx'
import { pointsOf } from './slide-points.ts'
import './slide.css'

export function SlideScreen({ topicId }: { topicId: TopicId }) {
  const view = useTopic(topicId)
  if (view.status === 'here') return <Slide topic={view.topic} open={view.open} />
  return (
    <main className="stack">
      {view.status === 'loading' && <p role="status">Opening…</p>}
      {view.status === 'absent' && <NotHere topicId={topicId} />}
      {view.status === 'failed' && <CannotOpen problem={view.problem} />}
    </main>
  )
}

type Ground = 'black' | 'white'

function Slide({ topic, open }: { topic: Topic; open: OpenTopic }) {
  const points = pointsOf(topic)
  const [shown, setShown] = useState<number>()
  const [ground, setGround] = useState<Ground>(() =>
    matchMedia('(prefers-color-scheme: dark)').matches ? 'black' : 'white',
  )
  const [isPicking, setIsPicking] = useState(false)
  const count = points.length
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (isPicking || event.ctrlKey || event.metaKey) return
      const step = (by: number): void => setShown((before = count) => Math.min(count, Math.max(0, before + by)))
      if (event.key === 'Escape') go({ name: 'outcome', topicId: topic.id })
      else if (event.key === 'ArrowRight' || event.key === 'ArrowDown' || event.key === 'PageDown') step(1)
      else if (event.key === 'ArrowLeft' || event.key === 'ArrowUp' || event.key === 'PageUp') step(-1)
      else if (event.key === 'Home') setShown(0)
      else if (event.key === 'End') setShown(count)
      else if (event.key.toLowerCase() === 'b') setGround('black')
      else if (event.key.toLowerCase() === 'w') setGround('white')
      else return
      event.preventDefault()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [topic.id, count, isPicking])
  const people = [...new Set(topic.sessions.flatMap((session) => session.participants.map((person) => person.name)))]
  const cid = topic.outcome.finals.at(-1)?.cid
  return (
    <main className={`slide ${ground}`}>
      <h1>{titleWords(topic)}</h1>
      <ul aria-live="polite">
        {points.slice(0, shown ?? count).map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
      <footer>
        <p>{people.join(' · ')}</p>
        {cid !== undefined && <QrCode text={`ipfs://${cid}`} label="QR code of the final CID" />}
      </footer>
      <div className="no-print back row">
        <button type="button" onClick={() => setIsPicking(true)}>
          Pick points
        </button>
        <button type="button" onClick={() => setGround(ground === 'black' ? 'white' : 'black')}>
          {ground === 'black' ? 'White' : 'Black'}
        </button>
        <button
          type="button"
          onClick={() => void document.documentElement.requestFullscreen?.().catch(() => undefined)}
        >
          Full screen
        </button>
        <a href={`#/outcome/${topic.id}`}>Back (Esc)</a>
      </div>
      {isPicking && <PickPoints topic={topic} doc={open.doc} onClose={() => setIsPicking(false)} />}
    </main>
  )
}

// One slide for the two minutes of a presentation: title, people, up to three points, the QR code of the final CID.
import { useEffect } from 'react'
import type { Topic, TopicId } from '../../src/index.ts'
import { QrCode } from '../design/qr-code.tsx'
import { useTopic } from '../notebook-context.tsx'
import { go } from '../router.ts'
import { NotHere } from '../topic/not-here.tsx'
import './slide.css'

export function SlideScreen({ topicId }: { topicId: TopicId }) {
  const view = useTopic(topicId)
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') go({ name: 'outcome', topicId })
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [topicId])
  if (view.status === 'loading') return <p role="status">Opening…</p>
  if (view.status === 'absent') return <NotHere />
  const { topic } = view
  const people = [...new Set(topic.sessions.flatMap((session) => session.participants.map((person) => person.name)))]
  const cid = topic.outcome.finals.at(-1)?.cid
  return (
    <main className="slide">
      <h1>{topic.title}</h1>
      <ul>
        {pointsOf(topic).map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
      <footer>
        <p>{people.join(' · ')}</p>
        {cid !== undefined && <QrCode text={`ipfs://${cid}`} label="QR code of the final CID" />}
      </footer>
      <a className="no-print back" href={`#/outcome/${topic.id}`}>
        Back (Esc)
      </a>
    </main>
  )
}

/** The first sentence under each of the first headings, or the first lines there are. */
export function pointsOf(topic: Topic): string[] {
  const lines = topic.outcome.document
    .split('\n')
    .map((line) => line.replace(/^[\s>*+-]+|[*_`]/g, '').trim())
    .filter((line) => line !== '' && !/^(#|\||!\[|<)/.test(line))
  const sentences = lines.map((line) => /^.{10,140}?[.!?](?=\s|$)/.exec(line)?.[0] ?? line.slice(0, 140))
  const points = [...new Set(sentences)].slice(0, 3)
  return points.length > 0 ? points : [topic.summary || topic.intro.split('\n')[0] || '']
}

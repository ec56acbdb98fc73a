// From draft to final: what is still open, then the CID.
import { useMemo, useState } from 'react'
import {
  changeTopic,
  findPlaceholders,
  hasOutcome,
  type OpenTopic,
  type OutcomeState,
  type SkippedFile,
  type Topic,
} from '../../src/index.ts'
import { CopyButton } from '../design/copy-button.tsx'
import { QrCode } from '../design/qr-code.tsx'
import { useNotebook } from '../notebook-context.tsx'

const states: readonly { readonly state: OutcomeState; readonly label: string }[] = [
  { state: 'draft', label: 'Draft' },
  { state: 'final-comment', label: 'Final comments' },
]

export function MakeFinal({ topic, open }: { topic: Topic; open: OpenTopic }) {
  const notebook = useNotebook()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  const [leftOut, setLeftOut] = useState<readonly SkippedFile[]>([])
  const { document } = topic.outcome
  const placeholders = useMemo(() => findPlaceholders(document).length, [document])
  const open_ = checklist(topic, placeholders)
  const publish = async (): Promise<void> => {
    setBusy(true)
    setProblem('')
    try {
      await open.saved()
      const { skipped } = await notebook.publish(topic.id)
      setLeftOut(skipped)
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
    }
    setBusy(false)
  }
  const newest = topic.outcome.finals.at(-1)
  return (
    <section className="card stack no-print" aria-label="Finish">
      <div className="row">
        <h2>{topic.outcome.state === 'final' ? 'Final' : 'Not final yet'}</h2>
        {topic.outcome.state !== 'final' &&
          states.map(({ state, label }) => (
            <button
              key={state}
              type="button"
              className="chip"
              aria-pressed={topic.outcome.state === state}
              onClick={() => changeTopic(open.doc, { outcomeState: state })}
            >
              {label}
            </button>
          ))}
      </div>
      {open_.length > 0 && (
        <ul>
          {open_.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      )}
      <div className="row">
        <button
          type="button"
          className="button primary"
          disabled={busy || !hasOutcome(topic.outcome)}
          onClick={() => void publish()}
        >
          {busy ? 'Publishing…' : newest === undefined ? 'Make final' : 'Publish this version'}
        </button>
        {topic.outcome.state === 'final' && (
          <button type="button" className="button" onClick={() => changeTopic(open.doc, { outcomeState: 'draft' })}>
            Open it again
          </button>
        )}
      </div>
      {problem !== '' && (
        <p className="notice warn" role="alert">
          {problem}
        </p>
      )}
      {leftOut.length > 0 && (
        <div className="notice" role="status">
          <p>Published without these files:</p>
          <ul>
            {leftOut.map(({ name, reason }) => (
              <li key={name}>
                {name}: {reason}
              </li>
            ))}
          </ul>
        </div>
      )}
      {newest !== undefined && (
        <div className="stack tight">
          <p className="soft">Published under this CID. Whoever has it can check that not a letter was changed.</p>
          <p className="mono" data-testid="final-cid">
            {newest.cid}
          </p>
          <div className="row">
            <CopyButton text={newest.cid} label="Copy CID" />
          </div>
          <details>
            <summary>QR code</summary>
            <QrCode text={`ipfs://${newest.cid}`} label="QR code of the final CID" />
          </details>
        </div>
      )}
    </section>
  )
}

/** What a group may have forgotten; none of it keeps them from publishing. */
function checklist(topic: Topic, placeholders: number): string[] {
  const items: string[] = []
  const people = topic.sessions.flatMap((session) => session.participants)
  if (placeholders > 0) items.push(`${placeholders} placeholders are left in the document`)
  if (people.length === 0) items.push('Nobody is checked in: who was there?')
  else if (!people.some((person) => person.role === 'notetaker')) items.push('Nobody is notetaker')
  const words = topic.outcome.document.replace(/https?:\S+/g, '').match(/\p{L}{2,}/gu)?.length ?? 0
  if (words < 20 && topic.outcome.document.includes('http'))
    items.push('The document holds little but links; links break')
  return items
}

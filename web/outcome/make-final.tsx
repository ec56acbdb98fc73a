// From draft to final: what is still open, then the CID.
import { useState } from 'react'
import {
  changeTopic,
  hasOutcome,
  type OpenTopic,
  type OutcomeState,
  type PublishProgress,
  type SkippedFile,
  type Topic,
} from '../../src/index.ts'
import { usePeople } from '../authors/use-people.ts'
import { byteSize } from '../design/byte-size.ts'
import { CopyButton } from '../design/copy-button.tsx'
import { QrCode } from '../design/qr-code.tsx'
import { TaskProgress } from '../design/task-progress.tsx'
import { type TaskProgress as TaskWords, useTask } from '../design/use-task.ts'
import { useNotebook } from '../notebook-context.tsx'
import { checklist } from './checklist.ts'

const states: readonly { readonly state: OutcomeState; readonly label: string }[] = [
  { state: 'draft', label: 'Draft' },
  { state: 'final-comment', label: 'Final comments' },
]

export function MakeFinal({ topic, open }: { topic: Topic; open: OpenTopic }) {
  const notebook = useNotebook()
  const task = useTask()
  const { nameOf } = usePeople()
  const [problem, setProblem] = useState('')
  const [isOther, setIsOther] = useState(false)
  const [leftOut, setLeftOut] = useState<readonly SkippedFile[]>([])
  const items = checklist(topic).filter((item) => !item.isDone)
  const publish = async (): Promise<void> => {
    setProblem('')
    setLeftOut([])
    setIsOther(false)
    const result = await task.run('Publishing', async ({ signal, onProgress }) => {
      await open.saved({ signal })
      return notebook.publish(topic.id, { signal, onProgress: (at) => onProgress(publishWords(at)) })
    })
    if (result.kind === 'done') {
      setLeftOut(result.value.skipped)
      // Made anew from what is here it has another name: somebody wrote on after it was final.
      setIsOther(canSign && result.value.cid !== newest.cid)
    } else if (result.kind === 'failed') setProblem(result.problem)
    else setProblem('Stopped. Nothing was published; the outcome is as it was.')
  }
  const newest = topic.outcome.finals.at(-1)
  const canSign = topic.outcome.state === 'final' && newest !== undefined && !newest.signers.includes(notebook.self)
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
      {items.length > 0 && (
        <ul>
          {items.map(({ id, label }) => (
            <li key={id}>{label}</li>
          ))}
        </ul>
      )}
      <div className="row">
        <button
          type="button"
          className="button primary"
          // Not disabled while it runs: the keyboard would lose its place.
          aria-disabled={task.what !== ''}
          disabled={!hasOutcome(topic.outcome)}
          onClick={() => task.what === '' && void publish()}
        >
          {newest === undefined ? 'Make final' : canSign ? 'Sign it too' : 'Publish this version'}
        </button>
        {topic.outcome.state === 'final' && (
          <button type="button" className="button" onClick={() => changeTopic(open.doc, { outcomeState: 'draft' })}>
            Open it again
          </button>
        )}
      </div>
      <TaskProgress task={task} />
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
        <div className="stack tight" role="status">
          <p className="soft">Published under this CID. Whoever has it can check that not a letter was changed.</p>
          <p className="mono" data-testid="final-cid">
            {newest.cid}
          </p>
          <p>Signed by {newest.signers.map(nameOf).join(', ')}.</p>
          {isOther && <p>Somebody had written on after it was final: you signed a new version.</p>}
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

const publishWords = ({ step, done, total, bytes }: PublishProgress): TaskWords => ({
  done,
  total,
  words: `${step === 'checking' ? 'checking picture' : 'writing file'} ${done + 1} of ${total} · ${byteSize(bytes)}`,
})

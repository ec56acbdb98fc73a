// From draft to final: what is still open, a question, then the CID.
import { useState } from 'react'
import {
  changeTopic,
  type Final,
  hasOutcome,
  type OpenTopic,
  type OutcomeState,
  type SkippedFile,
  type Topic,
} from '../../src/index.ts'
import { usePeople } from '../authors/use-people.ts'
import { TaskProgress } from '../design/task-progress.tsx'
import { type Signers, useSigners } from '../publish/use-signers.ts'
import { checklist } from './checklist.ts'
import { FinalDialog } from './final-dialog.tsx'
import { NewestFinal } from './newest-final.tsx'
import { usePublishing } from './use-publishing.ts'

export function MakeFinal({ topic, open }: { topic: Topic; open: OpenTopic }) {
  const { self, nameOf } = usePeople()
  const { task, problem, leftOut, cid, publish } = usePublishing(topic, open)
  const [isAsking, setAsking] = useState(false)
  // What somebody meant to sign; made anew from what is here it may have another name.
  const [meant, setMeant] = useState<string>()
  const newest = topic.outcome.finals.at(-1)
  const signers = useSigners(topic.id, newest)
  const canSign = topic.outcome.state === 'final' && newest !== undefined && !hasSigned(self, newest, signers)
  const action = newest === undefined ? 'Make final' : canSign ? 'Sign it too' : 'Publish this version'
  const confirm = (): void => {
    setMeant(canSign ? newest.cid : undefined)
    void publish()
  }
  return (
    <section className="card stack no-print" aria-label="Finish">
      <StateChoice topic={topic} open={open} />
      <OpenItems topic={topic} />
      <div className="row">
        <button
          type="button"
          className="button primary"
          // Not disabled while it runs: the keyboard would lose its place.
          aria-disabled={task.what !== ''}
          disabled={!hasOutcome(topic.outcome)}
          onClick={() => task.what === '' && setAsking(true)}
        >
          {action}
        </button>
        {topic.outcome.state === 'final' && (
          <button type="button" className="button" onClick={() => changeTopic(open.doc, { outcomeState: 'draft' })}>
            Open it again
          </button>
        )}
      </div>
      {isAsking && (
        <FinalDialog
          topic={topic}
          action={action}
          name={nameOf(self)}
          onConfirm={confirm}
          onClose={() => setAsking(false)}
        />
      )}
      <TaskProgress task={task} />
      {problem !== '' && (
        <p className="notice warn" role="alert">
          {problem}
        </p>
      )}
      <LeftOut files={leftOut} />
      {newest !== undefined && (
        <NewestFinal
          final={newest}
          signers={signers}
          isOther={meant !== undefined && cid !== undefined && meant !== cid}
        />
      )}
    </section>
  )
}

/** By the trees, and by the document until they were read. */
const hasSigned = (self: Final['by'], final: Final, signers: Signers | undefined): boolean =>
  (signers?.signed ?? final.signers).includes(self)

const states: readonly { readonly state: OutcomeState; readonly label: string }[] = [
  { state: 'draft', label: 'Draft' },
  { state: 'final-comment', label: 'Final comments' },
]

function StateChoice({ topic, open }: { topic: Topic; open: OpenTopic }) {
  const now = topic.outcome.state
  return (
    <div className="row">
      <h2>{now === 'final' ? 'Final' : 'Not final yet'}</h2>
      {now !== 'final' &&
        states.map(({ state, label }) => (
          <button
            key={state}
            type="button"
            className="chip"
            aria-pressed={now === state}
            onClick={() => changeTopic(open.doc, { outcomeState: state })}
          >
            {label}
          </button>
        ))}
    </div>
  )
}

function OpenItems({ topic }: { topic: Topic }) {
  const items = checklist(topic).filter((item) => !item.isDone)
  if (items.length === 0) return null
  return (
    <ul>
      {items.map(({ id, label }) => (
        <li key={id}>{label}</li>
      ))}
    </ul>
  )
}

function LeftOut({ files }: { files: readonly SkippedFile[] }) {
  if (files.length === 0) return null
  return (
    <div className="notice" role="status">
      <p>Published without these files:</p>
      <ul>
        {files.map(({ name, reason }) => (
          <li key={name}>
            {name}: {reason}
          </li>
        ))}
      </ul>
    </div>
  )
}

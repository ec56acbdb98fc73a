// What came out of a topic so far: its state, how much was written, and what was frozen under a CID.
import { countWords, type Final, hasOutcome, type Topic, type TopicId, topicState } from '../../src/index.ts'
import { stateLabels } from '../catalog/catalog-filters.ts'
import { CopyButton } from '../design/copy-button.tsx'
import { counted } from '../design/counted.ts'
import { SignedBy } from '../publish/signed-by.tsx'
import { useSigners } from '../publish/use-signers.ts'
import { pathTo } from '../router.ts'

export function Outcomes({ topic }: { topic: Topic }) {
  const { outcome } = topic
  const state = topicState(topic, Date.now())
  const target = { topicId: topic.id } as const
  return (
    <section className="card stack tight" aria-label="Outcome">
      <div className="row spread">
        <h2>Outcome</h2>
        <span className={`badge ${state}`}>{stateLabels[state]}</span>
      </div>
      <p className="soft">{hasOutcome(outcome) ? amountOf(topic) : 'Nobody has written anything yet.'}</p>
      {hasOutcome(outcome) && (
        <div className="row">
          <a className="button small" href={pathTo({ name: 'outcome', ...target })}>
            Read
          </a>
          <a className="button small" href={pathTo({ name: 'slide', ...target })}>
            Slide
          </a>
        </div>
      )}
      {[...outcome.finals].reverse().map((final) => (
        <FinalLine key={final.cid} topicId={topic.id} final={final} />
      ))}
    </section>
  )
}

function FinalLine({ topicId, final }: { topicId: TopicId; final: Final }) {
  const { cid, at } = final
  return (
    <div className="stack tight final-line">
      <p>
        Final <time dateTime={new Date(at).toISOString()}>{new Date(at).toLocaleDateString()}</time>
      </p>
      <SignedBy signers={useSigners(topicId, final)} />
      <p className="mono" title={cid}>
        {cid.slice(0, 10)}…{cid.slice(-8)}
      </p>
      <div className="row">
        <CopyButton text={cid} label="Copy CID" />
      </div>
    </div>
  )
}

function amountOf({ outcome, files }: Topic): string {
  const words = countWords(outcome.document)
  const parts = [
    words > 0 && counted(words, 'word'),
    outcome.map.nodes.length > 0 && `a map of ${outcome.map.nodes.length}`,
    outcome.map.dots.length > 0 && `${counted(outcome.map.dots.length, 'dot')} on two axes`,
    files.length > 0 && counted(files.length, 'file'),
  ]
  return parts.filter((part) => part !== false).join(', ')
}

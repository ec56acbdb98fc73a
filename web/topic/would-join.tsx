// Who said that they would join, by name, and one's own word.
import { ThumbsUp } from 'lucide-react'
import type * as Y from 'yjs'
import { setVote, type Topic } from '../../src/index.ts'
import { usePeople } from '../authors/use-people.ts'
import { Face } from '../design/face.tsx'

export function WouldJoin({ topic: { votes }, doc }: { topic: Topic; doc: Y.Doc }) {
  const { self, nameOf, colourOf } = usePeople()
  const isMine = votes.includes(self)
  return (
    <section className="card stack tight" aria-label="Would join">
      <div className="row spread">
        <h2>Would join</h2>
        <button
          type="button"
          className="chip"
          aria-pressed={isMine}
          onClick={() => setVote(doc, self, isMine ? undefined : Date.now())}
        >
          <ThumbsUp size={14} aria-hidden="true" /> I’d join
        </button>
      </div>
      {votes.length === 0 ? (
        <p className="soft">Nobody has said so yet.</p>
      ) : (
        <ul className="plain-list">
          {votes.map((author) => (
            <li key={author} className="row">
              <Face name={nameOf(author)} colour={colourOf(author)} />
              {nameOf(author)}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

// One tap to say that one would join, beside the faces of those who said so.
import { ThumbsUp } from 'lucide-react'
import { type CatalogRow, setVote } from '../../src/index.ts'
import { Face } from '../design/face.tsx'
import { useNotebook } from '../notebook-context.tsx'
import { titleWords } from '../topic/title-words.ts'
import type { Voters } from './use-voters.ts'

const maxFaces = 3

export function Vote({ row, voters: { self, nameOf, colourOf } }: { row: CatalogRow; voters: Voters }) {
  const notebook = useNotebook()
  const isMine = row.votes.includes(self)
  const toggle = async (): Promise<void> => {
    const topic = await notebook.openTopic(row.id)
    setVote(topic.doc, self, isMine ? undefined : Date.now())
    await topic.close()
  }
  return (
    <span className="voting">
      <button type="button" className="chip vote" aria-pressed={isMine} onClick={() => void toggle()}>
        <ThumbsUp size={14} aria-hidden="true" />
        <span className="visually-hidden">I’d join “{titleWords(row)}”, votes:</span> {row.votes.length}
        {row.votes.length > 0 && <span className="visually-hidden">: {row.votes.map(nameOf).join(', ')}</span>}
      </button>
      {row.votes.slice(0, maxFaces).map((author) => (
        <Face key={author} name={nameOf(author)} colour={colourOf(author)} />
      ))}
    </span>
  )
}

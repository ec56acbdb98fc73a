// One tap to say that one would join.
import { ThumbsUp } from 'lucide-react'
import { type CatalogRow, setVote } from '../../src/index.ts'
import { useNotebook, useSelf } from '../notebook-context.tsx'
import { titleWords } from '../topic/title-words.ts'

export function Vote({ row }: { row: CatalogRow }) {
  const notebook = useNotebook()
  const self = useSelf()
  const isMine = row.votes.includes(self)
  const toggle = async (): Promise<void> => {
    const topic = await notebook.openTopic(row.id)
    setVote(topic.doc, self, isMine ? undefined : Date.now())
    await topic.close()
  }
  return (
    <button type="button" className="chip vote" aria-pressed={isMine} onClick={() => void toggle()}>
      <ThumbsUp size={14} aria-hidden="true" />
      <span className="visually-hidden">I’d join “{titleWords(row)}”, votes:</span> {row.votes.length}
    </button>
  )
}

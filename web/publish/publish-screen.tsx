// Outcomes by how far they are, and what is published under which CID.
import type { CatalogRow, Topic, TopicId } from '../../src/index.ts'
import { counted } from '../design/counted.ts'
import { useRows } from '../notebook-context.tsx'
import { pathTo } from '../router.ts'
import { titleWords } from '../topic/title-words.ts'
import { useReadTopics } from '../use-read-topics.ts'
import { FinalCard } from './final-card.tsx'
import { outcomeGroups } from './outcome-groups.ts'

const noRows: readonly CatalogRow[] = []

export function PublishScreen() {
  const rows = useRows()
  const written = rows?.filter((row) => row.hasOutcome || row.finalCid !== '') ?? noRows
  const topics = useReadTopics(written)
  if (rows === undefined) return <p role="status">Opening…</p>
  const { final, finalComment, draft } = outcomeGroups(rows, topics)
  return (
    <div className="stack publish">
      <h1>Publish</h1>
      {written.length === 0 && (
        <p className="notice">
          No outcome yet. When a group has written one, it can be made final and gets a CID of its own.
        </p>
      )}
      {written.length > 0 && final.length === 0 && (
        <p className="notice">
          Nothing is final yet. Open an outcome and press <b>Make final</b> below it: it gets a CID, a name made from
          its content, by which it can be found and checked for as long as somebody keeps it.
        </p>
      )}
      {final.length > 0 && (
        <section className="stack" aria-label="Final">
          <h2>Final</h2>
          {final.map((row) => (
            <FinalCard key={row.id} row={row} topic={topics.get(row.id)} />
          ))}
        </section>
      )}
      <Open label="In final comment" rows={finalComment} topics={topics} />
      <Open label="Drafts" rows={draft} topics={topics} />
    </div>
  )
}

interface OpenProps {
  readonly label: string
  readonly rows: readonly CatalogRow[]
  readonly topics: ReadonlyMap<TopicId, Topic>
}

/** Outcomes that are still written; one that was final before keeps what was published. */
function Open({ label, rows, topics }: OpenProps) {
  if (rows.length === 0) return null
  return (
    <section className="stack tight" aria-label={label}>
      <h2>{label}</h2>
      <ul className="plain-list">
        {rows.map((row) => (
          <li key={row.id}>
            {row.finalCid === '' ? <OpenOutcome row={row} /> : <FinalCard row={row} topic={topics.get(row.id)} />}
          </li>
        ))}
      </ul>
    </section>
  )
}

function OpenOutcome({ row }: { row: CatalogRow }) {
  const facts = [counted(row.words, 'word'), ...row.people]
  return (
    <article className="card stack tight" aria-label={titleWords(row)}>
      <h3>
        <a href={pathTo({ name: 'outcome', topicId: row.id })}>{titleWords(row)}</a>
      </h3>
      <p className="soft">{facts.join(' · ')}</p>
    </article>
  )
}

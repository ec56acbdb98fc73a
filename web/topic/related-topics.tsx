// Topics that the map of this one names, as they stand in the catalog now.
import type { Topic } from '../../src/index.ts'
import { useRows } from '../notebook-context.tsx'
import { pathTo } from '../router.ts'
import { titleWords } from './title-words.ts'

export function RelatedTopics({ topic }: { topic: Topic }) {
  const rows = useRows()
  const wanted = new Set(topic.outcome.map.nodes.flatMap((node) => node.topicId ?? []))
  const related = (rows ?? []).filter((row) => wanted.has(row.id))
  if (related.length === 0) return null
  return (
    <section className="card stack tight" aria-label="Related topics">
      <h2>Related topics</h2>
      <ul className="plain-list">
        {related.map((row) => (
          <li key={row.id}>
            <a href={pathTo({ name: 'topic', topicId: row.id })}>
              {row.number !== '' && `${row.number} `}
              {titleWords(row)}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

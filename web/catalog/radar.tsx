// For those who walk the room: groups that sat down and have written nothing yet.
import type { CatalogRow } from '../../src/index.ts'
import { pathTo } from '../router.ts'
import { rowState } from './catalog-filters.ts'

export function Radar({ rows }: { rows: readonly CatalogRow[] }) {
  const running = rows.filter((row) => rowState(row) === 'running')
  const met = rows.filter((row) => row.sessions.length > 0)
  const blank = met.filter((row) => !row.hasOutcome)
  if (met.length === 0) return null
  return (
    <section className="radar card stack tight" aria-label="Groups">
      <p>
        {running.length > 0 && <strong>{running.length} running now. </strong>}
        {blank.length === 0
          ? 'Every group has written something.'
          : `${blank.length} of ${met.length} groups have written nothing yet:`}
      </p>
      {blank.length > 0 && (
        <ul className="plain-list row">
          {blank.slice(0, 8).map((row) => (
            <li key={row.id}>
              <a href={pathTo({ name: 'topic', topicId: row.id })}>{row.title}</a>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

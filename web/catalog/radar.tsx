// For those who walk the room: groups that sit together, minutes left and words written, blank ones on top.
import type { CatalogRow } from '../../src/index.ts'
import { pathTo } from '../router.ts'
import { useNow } from '../session/use-now.ts'
import { titleWords } from '../topic/title-words.ts'
import { rowState } from './catalog-filters.ts'

export function Radar({ rows }: { rows: readonly CatalogRow[] }) {
  const met = rows.filter((row) => row.sessions.length > 0)
  const now = useNow(met.some((row) => rowState(row) === 'running'))
  const running = met.filter((row) => rowState(row, now) === 'running').sort((a, b) => a.words - b.words)
  const blank = met.filter((row) => !row.hasOutcome)
  if (met.length === 0) return null
  return (
    <section className="radar card stack tight" aria-label="Groups">
      <p>
        {running.length > 0 && <strong>{running.length} running now. </strong>}
        {blank.length === 0
          ? 'Every group has written something.'
          : `${blank.length} of ${met.length} groups have written nothing yet${running.length === 0 ? ':' : '.'}`}
      </p>
      {running.length > 0 ? (
        <ul className="plain-list radar-list">
          {running.map((row) => (
            <li key={row.id}>
              <a href={pathTo({ name: 'outcome', topicId: row.id })}>{titleWords(row)}</a>{' '}
              <span className={row.hasOutcome ? 'soft' : 'badge running'}>
                {row.hasOutcome ? `${row.words} words` : 'nothing written'}
              </span>{' '}
              <span className="soft">
                {minutesLeft(row, now)} min left{row.people.length > 0 && ` · ${row.people.join(', ')}`}
              </span>
            </li>
          ))}
        </ul>
      ) : (
        blank.length > 0 && (
          <ul className="plain-list row">
            {blank.slice(0, 8).map((row) => (
              <li key={row.id}>
                <a href={pathTo({ name: 'topic', topicId: row.id })}>{titleWords(row)}</a>
              </li>
            ))}
          </ul>
        )
      )}
    </section>
  )
}

/** By the planned length; a group that paused or asked for more sees its own clock. */
function minutesLeft(row: CatalogRow, now: number): number {
  const ends = row.sessions
    .filter((session) => session.start <= now)
    .map(({ start, minutes }) => start + minutes * 60_000)
  return Math.max(0, Math.ceil((Math.max(0, ...ends) - now) / 60_000))
}

// For those who walk the room: groups that sit together, minutes left and words written, blank ones on top.
import type { CatalogRow } from '../../src/index.ts'
import { counted } from '../design/counted.ts'
import { pathTo } from '../router.ts'
import { useNow } from '../session/use-now.ts'
import { titleWords } from '../topic/title-words.ts'
import { type RunningGroup, runningGroups } from './running-groups.ts'

export function Radar({ rows }: { rows: readonly CatalogRow[] }) {
  const met = rows.filter((row) => row.sessions.length > 0)
  const now = useNow(met.some((row) => row.sessions.some(isAbout)))
  const running = runningGroups(met, now)
  const done = running.filter((group) => group.isDone).length
  const blank = met.filter((row) => !row.hasOutcome)
  if (met.length === 0) return null
  return (
    <section className="radar card stack tight" aria-label="Groups">
      <p>
        {running.length > 0 && (
          <strong>
            {running.length} running now{done > 0 && `, ${done} of them done`}.{' '}
          </strong>
        )}
        {blank.length === 0
          ? 'Every group has written something.'
          : `${blank.length} of ${met.length} groups have written nothing yet${running.length === 0 ? ':' : '.'}`}
      </p>
      {running.length > 0 ? (
        <ul className="plain-list radar-list">
          {running.map((group, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two groups may sit with one topic
            <Group key={`${group.row.id} ${i}`} group={group} />
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

const dayMs = 24 * 60 * 60_000

/** Sessions of yesterday need no clock that ticks. */
const isAbout = ({ start }: { readonly start: number }): boolean => Math.abs(Date.now() - start) < dayMs

function Group({ group: { row, clock, minutesLeft, isDone } }: { group: RunningGroup }) {
  return (
    <li>
      <a href={pathTo({ name: 'outcome', topicId: row.id })}>{titleWords(row)}</a>{' '}
      {isDone && <span className="badge final">Final</span>}{' '}
      <span className={row.hasOutcome ? 'soft' : 'badge running'}>
        {row.hasOutcome ? `${counted(row.words, 'word')} ·` : 'nothing written'}
      </span>{' '}
      <span className="soft">
        {minutesLeft} min left{clockWords[clock]}
        {row.people.length > 0 && ` · ${row.people.join(', ')}`}
      </span>
    </li>
  )
}

const clockWords = { waiting: ', clock not started', paused: ', paused', running: '' }

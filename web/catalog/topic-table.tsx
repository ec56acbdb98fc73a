// The catalog as a table that reads like the camp's own; on a narrow screen each topic is two lines.
import { memo, useDeferredValue } from 'react'
import type { CatalogRow, TopicId, TopicState } from '../../src/index.ts'
import { counted } from '../design/counted.ts'
import { pathTo } from '../router.ts'
import { titleWords } from '../topic/title-words.ts'
import { rowState, stateLabels } from './catalog-filters.ts'
import { useKeptScroll } from './use-kept-scroll.ts'
import { useVoters, type Voters } from './use-voters.ts'
import { Vote } from './vote.tsx'

export interface TopicTableProps {
  readonly rows: readonly CatalogRow[]
  /** A sentence with what was searched for, by topic. */
  readonly found: ReadonlyMap<TopicId, string>
}

/** More than a window holds: they are there at once, the others of a thousand a moment later. */
const firstRows = 40

export function TopicTable({ rows, found }: TopicTableProps) {
  const voters = useVoters()
  const drawn = useDeferredValue(rows, rows.slice(0, firstRows))
  useKeptScroll(drawn.length)
  const today = new Date().setHours(0, 0, 0, 0)
  return (
    <table className="topics">
      <thead>
        <tr>
          <th scope="col">#</th>
          <th scope="col">Topic</th>
          <th scope="col">State</th>
          <th scope="col">Outcome</th>
          <th scope="col">People</th>
          <th scope="col">Changed</th>
          <th scope="col">Would join</th>
        </tr>
      </thead>
      <tbody>
        {drawn.map((row) => (
          <TopicRow key={row.id} row={row} sentence={found.get(row.id) ?? ''} voters={voters} today={today} />
        ))}
      </tbody>
    </table>
  )
}

interface TopicRowProps {
  readonly row: CatalogRow
  readonly sentence: string
  readonly voters: Voters
  /** Midnight, in milliseconds since the Unix epoch. */
  readonly today: number
}

const TopicRow = memo(function TopicRow({ row, sentence, voters, today }: TopicRowProps) {
  const state = rowState(row)
  return (
    <tr>
      <td className="number">{row.number}</td>
      <td className="topic-name">
        <a className="title" href={pathTo({ name: 'topic', topicId: row.id })}>
          {titleWords(row)}
        </a>{' '}
        {row.tags.map((tag) => (
          <span key={tag} className="badge">
            {tag}
          </span>
        ))}
        {row.summary !== '' && <p className="soft summary">{row.summary}</p>}
        {sentence !== '' && <p className="sentence">“{sentence}”</p>}
      </td>
      <td>
        <span className={`badge ${state}`}>{stateLabels[state]}</span>
      </td>
      <td className="soft topic-amount">
        <OutcomeWords row={row} state={state} />
      </td>
      <td className="soft topic-people">{row.people.join(', ')}</td>
      <td className="soft topic-changed">
        {row.updatedAt > 0 && (
          <time dateTime={new Date(row.updatedAt).toISOString()} title={moment.format(row.updatedAt)}>
            {shortFormat(row.updatedAt, today).format(row.updatedAt)}
          </time>
        )}
      </td>
      <td className="topic-vote">
        <Vote row={row} voters={voters} />
      </td>
    </tr>
  )
})

/** Nothing while nobody has written. Whether it is a draft or final stands beside it, but for a group that runs. */
function OutcomeWords({ row, state }: { row: CatalogRow; state: TopicState }) {
  const { hasOutcome, words, finalCid } = row
  if (!hasOutcome) return null
  const isOpenedAgain = finalCid !== '' && row.state !== 'final'
  const note = isOpenedAgain ? ', final earlier' : state === 'running' ? ', draft' : ''
  return (
    <>
      {counted(words, 'word')}
      {note !== '' && <span className="topic-note">{note}</span>}
    </>
  )
}

// Made once: a date that looks up the language each time takes longer than the rest of its line.
const moment = new Intl.DateTimeFormat([], { dateStyle: 'medium', timeStyle: 'short' })
const time = new Intl.DateTimeFormat([], { timeStyle: 'short' })
const day = new Intl.DateTimeFormat([], { day: 'numeric', month: 'short' })
const date = new Intl.DateTimeFormat([], { dateStyle: 'medium' })

/** Of today the time, which stays right however long the page is open; the year once it is another one. */
function shortFormat(at: number, today: number): Intl.DateTimeFormat {
  if (at >= today) return time
  return new Date(at).getFullYear() === new Date(today).getFullYear() ? day : date
}

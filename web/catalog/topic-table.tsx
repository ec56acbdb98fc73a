// The catalog as a table that reads like the camp's own; on a narrow screen each topic is two lines.
import type { CatalogRow, TopicId, TopicState } from '../../src/index.ts'
import { pathTo } from '../router.ts'
import { titleWords } from '../topic/title-words.ts'
import { rowState, stateLabels } from './catalog-filters.ts'
import { useVoters, type Voters } from './use-voters.ts'
import { Vote } from './vote.tsx'

export interface TopicTableProps {
  readonly rows: readonly CatalogRow[]
  /** A sentence with what was searched for, by topic. */
  readonly found: ReadonlyMap<TopicId, string>
}

export function TopicTable({ rows, found }: TopicTableProps) {
  const voters = useVoters()
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
        {rows.map((row) => (
          <TopicRow key={row.id} row={row} sentence={found.get(row.id) ?? ''} voters={voters} />
        ))}
      </tbody>
    </table>
  )
}

function TopicRow({ row, sentence, voters }: { row: CatalogRow; sentence: string; voters: Voters }) {
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
          <time dateTime={new Date(row.updatedAt).toISOString()} title={new Date(row.updatedAt).toLocaleString()}>
            {timeOrDay(row.updatedAt)}
          </time>
        )}
      </td>
      <td className="topic-vote">
        <Vote row={row} voters={voters} />
      </td>
    </tr>
  )
}

/** Nothing while nobody has written. Whether it is a draft or final stands beside it, but for a group that runs. */
function OutcomeWords({ row, state }: { row: CatalogRow; state: TopicState }) {
  const { hasOutcome, words, finalCid } = row
  if (!hasOutcome) return null
  const isOpenedAgain = finalCid !== '' && row.state !== 'final'
  const note = isOpenedAgain ? ', final earlier' : state === 'running' ? ', draft' : ''
  return (
    <>
      {words} {words === 1 ? 'word' : 'words'}
      {note !== '' && <span className="topic-note">{note}</span>}
    </>
  )
}

/** Of today the time: it stays right however long the page is open. */
function timeOrDay(at: number): string {
  const date = new Date(at)
  const isToday = date.toDateString() === new Date().toDateString()
  return isToday
    ? date.toLocaleTimeString([], { timeStyle: 'short' })
    : date.toLocaleDateString([], { day: 'numeric', month: 'short' })
}

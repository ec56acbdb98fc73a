// The catalog as a table that reads like the camp's own; on a narrow screen each topic is two lines.
import type { CatalogRow, TopicId } from '../../src/index.ts'
import { pathTo } from '../router.ts'
import { titleWords } from '../topic/title-words.ts'
import { rowState, stateLabels } from './catalog-filters.ts'
import { Vote } from './vote.tsx'

export interface TopicTableProps {
  readonly rows: readonly CatalogRow[]
  /** A sentence with what was searched for, by topic. */
  readonly found: ReadonlyMap<TopicId, string>
}

export function TopicTable({ rows, found }: TopicTableProps) {
  return (
    <table className="topics">
      <thead>
        <tr>
          <th scope="col">#</th>
          <th scope="col">Topic</th>
          <th scope="col">State</th>
          <th scope="col">People</th>
          <th scope="col">Would join</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <TopicRow key={row.id} row={row} sentence={found.get(row.id) ?? ''} />
        ))}
      </tbody>
    </table>
  )
}

function TopicRow({ row, sentence }: { row: CatalogRow; sentence: string }) {
  const state = rowState(row)
  return (
    <tr>
      <td className="number">{row.number}</td>
      <td>
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
        {row.words > 0 && <span className="soft words"> {row.words} words</span>}
      </td>
      <td className="soft">{row.people.join(', ')}</td>
      <td>
        <Vote row={row} />
      </td>
    </tr>
  )
}

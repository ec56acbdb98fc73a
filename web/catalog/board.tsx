// The catalog by state: a column for each, in the order a topic goes through them.
import type { CatalogRow } from '../../src/index.ts'
import { counted } from '../design/counted.ts'
import { pathTo } from '../router.ts'
import { titleWords } from '../topic/title-words.ts'
import { rowState, stateLabels, stateNames } from './catalog-filters.ts'
import { useKeptScroll } from './use-kept-scroll.ts'
import { useVoters } from './use-voters.ts'
import { Vote } from './vote.tsx'

export function Board({ rows }: { rows: readonly CatalogRow[] }) {
  const voters = useVoters()
  useKeptScroll(rows.length)
  const columns = Map.groupBy(rows, (row) => rowState(row))
  return (
    <div className="board">
      {stateNames
        .filter((name) => name !== 'all')
        .map((name) => {
          const cards = columns.get(name) ?? []
          return (
            <section key={name} className="stack tight" aria-label={stateLabels[name]}>
              <h2>
                {stateLabels[name]} <span className="soft">{cards.length}</span>
              </h2>
              {cards.length === 0 && <p className="soft">None</p>}
              <ul className="plain-list">
                {cards.map((row) => (
                  <li key={row.id} className="card board-card stack tight">
                    <a className="title" href={pathTo({ name: 'topic', topicId: row.id })}>
                      {row.number !== '' && <span className="soft">{row.number} </span>}
                      {titleWords(row)}
                    </a>
                    <div className="row">
                      <span className="soft">{row.words > 0 ? counted(row.words, 'word') : row.people.join(', ')}</span>
                      <Vote row={row} voters={voters} />
                    </div>
                  </li>
                ))}
              </ul>
            </section>
          )
        })}
    </div>
  )
}

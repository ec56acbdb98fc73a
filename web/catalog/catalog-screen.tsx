// The catalog: a table that reads like the camp's own, searched as you type, filtered by tag and state.
import { Plus, ThumbsUp } from 'lucide-react'
import { useDeferredValue, useMemo, useState } from 'react'
import type { CatalogRow } from '../../src/index.ts'
import { setVote } from '../../src/index.ts'
import { useNetworkState, useNotebook, useRows, useSelf } from '../notebook-context.tsx'
import { pathTo } from '../router.ts'
import { countBy, matchesFilters, rowState, type StateFilter, stateLabels, stateNames } from './catalog-filters.ts'
import { NewTopicDialog } from './new-topic-dialog.tsx'
import { Radar } from './radar.tsx'
import './catalog.css'

export function CatalogScreen() {
  const rows = useRows()
  const { camp } = useNotebook()
  const [query, setQuery] = useState('')
  const [state, setState] = useState<StateFilter>('all')
  const [tag, setTag] = useState('')
  const [isProposing, setProposing] = useState(false)
  const wanted = useDeferredValue(query)
  const shown = useMemo(
    () => (rows ?? []).filter((row) => matchesFilters(row, { query: wanted, state, tag })),
    [rows, wanted, state, tag],
  )
  const tags = useMemo(() => countBy(rows ?? [], (row) => row.tags), [rows])
  const states = useMemo(() => countBy(rows ?? [], (row) => [rowState(row)]), [rows])
  if (rows === undefined) return <p role="status">Opening the catalog…</p>
  return (
    <div className="stack catalog">
      <div className="row heading">
        <h1>{camp.name}</h1>
        <button type="button" className="button primary" onClick={() => setProposing(true)}>
          <Plus size={18} aria-hidden="true" /> Propose a topic
        </button>
      </div>
      {rows.length === 0 ? (
        <Empty onPropose={() => setProposing(true)} />
      ) : (
        <>
          <Radar rows={rows} />
          <label className="search">
            <span className="visually-hidden">Search topics</span>
            <input
              className="input"
              type="search"
              placeholder="Search topics, tags, people   /"
              value={query}
              onChange={(event) => setQuery(event.target.value)}
            />
          </label>
          <fieldset className="filters row">
            <legend className="visually-hidden">Filters</legend>
            {stateNames.map((name) => (
              <button
                key={name}
                type="button"
                className="chip"
                aria-pressed={state === name}
                onClick={() => setState(name)}
              >
                {stateLabels[name]} <span>{name === 'all' ? rows.length : (states.get(name) ?? 0)}</span>
              </button>
            ))}
            {[...tags].slice(0, 12).map(([name, count]) => (
              <button
                key={name}
                type="button"
                className="chip"
                aria-pressed={tag === name}
                onClick={() => setTag(tag === name ? '' : name)}
              >
                {name} <span>{count}</span>
              </button>
            ))}
          </fieldset>
          <p className="soft" role="status">
            {shown.length === rows.length ? `${rows.length} topics` : `${shown.length} of ${rows.length} topics`}
          </p>
          <Topics rows={shown} />
        </>
      )}
      {isProposing && <NewTopicDialog onClose={() => setProposing(false)} />}
    </div>
  )
}

function Topics({ rows }: { rows: readonly CatalogRow[] }) {
  if (rows.length === 0) return <p className="notice">Nothing fits. Take a filter away, or search for fewer letters.</p>
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
          <TopicRow key={row.id} row={row} />
        ))}
      </tbody>
    </table>
  )
}

function TopicRow({ row }: { row: CatalogRow }) {
  const state = rowState(row)
  return (
    <tr>
      <td className="number">{row.number}</td>
      <td>
        <a className="title" href={pathTo({ name: 'topic', topicId: row.id })}>
          {row.title}
        </a>{' '}
        {row.tags.map((tag) => (
          <span key={tag} className="badge">
            {tag}
          </span>
        ))}
        {row.summary !== '' && <p className="soft summary">{row.summary}</p>}
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

function Vote({ row }: { row: CatalogRow }) {
  const notebook = useNotebook()
  const self = useSelf()
  const isMine = row.votes.includes(self)
  const toggle = async (): Promise<void> => {
    const topic = await notebook.openTopic(row.id)
    setVote(topic.doc, self, isMine ? undefined : Date.now())
    await topic.close()
  }
  return (
    <button
      type="button"
      className="chip vote"
      aria-pressed={isMine}
      aria-label={`I’d join “${row.title}” (${row.votes.length})`}
      onClick={() => void toggle()}
    >
      <ThumbsUp size={14} aria-hidden="true" /> {row.votes.length}
    </button>
  )
}

function Empty({ onPropose }: { onPropose: () => void }) {
  const network = useNetworkState()
  return (
    <section className="card stack">
      <h2>No topics here yet</h2>
      <p>
        {network.peers.length === 0
          ? 'Topics will appear when you meet somebody of this camp. You can propose the first one now; it is kept here until then.'
          : 'Nobody has proposed a topic yet.'}
      </p>
      <div className="row">
        <button type="button" className="button" onClick={onPropose}>
          Propose a topic
        </button>
        <a className="button" href="#/people">
          Invite somebody
        </a>
      </div>
    </section>
  )
}

// The catalog: a table that reads like the camp's own, searched as you type, filtered by tag and state.
import { Columns3, List, Plus } from 'lucide-react'
import { useDeferredValue, useMemo, useState } from 'react'
import type { CatalogRow, TopicId } from '../../src/index.ts'
import { type NetworkState, useNetworkState, useNotebook, useRows } from '../notebook-context.tsx'
import { pathTo } from '../router.ts'
import { useFullText } from '../search/use-full-text.ts'
import { Board } from './board.tsx'
import {
  countBy,
  matchesFilters,
  type OutcomeFilter,
  peopleOf,
  rowState,
  type Sort,
  type StateFilter,
  sorted,
  sorts,
  stateLabels,
  stateNames,
} from './catalog-filters.ts'
import { NewTopicDialog } from './new-topic-dialog.tsx'
import { Radar } from './radar.tsx'
import { loadView, saveView, type View } from './view.ts'
import { Vote } from './vote.tsx'
import './catalog.css'
import { titleWords } from '../topic/title-words.ts'

export function CatalogScreen() {
  const rows = useRows()
  const { camp } = useNotebook()
  const [query, setQuery] = useState('')
  const [state, setState] = useState<StateFilter>('all')
  const [tag, setTag] = useState('')
  const [person, setPerson] = useState('')
  const [outcome, setOutcome] = useState<OutcomeFilter>('any')
  const [sort, setSort] = useState<Sort>('number')
  const [isProposing, setProposing] = useState(false)
  const [view, setView] = useState<View>(loadView)
  const wanted = useDeferredValue(query)
  const found = useFullText(rows, wanted)
  const shown = useMemo(
    () =>
      sorted(
        (rows ?? []).filter((row) => matchesFilters(row, { query: wanted, state, tag, person, outcome, found })),
        sort,
      ),
    [rows, wanted, state, tag, person, outcome, found, sort],
  )
  const tags = useMemo(() => countBy(rows ?? [], (row) => row.tags), [rows])
  const people = useMemo(() => countBy(rows ?? [], peopleOf), [rows])
  const states = useMemo(() => countBy(rows ?? [], (row) => [rowState(row)]), [rows])
  if (rows === undefined) return <p role="status">Opening the catalog…</p>
  return (
    <div className="stack catalog">
      <h1 className="visually-hidden">{camp.name}</h1>
      <div className="catalog-head">
        <label className="search">
          <span className="visually-hidden">Search topics</span>
          <input
            className="input"
            type="search"
            placeholder="Search titles, people, pages and outcomes   /"
            value={query}
            onChange={(event) => setQuery(event.target.value)}
          />
        </label>
        <button type="button" className="button primary" onClick={() => setProposing(true)}>
          <Plus size={18} aria-hidden="true" /> <span className="propose">Propose a topic</span>
        </button>
      </div>
      {rows.length === 0 ? (
        <Empty onPropose={() => setProposing(true)} />
      ) : (
        <>
          <Radar rows={rows} />
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
          <div className="row heading shown">
            <p className="soft" role="status">
              {shown.length === rows.length ? `${rows.length} topics` : `${shown.length} of ${rows.length} topics`}
            </p>
            <div className="row no-print choices">
              <select
                aria-label="Person"
                className="input narrow small"
                value={person}
                onChange={(event) => setPerson(event.target.value)}
              >
                <option value="">Anybody</option>
                {[...people].map(([name, count]) => (
                  <option key={name} value={name}>
                    {name} ({count})
                  </option>
                ))}
              </select>
              <select
                aria-label="Outcome"
                className="input narrow small"
                value={outcome}
                onChange={(event) => setOutcome(event.target.value as OutcomeFilter)}
              >
                <option value="any">With or without outcome</option>
                <option value="with">With an outcome</option>
                <option value="without">Without an outcome</option>
              </select>
              <select
                aria-label="Order"
                className="input narrow small"
                value={sort}
                onChange={(event) => setSort(event.target.value as Sort)}
              >
                {Object.entries(sorts).map(([name, label]) => (
                  <option key={name} value={name}>
                    {label}
                  </option>
                ))}
              </select>
            </div>
            <ViewChoice
              view={view}
              onChoose={(next) => {
                saveView(next)
                setView(next)
              }}
            />
          </div>
          <Topics rows={shown} found={found} view={view} />
        </>
      )}
      {isProposing && <NewTopicDialog onClose={() => setProposing(false)} />}
    </div>
  )
}

function ViewChoice({ view, onChoose }: { view: View; onChoose: (view: View) => void }) {
  return (
    <fieldset className="filters row">
      <legend className="visually-hidden">View</legend>
      <button type="button" className="chip" aria-pressed={view === 'table'} onClick={() => onChoose('table')}>
        <List size={16} aria-hidden="true" /> Table
      </button>
      <button type="button" className="chip" aria-pressed={view === 'board'} onClick={() => onChoose('board')}>
        <Columns3 size={16} aria-hidden="true" /> Board
      </button>
    </fieldset>
  )
}

interface TopicsProps {
  readonly rows: readonly CatalogRow[]
  readonly found: ReadonlyMap<TopicId, string>
  readonly view: View
}

function Topics({ rows, found, view }: TopicsProps) {
  if (rows.length === 0) return <p className="notice">Nothing fits. Take a filter away, or search for fewer letters.</p>
  if (view === 'board') return <Board rows={rows} />
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

function Empty({ onPropose }: { onPropose: () => void }) {
  return (
    <section className="card stack">
      <h2>No topics here yet</h2>
      <p>{whyEmpty(useNetworkState())}</p>
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

function whyEmpty({ peers, pulls }: NetworkState): string {
  const coming = Math.max(0, ...pulls.running.map((pull) => pull.topicsTotal))
  if (pulls.isHeld) return 'Receiving is stopped. Go on, above, to get the topics of others.'
  if (coming > 0) return `${coming} topics are on their way. They appear when all that one person wrote has come.`
  if (peers.length > 0) return 'Nobody has proposed a topic yet.'
  return 'Topics will appear when you meet somebody of this camp. You can propose the first one now; it is kept here until then.'
}

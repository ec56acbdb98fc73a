// The catalog: searched as you type, filtered by tag and state, as a table or as a board.
import { Plus } from 'lucide-react'
import { useDeferredValue, useMemo, useState } from 'react'
import { useNotebook, useRows } from '../notebook-context.tsx'
import { useFullText } from '../search/use-full-text.ts'
import { Board } from './board.tsx'
import { matchesFilters, sorted } from './catalog-filters.ts'
import { EmptyCatalog } from './empty-catalog.tsx'
import { FilterChips } from './filter-chips.tsx'
import { FilterLists } from './filter-lists.tsx'
import { NewTopicDialog } from './new-topic-dialog.tsx'
import { Radar } from './radar.tsx'
import { TopicTable } from './topic-table.tsx'
import { useCatalogChoice } from './use-catalog-choice.ts'
import { loadView, saveView, type View } from './view.ts'
import { ViewChoice } from './view-choice.tsx'
import './catalog.css'

export function CatalogScreen() {
  const rows = useRows()
  const { camp } = useNotebook()
  const [choice, choose] = useCatalogChoice()
  const [isProposing, setProposing] = useState(false)
  const [view, setView] = useState<View>(loadView)
  const query = useDeferredValue(choice.query)
  const found = useFullText(rows, query)
  const shown = useMemo(
    () =>
      sorted(
        (rows ?? []).filter((row) => matchesFilters(row, { ...choice, query, found })),
        choice.sort,
      ),
    [rows, choice, query, found],
  )
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
            value={choice.query}
            onChange={(event) => choose({ query: event.target.value })}
          />
        </label>
        <button type="button" className="button primary" onClick={() => setProposing(true)}>
          <Plus size={18} aria-hidden="true" /> <span className="propose">Propose a topic</span>
        </button>
      </div>
      {rows.length === 0 ? (
        <EmptyCatalog onPropose={() => setProposing(true)} />
      ) : (
        <>
          <Radar rows={rows} />
          <FilterChips rows={rows} choice={choice} onChoose={choose} />
          <div className="row heading shown">
            <p className="soft" role="status">
              {shown.length === rows.length ? `${rows.length} topics` : `${shown.length} of ${rows.length} topics`}
            </p>
            <FilterLists rows={rows} choice={choice} onChoose={choose} />
            <ViewChoice
              view={view}
              onChoose={(next) => {
                saveView(next)
                setView(next)
              }}
            />
          </div>
          {shown.length === 0 ? (
            <p className="notice">Nothing fits. Take a filter away, or search for fewer letters.</p>
          ) : view === 'board' ? (
            <Board rows={shown} />
          ) : (
            <TopicTable rows={shown} found={found} />
          )}
        </>
      )}
      {isProposing && <NewTopicDialog onClose={() => setProposing(false)} />}
    </div>
  )
}

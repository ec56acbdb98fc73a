// The states and the tags of the catalog as chips, each with how many topics have it.
import { useMemo } from 'react'
import type { CatalogRow } from '../../src/index.ts'
import type { CatalogChoice } from './catalog-choice.ts'
import { countBy, rowState, stateLabels, stateNames } from './catalog-filters.ts'

const maxTags = 12

export interface ChoosingProps {
  readonly rows: readonly CatalogRow[]
  readonly choice: CatalogChoice
  readonly onChoose: (change: Partial<CatalogChoice>) => void
}

export function FilterChips({ rows, choice: { state, tag }, onChoose }: ChoosingProps) {
  // Not again for each letter of a search.
  const states = useMemo(() => countBy(rows, (row) => [rowState(row)]), [rows])
  const tags = useMemo(() => countBy(rows, (row) => row.tags), [rows])
  return (
    <fieldset className="filters row">
      <legend className="visually-hidden">Filters</legend>
      {stateNames.map((name) => (
        <button
          key={name}
          type="button"
          className="chip"
          aria-pressed={state === name}
          onClick={() => onChoose({ state: name })}
        >
          {stateLabels[name]} <span>{name === 'all' ? rows.length : (states.get(name) ?? 0)}</span>
        </button>
      ))}
      {[...tags].slice(0, maxTags).map(([name, count]) => (
        <button
          key={name}
          type="button"
          className="chip"
          aria-pressed={tag === name}
          onClick={() => onChoose({ tag: tag === name ? '' : name })}
        >
          {name} <span>{count}</span>
        </button>
      ))}
    </fieldset>
  )
}

// What is chosen from lists: whose topics, with or without an outcome, in which order.
import { useMemo } from 'react'
import { countBy, type OutcomeFilter, peopleOf, type Sort, sorts } from './catalog-filters.ts'
import type { ChoosingProps } from './filter-chips.tsx'

export function FilterLists({ rows, choice: { person, outcome, sort }, onChoose }: ChoosingProps) {
  const people = useMemo(() => countBy(rows, peopleOf), [rows])
  return (
    <div className="row no-print choices">
      <select
        aria-label="Person"
        className="input narrow small"
        value={person}
        onChange={(event) => onChoose({ person: event.target.value })}
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
        onChange={(event) => onChoose({ outcome: event.target.value as OutcomeFilter })}
      >
        <option value="any">With or without outcome</option>
        <option value="with">With an outcome</option>
        <option value="without">Without an outcome</option>
      </select>
      <select
        aria-label="Order"
        className="input narrow small"
        value={sort}
        onChange={(event) => onChoose({ sort: event.target.value as Sort })}
      >
        {Object.entries(sorts).map(([name, label]) => (
          <option key={name} value={name}>
            {label}
          </option>
        ))}
      </select>
    </div>
  )
}

// Which rows a search and its filters leave.
import { type CatalogRow, isUnderWay, type TopicId, type TopicState } from '../../src/index.ts'

export type StateFilter = 'all' | TopicState

export const stateNames = [
  'all',
  'proposed',
  'planned',
  'running',
  'draft',
  'final',
] as const satisfies readonly StateFilter[]

export const stateLabels: Readonly<Record<StateFilter, string>> = {
  all: 'All',
  proposed: 'Proposed',
  planned: 'Planned',
  running: 'Running',
  draft: 'Draft outcome',
  final: 'Final',
}

export type OutcomeFilter = 'any' | 'with' | 'without'

export const sorts = {
  number: 'As numbered',
  updated: 'Newest change first',
  wanted: 'Most wanted first',
  title: 'By title',
} as const
export type Sort = keyof typeof sorts

export interface Filters {
  readonly query: string
  readonly state: StateFilter
  readonly tag: string
  /** Somebody who was checked in or proposed the topic; '' for anybody. */
  readonly person: string
  readonly outcome: OutcomeFilter
  /** Topics whose page or outcome has the words. */
  readonly found: ReadonlyMap<TopicId, string>
}

export function matchesFilters(row: CatalogRow, { query, state, tag, person, outcome, found }: Filters): boolean {
  if (state !== 'all' && rowState(row) !== state) return false
  if (tag !== '' && !row.tags.includes(tag)) return false
  if (person !== '' && !peopleOf(row).includes(person)) return false
  if (outcome !== 'any' && row.hasOutcome !== (outcome === 'with')) return false
  if (found.has(row.id)) return true
  const text = [row.number, row.title, row.summary, ...row.tags, ...row.people, ...row.proposedBy]
    .join('\n')
    .toLowerCase()
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

export const peopleOf = (row: CatalogRow): readonly string[] => [...new Set([...row.people, ...row.proposedBy])]

/** Rows come in the camp's order, by number. */
export function sorted(rows: readonly CatalogRow[], sort: Sort): readonly CatalogRow[] {
  switch (sort) {
    case 'number':
      return rows
    case 'updated':
      return [...rows].sort((a, b) => b.updatedAt - a.updatedAt)
    case 'wanted':
      return [...rows].sort((a, b) => b.votes.length - a.votes.length)
    case 'title':
      return [...rows].sort((a, b) => a.title.localeCompare(b.title))
  }
}

export function rowState(row: CatalogRow, now = Date.now()): TopicState {
  if (row.state === 'final') return 'final'
  return row.sessions.some((session) => isUnderWay(session, now)) ? 'running' : row.state
}

/** How many rows have each value, most first. */
export function countBy(
  rows: readonly CatalogRow[],
  values: (row: CatalogRow) => readonly string[],
): Map<string, number> {
  const counts = new Map<string, number>()
  for (const row of rows) for (const value of values(row)) counts.set(value, (counts.get(value) ?? 0) + 1)
  return new Map([...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)))
}

// What somebody wants to see of the catalog, and how it stands behind the `#`: Back, a reload and a bookmark find it there.
import { type OutcomeFilter, type Sort, type StateFilter, sorts, stateNames } from './catalog-filters.ts'

export interface CatalogChoice {
  readonly query: string
  readonly state: StateFilter
  /** '' for any. */
  readonly tag: string
  /** '' for anybody. */
  readonly person: string
  readonly outcome: OutcomeFilter
  readonly sort: Sort
}

export const everything: CatalogChoice = {
  query: '',
  state: 'all',
  tag: '',
  person: '',
  outcome: 'any',
  sort: 'number',
}

const outcomes: readonly OutcomeFilter[] = ['any', 'with', 'without']
const sortNames = Object.keys(sorts) as readonly Sort[]
const fields = Object.keys(everything) as readonly (keyof CatalogChoice)[]

/** An address may say anything: what nobody can choose is left out. */
export function parseChoice(hash: string): CatalogChoice {
  const [, search = ''] = hash.split('?')
  const said = new URLSearchParams(search)
  const oneOf = <T extends string>(names: readonly T[], field: string, otherwise: T): T =>
    names.find((name) => name === said.get(field)) ?? otherwise
  return {
    query: said.get('query') ?? '',
    state: oneOf(stateNames, 'state', 'all'),
    tag: said.get('tag') ?? '',
    person: said.get('person') ?? '',
    outcome: oneOf(outcomes, 'outcome', 'any'),
    sort: oneOf(sortNames, 'sort', 'number'),
  }
}

/** Says only what was chosen; nothing of it for the whole catalog. */
export function formatChoice(choice: CatalogChoice): string {
  const said = new URLSearchParams()
  for (const field of fields) if (choice[field] !== everything[field]) said.set(field, choice[field])
  return said.size === 0 ? '#/catalog' : `#/catalog?${said}`
}

// A line of the catalog that says nothing but which topic it is.
import type { CatalogRow } from '../../src/notebook/ports.ts'

export function rowOf(id: CatalogRow['id'], title = ''): CatalogRow {
  return {
    id,
    number: '1',
    title,
    summary: '',
    tags: [],
    proposedBy: [],
    necessary: [],
    state: 'proposed',
    hasOutcome: false,
    words: 0,
    people: [],
    votes: [],
    sessions: [],
    finalCid: '',
    cid: '',
    createdAt: 1,
    updatedAt: 1,
  }
}

// Rows with an outcome, by how far it is.
import type { CatalogRow, Topic, TopicId } from '../../src/index.ts'

export interface OutcomeGroups {
  readonly final: readonly CatalogRow[]
  /** Written, and open for last remarks. */
  readonly finalComment: readonly CatalogRow[]
  readonly draft: readonly CatalogRow[]
}

/** A topic that was not read yet counts as a draft unless its row says final. */
export function outcomeGroups(rows: readonly CatalogRow[], topics: ReadonlyMap<TopicId, Topic>): OutcomeGroups {
  const written = rows.filter((row) => row.hasOutcome || row.finalCid !== '')
  const open = written.filter((row) => row.state !== 'final')
  const isLast = (row: CatalogRow): boolean => topics.get(row.id)?.outcome.state === 'final-comment'
  return {
    final: written.filter((row) => row.state === 'final'),
    finalComment: open.filter(isLast),
    draft: open.filter((row) => !isLast(row)),
  }
}

// Two laptops that import one table while they are apart create each topic twice. Where they meet, the catalog shows it
// once. Nobody writes that down: every replica finds it from the rows it holds, so that work which arrives later, on
// either of the two, brings both back.
import type { TopicId } from './ids.ts'

export interface ImportOrigin {
  /** What the first import of this topic said, as a digest: equal for one row of one table, whoever imported it. */
  readonly first: string
  /** Whether nobody has done anything with the topic but import it. */
  readonly isUntouched: boolean
}

interface FoldableRow {
  readonly id: TopicId
  readonly mergedInto?: TopicId
  readonly imported?: ImportOrigin
}

/**
 * The rows with `mergedInto` set on untouched doubles. What somebody worked on stays, all of it; of doubles that nobody
 * touched the smallest id. The same rows give the same in every order.
 */
export function foldDoubles<Row extends FoldableRow>(rows: readonly Row[]): readonly Row[] {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    if (row.imported === undefined || row.mergedInto !== undefined) continue
    groups.set(row.imported.first, [...(groups.get(row.imported.first) ?? []), row])
  }
  const into = new Map<TopicId, TopicId>()
  for (const group of groups.values()) {
    const worked = group.filter((row) => row.imported?.isUntouched !== true)
    const kept = smallest(worked.length > 0 ? worked : group)
    for (const row of group) if (row.id !== kept && row.imported?.isUntouched === true) into.set(row.id, kept)
  }
  if (into.size === 0) return rows
  return rows.map((row) => {
    const mergedInto = into.get(row.id)
    return mergedInto === undefined ? row : { ...row, mergedInto }
  })
}

/** Whether the catalog has a line for it. */
export const isShown = (row: Pick<FoldableRow, 'mergedInto'>): boolean => row.mergedInto === undefined

const smallest = (rows: readonly FoldableRow[]): TopicId => rows.map((row) => row.id).reduce((a, b) => (a < b ? a : b))

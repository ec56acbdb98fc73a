// The lines of the catalog in memory: as stored, with the lines of topics that this device changed and has not
// committed yet laid over them.
import type { TopicId } from '../domain/ids.ts'
import { foldDoubles } from '../domain/imported-doubles.ts'
import { compareRows } from './catalog-row.ts'
import type { CatalogRow } from './ports.ts'

export interface RowTable {
  /** In the camp's order, with doubles folded; the same array until a row changes. */
  all(): readonly CatalogRow[]
  get(id: TopicId): CatalogRow | undefined
  /** Rows as the store now has them; they end what was provisional about these topics. */
  put(rows: readonly CatalogRow[]): void
  /** Drops topics that the store no longer has; edits that are not committed keep theirs. */
  remove(ids: readonly TopicId[]): void
  /** A row of a topic with edits that are journaled but not committed. */
  putProvisional(row: CatalogRow): void
  /** Rows of the store only, in no particular order. */
  stored(): Iterable<CatalogRow>
  isStored(id: TopicId): boolean
}

export function createRowTable(initial: readonly CatalogRow[]): RowTable {
  const stored = new Map(initial.map((row) => [row.id, row]))
  const provisional = new Map<TopicId, CatalogRow>()
  let sorted: readonly CatalogRow[] | undefined
  return {
    all() {
      sorted ??= foldDoubles([...new Map([...stored, ...provisional]).values()].sort(compareRows))
      return sorted
    },
    get: (id) => provisional.get(id) ?? stored.get(id),
    put(rows) {
      for (const row of rows) {
        stored.set(row.id, row)
        provisional.delete(row.id)
      }
      sorted = undefined
    },
    remove(ids) {
      for (const id of ids) stored.delete(id)
      sorted = undefined
    },
    putProvisional(row) {
      provisional.set(row.id, row)
      sorted = undefined
    },
    stored: () => stored.values(),
    isStored: (id) => stored.has(id),
  }
}

// The lines of the catalog as one page shows them: those of the store, and those that this tab knows better.
import { type CatalogRow, compareRows, foldDoubles, isShown } from '../../src/index.ts'

export interface Rows {
  /** In the camp's order, with those that stand under another one; undefined until the store was read once. */
  all(): readonly CatalogRow[] | undefined
  /** Those that stand in the catalog. */
  shown(): readonly CatalogRow[] | undefined
  subscribe(listener: () => void): () => void
}

export interface RowsOfPage extends Rows {
  putStored(stored: readonly CatalogRow[]): void
  /** The tab may know better than the store now. */
  refresh(): void
}

/** @param own lines that this tab knows; the same array until one of them changes */
export function createRows(own: () => readonly CatalogRow[]): RowsOfPage {
  const listeners = new Set<() => void>()
  let stored: readonly CatalogRow[] | undefined
  // As last told: a part that is drawn for another reason must not see more than the others were told.
  let known = own()
  let merged: { readonly all: readonly CatalogRow[]; readonly shown: readonly CatalogRow[] } | undefined

  const read = (): typeof merged => {
    if (stored === undefined && known.length === 0) return undefined
    if (merged === undefined) {
      const all = mergeRows(stored ?? [], known)
      merged = { all, shown: all.filter(isShown) }
    }
    return merged
  }
  const tell = (): void => {
    known = own()
    merged = undefined
    for (const listener of [...listeners]) listener()
  }
  return {
    all: () => read()?.all,
    shown: () => read()?.shown,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    putStored(rows) {
      stored = rows
      tell()
    },
    refresh() {
      if (known !== own()) tell()
    },
  }
}

function mergeRows(stored: readonly CatalogRow[], own: readonly CatalogRow[]): readonly CatalogRow[] {
  const newest = new Map(stored.map((row) => [row.id, row]))
  for (const row of own) if (row.updatedAt >= (newest.get(row.id)?.updatedAt ?? 0)) newest.set(row.id, row)
  return foldDoubles([...newest.values()].sort(compareRows))
}

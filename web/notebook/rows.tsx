// The lines of the catalog, read once for the whole page however many parts of a screen show some of them: those of the
// store, and those that this tab knows better.
import { useLiveQuery } from 'dexie-react-hooks'
import { createContext, type ReactNode, useContext, useEffect, useLayoutEffect, useMemo } from 'react'
import { type CatalogRow, compareRows, foldDoubles, isShown, type Notebook } from '../../src/index.ts'
import { atMostEvery } from './snapshot.ts'

/** While hundreds of topics are imported, drawing the list anew for each would take most of the time. */
const rowsEveryMs = 200

export interface Rows {
  /** In the camp's order, with those that stand under another one; undefined until the store was read once. */
  all(): readonly CatalogRow[] | undefined
  /** Those that stand in the catalog. */
  shown(): readonly CatalogRow[] | undefined
  subscribe(listener: () => void): () => void
}

interface RowsOfPage extends Rows {
  putStored(stored: readonly CatalogRow[]): void
  /** The tab may know better than the store now. */
  refresh(): void
}

function createRows(own: () => readonly CatalogRow[]): RowsOfPage {
  const listeners = new Set<() => void>()
  let stored: readonly CatalogRow[] | undefined
  let merged: { readonly from: readonly CatalogRow[]; readonly all: readonly CatalogRow[] | undefined } | undefined
  let shown: readonly CatalogRow[] | undefined

  const all = (): readonly CatalogRow[] | undefined => {
    const from = own()
    if (merged?.from !== from) {
      merged = { from, all: mergeRows(stored, from) }
      shown = merged.all?.filter(isShown)
    }
    return merged.all
  }
  const tell = (): void => {
    for (const listener of [...listeners]) listener()
  }
  return {
    all,
    shown() {
      all()
      return shown
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    putStored(rows) {
      stored = rows
      merged = undefined
      tell()
    },
    refresh() {
      if (merged?.from !== own()) tell()
    },
  }
}

function mergeRows(
  stored: readonly CatalogRow[] | undefined,
  own: readonly CatalogRow[],
): readonly CatalogRow[] | undefined {
  if (stored === undefined && own.length === 0) return undefined
  const newest = new Map((stored ?? []).map((row) => [row.id, row]))
  for (const row of own) if (row.updatedAt >= (newest.get(row.id)?.updatedAt ?? 0)) newest.set(row.id, row)
  return foldDoubles([...newest.values()].sort(compareRows))
}

const Context = createContext<Rows | undefined>(undefined)

interface RowsProviderProps {
  readonly notebook: Notebook
  /** Reads the lines of the store, by Dexie, which then tells when they change. */
  readonly load: () => Promise<readonly CatalogRow[]>
  readonly children: ReactNode
}

export function RowsProvider({ notebook, load, children }: RowsProviderProps) {
  const rows = useMemo(() => createRows(notebook.rows), [notebook])
  const stored = useLiveQuery(load, [load])
  useLayoutEffect(() => {
    if (stored !== undefined) rows.putStored(stored)
  }, [rows, stored])
  useEffect(() => atMostEvery(rowsEveryMs, notebook.subscribe)(rows.refresh), [rows, notebook])
  return <Context value={rows}>{children}</Context>
}

export function useRowsOfPage(): Rows {
  const rows = useContext(Context)
  if (rows === undefined) throw new Error('a screen was rendered outside its notebook')
  return rows
}

// The lines of the catalog, read once for the whole page however many parts of a screen show some of them.
import { useLiveQuery } from 'dexie-react-hooks'
import { createContext, type ReactNode, useContext, useEffect, useLayoutEffect, useMemo } from 'react'
import type { CatalogRow, Notebook } from '../../src/index.ts'
import { createRows, type Rows } from './create-rows.ts'
import { atMostEvery } from './snapshot.ts'

/** While hundreds of topics are imported, drawing the list anew for each would take most of the time. */
const rowsEveryMs = 200

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
  useEffect(() => {
    const stop = atMostEvery(rowsEveryMs, notebook.subscribe)(rows.refresh)
    // They may have changed before this listened.
    rows.refresh()
    return stop
  }, [rows, notebook])
  return <Context value={rows}>{children}</Context>
}

export function useRowsOfPage(): Rows {
  const rows = useContext(Context)
  if (rows === undefined) throw new Error('a screen was rendered outside its notebook')
  return rows
}

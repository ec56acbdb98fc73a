// The lines of the catalog, those of the store and those that this tab knows better.
import { useLiveQuery } from 'dexie-react-hooks'
import { useMemo, useSyncExternalStore } from 'react'
import { type CatalogRow, compareRows, foldDoubles, isShown, type TopicId } from '../../src/index.ts'
import { useOpened } from './opened.tsx'
import { atMostEvery } from './snapshot.ts'

/** While hundreds of topics are imported, drawing the list anew for each would take most of the time. */
const rowsEveryMs = 200

/** Lines of the catalog in the camp's order; undefined until the store was read once. */
export function useRows(): readonly CatalogRow[] | undefined {
  const rows = useAllRows()
  return useMemo(() => rows?.filter(isShown), [rows])
}

/** The topic that stands in the catalog instead of this one, if one does. */
export function useMergedInto(id: TopicId): TopicId | undefined {
  return useAllRows()?.find((row) => row.id === id)?.mergedInto
}

const none: readonly CatalogRow[] = []

/** Topics for which this one stands in the catalog. */
export function useMergedHere(id: TopicId): readonly CatalogRow[] {
  const rows = useAllRows()
  return useMemo(() => rows?.filter((row) => row.mergedInto === id) ?? none, [rows, id])
}

/** With those that stand in the catalog under another one. */
export function useAllRows(): readonly CatalogRow[] | undefined {
  const { db, notebook } = useOpened()
  const stored = useLiveQuery(() => db.rows.toArray(), [db])
  const subscribe = useMemo(() => atMostEvery(rowsEveryMs, notebook.subscribe), [notebook])
  const own = useSyncExternalStore(subscribe, notebook.rows)
  return useMemo(() => {
    if (stored === undefined) return own.length > 0 ? own : undefined
    const newest = new Map(stored.map((row) => [row.id, row]))
    for (const row of own) if (row.updatedAt >= (newest.get(row.id)?.updatedAt ?? 0)) newest.set(row.id, row)
    return foldDoubles([...newest.values()].sort(compareRows))
  }, [stored, own])
}

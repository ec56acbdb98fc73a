// What screens read of the lines of the catalog.
import { useMemo, useSyncExternalStore } from 'react'
import type { CatalogRow, TopicId } from '../../src/index.ts'
import { useRowsOfPage } from './rows.tsx'

/** Lines of the catalog in the camp's order; undefined until the store was read once. */
export function useRows(): readonly CatalogRow[] | undefined {
  const { subscribe, shown } = useRowsOfPage()
  return useSyncExternalStore(subscribe, shown)
}

/**
 * One thing that can be said of the lines, those that stand under another one among them. Who shows it is drawn anew
 * when it is another one, and not whenever somebody in the camp writes a word.
 */
export function useRowFact<T extends string | number | boolean | undefined>(
  read: (rows: readonly CatalogRow[] | undefined) => T,
): T {
  const { subscribe, all } = useRowsOfPage()
  return useSyncExternalStore(subscribe, () => read(all()))
}

/** The topic that stands in the catalog instead of this one, if one does. */
export function useMergedInto(id: TopicId): TopicId | undefined {
  return useRowFact((rows) => rows?.find((row) => row.id === id)?.mergedInto)
}

const none: readonly CatalogRow[] = []

/** Topics for which this one stands in the catalog. */
export function useMergedHere(id: TopicId): readonly CatalogRow[] {
  const { subscribe, all } = useRowsOfPage()
  const rows = useSyncExternalStore(subscribe, all)
  return useMemo(() => rows?.filter((row) => row.mergedInto === id) ?? none, [rows, id])
}

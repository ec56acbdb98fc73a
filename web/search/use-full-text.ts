// Full-text search for a screen: the index is loaded and filled when somebody begins to search, never before.
import { useEffect, useMemo, useState } from 'react'
import type { CatalogRow, TopicId } from '../../src/index.ts'
import { useNotebook } from '../notebook-context.tsx'
import type { SearchIndex } from './search-index.ts'
import { openSearchTexts, type SearchTexts } from './search-texts.ts'

interface Search {
  readonly index: SearchIndex
  readonly texts: SearchTexts
}

const nothing: ReadonlyMap<TopicId, string> = new Map()
/** How many texts go in before the page may draw again. */
const batchSize = 50

/** Topics whose page or outcome has these words, each with the sentence. Grows while texts are still being read. */
export function useFullText(rows: readonly CatalogRow[] | undefined, query: string): ReadonlyMap<TopicId, string> {
  const isWanted = query.trim().length > 1
  const search = useSearch(isWanted)
  const version = useFilled(search, rows)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` counts what the index took in
  return useMemo(
    () => (isWanted && search !== undefined ? search.index.search(query) : nothing),
    [search, query, isWanted, version],
  )
}

function useSearch(isWanted: boolean): Search | undefined {
  const notebook = useNotebook()
  const [search, setSearch] = useState<Search>()
  useEffect(() => {
    if (!isWanted || search !== undefined) return
    let isGone = false
    import('./search-index.ts').then(({ createSearchIndex }) => {
      if (!isGone) setSearch({ index: createSearchIndex(), texts: openSearchTexts(notebook) })
    }, reportError)
    return () => {
      isGone = true
    }
  }, [notebook, isWanted, search])
  useEffect(() => () => search?.texts.close(), [search])
  return search
}

function useFilled(search: Search | undefined, rows: readonly CatalogRow[] | undefined): number {
  const [version, setVersion] = useState(0)
  useEffect(() => {
    if (search === undefined || rows === undefined) return
    const stop = new AbortController()
    const fill = async (): Promise<void> => {
      let count = 0
      for await (const text of search.texts.update(rows, stop)) {
        search.index.put(text)
        if (++count % batchSize === 0) setVersion((before) => before + 1)
      }
      setVersion((before) => before + 1)
    }
    fill().catch((error: unknown) => {
      // Titles and tags are still searched without the index.
      if (!stop.signal.aborted) reportError(error)
    })
    return () => stop.abort()
  }, [search, rows])
  return version
}

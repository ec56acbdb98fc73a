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
    () => (isWanted && search !== undefined ? timed(() => search.index.search(query)) : nothing),
    [search, query, isWanted, version],
  )
}

/** In the browser's own timeline as `search`: a key must not wait for it. */
function timed<T>(work: () => T): T {
  const start = performance.now()
  const result = work()
  performance.measure('search', { start })
  return result
}

function useSearch(isWanted: boolean): Search | undefined {
  const notebook = useNotebook()
  const [search, setSearch] = useState<Search>()
  useEffect(() => {
    if (!isWanted || search !== undefined) return
    let isGone = false
    const open = async (): Promise<void> => {
      const { createSearchIndex } = await import('./search-index.ts')
      const texts = openSearchTexts(notebook)
      const index = createSearchIndex(await texts.loadIndex())
      if (isGone) texts.close()
      else setSearch({ index, texts })
    }
    open().catch(reportError)
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
      let [count, changed] = [0, 0]
      for await (const text of search.texts.update(rows, stop)) {
        if (search.index.put(text)) changed++
        if (++count % batchSize === 0) setVersion((before) => before + 1)
      }
      setVersion((before) => before + 1)
      if (changed > 0) await search.texts.saveIndex(search.index.save())
    }
    fill().catch((error: unknown) => {
      // Titles and tags are still searched without the index.
      if (!stop.signal.aborted) reportError(error)
    })
    return () => stop.abort()
  }, [search, rows])
  return version
}

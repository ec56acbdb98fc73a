// Keeps what somebody wants to see of the catalog: in the address, and for whoever comes back by a link in this tab.
import { useEffect, useState } from 'react'
import { parseRoute } from '../router.ts'
import { type CatalogChoice, everything, formatChoice, parseChoice } from './catalog-choice.ts'

/** Browsers refuse to change the address with every key. */
const writeEveryMs = 200

let left = everything
let writtenAt = Number.NEGATIVE_INFINITY

export function useCatalogChoice(): readonly [CatalogChoice, (change: Partial<CatalogChoice>) => void] {
  const [choice, setChoice] = useState(() => (location.hash.includes('?') ? parseChoice(location.hash) : left))
  useEffect(() => {
    left = choice
    const write = (): void => {
      const address = formatChoice(choice)
      const isHere = parseRoute(location.hash).name === 'catalog'
      if (!isHere || address === (location.hash || '#/catalog')) return
      writtenAt = performance.now()
      // Without a new entry: Back leads to the screen before, not to the letter before.
      history.replaceState(history.state, '', address)
    }
    const wait = writtenAt + writeEveryMs - performance.now()
    if (wait <= 0) return write()
    const timer = setTimeout(write, wait)
    return () => clearTimeout(timer)
  }, [choice])
  useEffect(() => {
    // “Catalog” pressed in the catalog shows all of it again.
    const read = (): void => {
      if (parseRoute(location.hash).name === 'catalog') setChoice(parseChoice(location.hash))
    }
    addEventListener('hashchange', read)
    return () => removeEventListener('hashchange', read)
  }, [])
  return [choice, (change) => setChoice((before) => ({ ...before, ...change }))]
}

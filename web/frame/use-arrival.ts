// Coming to another screen: it begins at its top, the catalog where one left it, and the window says where one is.
import { useEffect } from 'react'
import { pathTo, type Route } from '../router.ts'

const scrolledTo = new Map<string, number>()

export function useArrival(route: Route, title: string): void {
  const place = route.name === 'join' ? 'join' : pathTo(route)
  useEffect(() => {
    document.title = title
  }, [title])
  useEffect(() => {
    scrollTo(0, scrolledTo.get(place) ?? 0)
    if (place !== '#/catalog') return
    const keep = (): void => void scrolledTo.set(place, scrollY)
    addEventListener('scrollend', keep)
    return () => removeEventListener('scrollend', keep)
  }, [place])
}

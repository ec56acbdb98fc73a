// Coming to another screen: it begins at its top, the catalog where one left it; the window says where one is, and the
// keyboard goes on from there.
import { type RefObject, useEffect, useRef } from 'react'
import { pathTo, type Route } from '../router.ts'

const scrolledTo = new Map<string, number>()

/** @param main focusable from here alone, at the top of the screen */
export function useArrival(route: Route, title: string, main: RefObject<HTMLElement | null>): void {
  const place = route.name === 'join' ? 'join' : pathTo(route)
  const isFirst = useRef(true)
  useEffect(() => {
    document.title = title
  }, [title])
  useEffect(() => {
    if (!isFirst.current) {
      // What just opened may have taken the keyboard for a field of its own.
      if (document.activeElement === document.body) main.current?.focus({ preventScroll: true })
    }
    isFirst.current = false
    scrollTo(0, scrolledTo.get(place) ?? 0)
    if (place !== '#/catalog') return
    const keep = (): void => void scrolledTo.set(place, scrollY)
    addEventListener('scrollend', keep)
    return () => removeEventListener('scrollend', keep)
  }, [place, main])
}

// Coming to another screen: it begins at its top, and the window says where one is. The catalog itself knows where it was
// left.
import { useEffect } from 'react'
import { pathTo, type Route } from '../router.ts'

export function useArrival(route: Route, title: string): void {
  const place = route.name === 'join' ? 'join' : pathTo(route)
  useEffect(() => {
    document.title = title
  }, [title])
  useEffect(() => {
    if (place !== '#/catalog') scrollTo(0, 0)
  }, [place])
}

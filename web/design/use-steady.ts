// Handlers that stay the same functions, so that what gets them is not drawn again for each new closure.
import { useLayoutEffect, useRef, useState } from 'react'

// biome-ignore lint/suspicious/noExplicitAny: any handler may stand here; each keeps its own type
type Handlers = Record<string, (...args: any[]) => unknown>

/**
 * The same handlers at every render, each calling the latest of its name. Not to be called while rendering. The names
 * are those of the first render.
 */
export function useSteady<T extends Handlers>(handlers: T): T {
  const latest = useRef(handlers)
  useLayoutEffect(() => {
    latest.current = handlers
  })
  const [steady] = useState(() =>
    Object.fromEntries(
      Object.keys(handlers).map((name) => [name, (...args: unknown[]) => latest.current[name]?.(...args)]),
    ),
  )
  return steady as T
}

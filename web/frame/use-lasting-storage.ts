import { useEffect } from 'react'
import { useNotebook } from '../notebook-context.tsx'

/** Asks the browser to keep the notebook once there is something of one's own in it: sooner it would have no reason to. */
export function useLastingStorage(): void {
  const notebook = useNotebook()
  useEffect(() => {
    const stop = notebook.onEvent((event) => {
      if (event.kind !== 'edit:saved') return
      stop()
      // What it answers is in Settings; one that does not know the question keeps what it keeps.
      navigator.storage?.persist?.().catch(() => undefined)
    })
    return stop
  }, [notebook])
}

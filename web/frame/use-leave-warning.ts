import { useEffect } from 'react'
import { useNotebook } from '../notebook-context.tsx'

/** Leaving is safe for what is durable; the browser asks first while something is not. */
export function useLeaveWarning(): void {
  const notebook = useNotebook()
  useEffect(() => {
    // Asked at the last moment: an edit of this very instant counts.
    const warn = (event: BeforeUnloadEvent): void => {
      if (notebook.saveState().unsaved > 0) event.preventDefault()
    }
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [notebook])
}

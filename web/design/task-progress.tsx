// A bar, numbers and Stop for what takes longer than a moment.
import { Square } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Task } from './use-task.ts'

/** Sooner it would only flicker. */
const showAfterMs = 300

export function TaskProgress({ task }: { readonly task: Task }) {
  const { what, progress, stop } = task
  const [isShown, setShown] = useState(false)
  const isRunning = what !== ''
  useEffect(() => {
    if (!isRunning) return
    const timer = setTimeout(() => setShown(true), showAfterMs)
    return () => {
      clearTimeout(timer)
      setShown(false)
    }
  }, [isRunning])
  if (!isRunning || !isShown) return null
  return (
    <div className="row task-progress">
      <progress
        aria-label={what}
        value={progress?.total === undefined ? undefined : progress.done}
        max={progress?.total}
      />
      <span className="soft">
        {what}… {progress?.words}
      </span>
      <button type="button" className="button" onClick={stop}>
        <Square size={16} aria-hidden="true" /> Stop<span className="visually-hidden"> {what.toLowerCase()}</span>
      </button>
    </div>
  )
}

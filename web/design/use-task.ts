// Something that may take a while: what it is, how far it is, and the way to stop it.
import { useCallback, useEffect, useRef, useState } from 'react'

export interface TaskProgress {
  readonly done: number
  /** Left out while nobody knows how much there is. */
  readonly total?: number
  /** In numbers, such as `12 of 56 topics`. */
  readonly words: string
}

export interface TaskOptions {
  readonly signal: AbortSignal
  readonly onProgress: (progress: TaskProgress) => void
}

export type TaskResult<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly problem: string; readonly error: unknown }

export interface Task {
  /** '' while nothing runs. */
  readonly what: string
  readonly progress: TaskProgress | undefined
  /** One at a time. Leaving the screen stops it. */
  run<T>(what: string, work: (options: TaskOptions) => Promise<T>): Promise<TaskResult<T>>
  stop(): void
}

export function useTask(): Task {
  const [what, setWhat] = useState('')
  const [progress, setProgress] = useState<TaskProgress>()
  const running = useRef<AbortController>(undefined)
  const stop = useCallback(() => running.current?.abort(), [])
  useEffect(() => stop, [stop])
  const run = useCallback(
    async <T>(name: string, work: (options: TaskOptions) => Promise<T>): Promise<TaskResult<T>> => {
      const abort = new AbortController()
      running.current = abort
      setWhat(name)
      try {
        return { kind: 'done', value: await work({ signal: abort.signal, onProgress: setProgress }) }
      } catch (error) {
        if (abort.signal.aborted) return { kind: 'stopped' }
        return { kind: 'failed', problem: error instanceof Error ? error.message : String(error), error }
      } finally {
        setWhat('')
        setProgress(undefined)
      }
    },
    [],
  )
  return { what, progress, run, stop }
}

// Something read from all logs of a topic, read again a moment after somebody wrote.
import { useEffect, useState } from 'react'
import type { TopicId } from '../../src/index.ts'
import { useNotebook } from '../notebook-context.tsx'

export type LogReading<T> =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly problem: string }
  | { readonly status: 'here'; readonly value: T }

/** Reading all logs costs too much for every keystroke. */
const pauseMs = 1_500

/** @param read must be the same function each time; undefined when nobody looks */
export function useAfterWriting<T>(
  topicId: TopicId,
  read: ((topicId: TopicId, options: { readonly signal: AbortSignal }) => Promise<T>) | undefined,
): LogReading<T> {
  const notebook = useNotebook()
  const [reading, setReading] = useState<LogReading<T>>({ status: 'loading' })
  useEffect(() => {
    if (read === undefined) return
    const stop = new AbortController()
    const { signal } = stop
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = (): void => {
      timer = undefined
      read(topicId, { signal }).then(
        (value) => !signal.aborted && setReading({ status: 'here', value }),
        (error: unknown) => {
          const problem = error instanceof Error ? error.message : String(error)
          if (!signal.aborted) setReading({ status: 'failed', problem })
        },
      )
    }
    look()
    const unsubscribe = notebook.onEvent((event) => {
      const isOurs =
        (event.kind === 'edit:saved' && event.topicId === topicId) ||
        (event.kind === 'topic:merged' && event.topicIds.includes(topicId))
      if (isOurs) timer ??= setTimeout(look, pauseMs)
    })
    return () => {
      stop.abort()
      clearTimeout(timer)
      unsubscribe()
    }
  }, [notebook, topicId, read])
  return reading
}

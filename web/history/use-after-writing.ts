// Something read from all logs of a topic, read again a moment after somebody wrote.
import { useEffect, useState } from 'react'
import type { OpenTopic, TopicId } from '../../src/index.ts'
import { useNotebook } from '../notebook-context.tsx'

export type LogReading<T> =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly problem: string }
  | { readonly status: 'here'; readonly value: T }

/** Reading all logs costs too much for every keystroke. */
const pauseMs = 1_500

/** @param read must be the same function each time; undefined when nobody looks */
export function useAfterWriting<T>(
  open: OpenTopic,
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
      read(open.id, { signal }).then(
        (value) => !signal.aborted && setReading({ status: 'here', value }),
        (error: unknown) => {
          const problem = error instanceof Error ? error.message : String(error)
          if (!signal.aborted) setReading({ status: 'failed', problem })
        },
      )
    }
    look()
    const lookSoon = (): void => {
      timer ??= setTimeout(look, pauseMs)
    }
    open.doc.on('update', lookSoon)
    // What came live changes nothing in the document when its log comes, but now it has an author.
    const unsubscribe = notebook.onEvent((event) => {
      if (event.kind === 'topic:merged' && event.topicIds.includes(open.id)) lookSoon()
    })
    return () => {
      stop.abort()
      clearTimeout(timer)
      open.doc.off('update', lookSoon)
      unsubscribe()
    }
  }, [notebook, open, read])
  return reading
}

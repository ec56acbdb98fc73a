// The history of an open topic, read again a moment after somebody wrote.
import { useEffect, useState } from 'react'
import type { TextHistory, TopicId } from '../../src/index.ts'
import { useNotebook } from '../notebook-context.tsx'

export type HistoryView =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly problem: string }
  | { readonly status: 'here'; readonly history: TextHistory }

/** All logs are read for it: not at every keystroke. */
const pauseMs = 1_500

export function useTextHistory(topicId: TopicId): HistoryView {
  const notebook = useNotebook()
  const [view, setView] = useState<HistoryView>({ status: 'loading' })
  useEffect(() => {
    const stop = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const read = (): void => {
      timer = undefined
      notebook.textHistory(topicId, { signal: stop.signal }).then(
        (history) => !stop.signal.aborted && setView({ status: 'here', history }),
        (error: unknown) => {
          if (stop.signal.aborted) return
          setView({ status: 'failed', problem: error instanceof Error ? error.message : String(error) })
        },
      )
    }
    read()
    const unsubscribe = notebook.onEvent((event) => {
      const isOurs =
        (event.kind === 'edit:saved' && event.topicId === topicId) ||
        (event.kind === 'topic:merged' && event.topicIds.includes(topicId))
      if (isOurs) timer ??= setTimeout(read, pauseMs)
    })
    return () => {
      stop.abort()
      clearTimeout(timer)
      unsubscribe()
    }
  }, [notebook, topicId])
  return view
}

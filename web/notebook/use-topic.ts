// A topic that a screen shows: opened while it does, read again when anybody changes it.
import { useEffect, useState } from 'react'
import type * as Y from 'yjs'
import { NotFoundError, type OpenTopic, type Topic, type TopicId } from '../../src/index.ts'
import { useNotebook } from './opened.tsx'
import { useRowFact } from './use-rows.ts'

export type TopicView =
  | { readonly status: 'loading' }
  | { readonly status: 'absent' }
  /** It is here and could not be opened; the words say why. */
  | { readonly status: 'failed'; readonly problem: string }
  | { readonly status: 'here'; readonly topic: Topic; readonly open: OpenTopic }

/** The editor shows each key itself; what stands beside it follows so often, or four people who type redraw it all day. */
const typingMs = 250

/** Opens a topic for as long as the screen shows it, and reads it again when anybody changes it. */
export function useTopic(id: TopicId): TopicView {
  const notebook = useNotebook()
  const [view, setView] = useState<TopicView>({ status: 'loading' })
  // A topic that is not here yet is looked for again when its row arrives. One that is open stays open: opening it anew
  // would take the editor away from under somebody's hands.
  const [attempt, setAttempt] = useState(0)
  const isAbsent = view.status === 'absent'
  // Another one when more of it came.
  const version = useRowFact((rows) => {
    const row = isAbsent ? rows?.find((known) => known.id === id) : undefined
    return row === undefined ? '' : `${row.updatedAt} ${row.cid}`
  })
  useEffect(() => {
    if (isAbsent && version !== '') setAttempt((before) => before + 1)
  }, [isAbsent, version])
  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` is what starts the second look
  useEffect(() => {
    let open: OpenTopic | undefined
    let gone = false
    let frame = 0
    let timer: ReturnType<typeof setTimeout> | undefined
    const read = (): void => {
      cancelAnimationFrame(frame)
      clearTimeout(timer)
      frame = 0
      timer = undefined
      if (open !== undefined && !gone) setView({ status: 'here', topic: open.read(), open })
    }
    const schedule = (_update: Uint8Array, _origin: unknown, doc: Y.Doc, { changed }: Y.Transaction): void => {
      const text: unknown = doc.getText('outcome')
      if ([...changed.keys()].every((type) => type === text)) timer ??= setTimeout(read, typingMs)
      else if (frame === 0) frame = requestAnimationFrame(read)
    }
    notebook.openTopic(id).then(
      (topic) => {
        open = topic
        if (gone) {
          void topic.close()
          return
        }
        topic.doc.on('update', schedule)
        read()
      },
      (error: unknown) => {
        if (gone) return
        if (error instanceof NotFoundError) setView({ status: 'absent' })
        else setView({ status: 'failed', problem: error instanceof Error ? error.message : String(error) })
      },
    )
    return () => {
      gone = true
      cancelAnimationFrame(frame)
      clearTimeout(timer)
      open?.doc.off('update', schedule)
      void open?.close()
    }
  }, [notebook, id, attempt])
  return view
}

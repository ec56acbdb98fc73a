// Pictures on their way into the document: kept first, then linked where the cursor was, caption selected.
import type { EditorView } from '@codemirror/view'
import { useCallback, useMemo, useState } from 'react'
import type { TopicId } from '../../src/index.ts'
import { useNotebook } from '../notebook-context.tsx'
import { attachPhoto } from './attach-photo.ts'
import { photoDrop } from './photo-drop.ts'

const caption = 'What it shows'

export function usePhotos(topicId: TopicId) {
  const notebook = useNotebook()
  const [said, setSaid] = useState('')
  const add = useCallback(
    async (view: EditorView, photos: readonly File[], at: number): Promise<void> => {
      let position = at
      try {
        for (const [i, photo] of photos.entries()) {
          setSaid(photos.length === 1 ? 'Adding the picture…' : `Adding picture ${i + 1} of ${photos.length}…`)
          const attached = await attachPhoto(notebook, topicId, photo)
          // Others may have typed meanwhile: the text may be shorter than it was.
          const from = Math.min(position, view.state.doc.length)
          const label = attached.caption || caption
          const before = `${from > 0 && view.state.sliceDoc(from - 1, from) !== '\n' ? '\n' : ''}![`
          const insert = `${before}${label}](files/${encodeURIComponent(attached.name)})\n`
          const start = from + before.length
          view.dispatch({ changes: { from, insert }, selection: { anchor: start, head: start + label.length } })
          view.focus()
          position = from + insert.length
        }
        setSaid('Write what it shows; it is selected.')
      } catch (error) {
        setSaid(error instanceof Error ? error.message : String(error))
      }
    },
    [notebook, topicId],
  )
  const extension = useMemo(() => photoDrop((view, photos, at) => void add(view, photos, at)), [add])
  return { add, extension, said }
}

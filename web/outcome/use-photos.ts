// Pictures on their way into the document: shown at once where they will stand, made smaller, kept on this device, then
// linked there with the cursor where the caption belongs.
import type { EditorView } from '@codemirror/view'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { TopicId } from '../../src/index.ts'
import { byteSize } from '../design/byte-size.ts'
import { useNotebook } from '../notebook-context.tsx'
import { captionHints } from './caption-hints.ts'
import { dropPhoto, failPhoto, pendingPhotos, placeOfPhoto, putPhoto, sayOfPhoto } from './pending-photos.ts'
import { photoDrop } from './photo-drop.ts'
import { maxPhotoBytes, scalePhoto } from './scale-photo.ts'

export function usePhotos(topicId: TopicId) {
  const notebook = useNotebook()
  const [said, setSaid] = useState('')
  const leaving = useRef<AbortController>(undefined)
  useEffect(() => {
    const abort = new AbortController()
    leaving.current = abort
    return () => abort.abort()
  }, [])
  const keep = useCallback(
    async (view: EditorView, photo: File, id: string): Promise<void> => {
      const signal = leaving.current?.signal
      const small = await scalePhoto(photo)
      signal?.throwIfAborted()
      view.dispatch({ effects: sayOfPhoto(id, `Keeping it here, ${byteSize(small.size)}…`) })
      const kept = await notebook.attach(
        topicId,
        {
          name: small === photo ? photo.name : `${photo.name.replace(/\.\w+$/, '')}.jpg`,
          type: small.type,
          bytes: new Uint8Array(await small.arrayBuffer()),
        },
        signal === undefined ? {} : { signal },
      )
      if (signal?.aborted !== true) insertPhoto(view, id, kept.name)
      // What this browser cannot read it cannot make smaller either: whoever adds ten of them should know.
      const size =
        kept.bytes > maxPhotoBytes ? ` It is large, ${byteSize(kept.bytes)}, as this browser cannot read it.` : ''
      setSaid(`Write what it shows.${size}`)
    },
    [notebook, topicId],
  )
  const add = useCallback(
    async (view: EditorView, photos: readonly File[], at: number): Promise<void> => {
      const waiting = photos.map((file) => ({ file, id: crypto.randomUUID() }))
      view.dispatch({
        effects: waiting.map(({ file, id }) =>
          putPhoto(Math.min(at, view.state.doc.length), {
            id,
            file,
            name: file.name,
            words: 'Making it smaller…',
            isFailed: false,
          }),
        ),
      })
      for (const [i, { file, id }] of waiting.entries()) {
        setSaid(photos.length === 1 ? 'Adding the picture…' : `Adding picture ${i + 1} of ${photos.length}…`)
        try {
          await keep(view, file, id)
        } catch (error) {
          if (leaving.current?.signal.aborted === true) return
          const words = `${file.name} was not added: ${error instanceof Error ? error.message : String(error)}`
          view.dispatch({ effects: failPhoto(id, words) })
          setSaid(words)
        }
      }
    },
    [keep],
  )
  const extension = useMemo(
    () => [pendingPhotos, captionHints, photoDrop((view, photos, at) => void add(view, photos, at))],
    [add],
  )
  return { add, extension, said }
}

/** A line of its own, with the cursor where the caption is written. */
function insertPhoto(view: EditorView, id: string, name: string): void {
  const { state } = view
  const from = placeOfPhoto(view, id) ?? state.selection.main.head
  const before = `${from > 0 && state.sliceDoc(from - 1, from) !== '\n' ? '\n' : ''}![`
  const insert = `${before}](files/${encodeURIComponent(name)})\n`
  view.dispatch({
    changes: { from, insert },
    selection: { anchor: from + before.length },
    effects: dropPhoto(id),
    scrollIntoView: true,
  })
  view.focus()
}

// Pictures pasted or dropped into the document.
import type { Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'

/** `onPhotos` gets the pictures and where they belong; anything that is no picture is left to the editor. */
export function photoDrop(onPhotos: (view: EditorView, photos: readonly File[], at: number) => void): Extension {
  const take = (view: EditorView, files: FileList | undefined, at: number): boolean => {
    const photos = [...(files ?? [])].filter((file) => file.type.startsWith('image/'))
    if (photos.length === 0) return false
    onPhotos(view, photos, at)
    return true
  }
  return EditorView.domEventHandlers({
    paste: (event, view) => take(view, event.clipboardData?.files, view.state.selection.main.head),
    drop: (event, view) =>
      take(
        view,
        event.dataTransfer?.files,
        view.posAtCoords({ x: event.clientX, y: event.clientY }) ?? view.state.doc.length,
      ),
  })
}

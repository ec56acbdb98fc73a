// Pictures from the disk, and on a phone from the camera.
import type { EditorView } from '@codemirror/view'
import { Camera, ImagePlus } from 'lucide-react'
import type { ChangeEvent } from 'react'

export interface PhotoButtonProps {
  readonly onAdd: (view: EditorView, photos: readonly File[], at: number) => Promise<void>
  readonly editor: () => EditorView | undefined
}

export function PhotoButton({ onAdd, editor }: PhotoButtonProps) {
  const add = (event: ChangeEvent<HTMLInputElement>): void => {
    const files = [...(event.target.files ?? [])]
    event.target.value = ''
    const view = editor()
    if (view !== undefined && files.length > 0) void onAdd(view, files, placeFor(view))
  }
  return (
    <>
      <label className="button small">
        <ImagePlus size={18} aria-hidden="true" /> <span className="beside-words">Photo</span>
        <input type="file" accept="image/*" multiple className="visually-hidden" onChange={add} />
      </label>
      {matchMedia('(pointer: coarse)').matches && (
        <label className="button small">
          <Camera size={18} aria-hidden="true" /> <span className="beside-words">Camera</span>
          <input type="file" accept="image/*" capture="environment" className="visually-hidden" onChange={add} />
        </label>
      )}
    </>
  )
}

/** Where the cursor is, but never inside the picture whose caption is being written. */
function placeFor({ state }: EditorView): number {
  const { head } = state.selection.main
  const line = state.doc.lineAt(head)
  return line.text.startsWith('![') ? line.to : head
}

// Search and replace within a note: CodeMirror's own, loaded when somebody first asks for it.
import { searchKeymap } from '@codemirror/search'
import { StateEffect } from '@codemirror/state'
import { type EditorView, keymap } from '@codemirror/view'

const known = new WeakSet<EditorView>()

/** Does what CodeMirror's keys for searching do, and has the editor know them from now on. */
export function pressSearchKey(view: EditorView, key: string, way: 'plain' | 'shifted'): void {
  if (!known.has(view)) view.dispatch({ effects: StateEffect.appendConfig.of(keymap.of(searchKeymap)) })
  known.add(view)
  const binding = searchKeymap.find((candidate) => candidate.key === key)
  const run = way === 'plain' ? binding?.run : binding?.shift
  run?.(view)
}

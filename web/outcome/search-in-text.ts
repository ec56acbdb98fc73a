// Search and replace within a note: CodeMirror's own, loaded when somebody first asks for it.
import { searchKeymap } from '@codemirror/search'
import { StateEffect } from '@codemirror/state'
import { EditorView, keymap } from '@codemirror/view'

/** Room for a thumb: as it comes, the button that closes is as large as its one letter. */
const look = EditorView.theme({
  '.cm-panel.cm-search [name=close]': {
    top: '0',
    right: '0',
    minWidth: '2rem',
    minHeight: '2rem',
    fontSize: '1.25rem',
  },
  '.cm-panel.cm-search': { paddingInlineEnd: '2.25rem' },
})

const known = new WeakSet<EditorView>()

/** Does what CodeMirror's keys for searching do, and has the editor know them from now on. */
export function pressSearchKey(view: EditorView, key: string, way: 'plain' | 'shifted'): void {
  if (!known.has(view)) view.dispatch({ effects: StateEffect.appendConfig.of([keymap.of(searchKeymap), look]) })
  known.add(view)
  const binding = searchKeymap.find((candidate) => candidate.key === key)
  const run = way === 'plain' ? binding?.run : binding?.shift
  run?.(view)
}

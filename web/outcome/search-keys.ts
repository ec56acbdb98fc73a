// The keys that search within a note. The search itself comes with the first of them.
import type { EditorView, KeyBinding } from '@codemirror/view'

const keys = ['Mod-f', 'F3', 'Mod-g', 'Mod-d', 'Mod-Shift-l', 'Mod-Alt-g']

/** Those that search backwards with Shift; with the others Shift is the browser's. */
const bothWays = ['F3', 'Mod-g']

export const searchKeys: readonly KeyBinding[] = keys.map((key) => ({
  key,
  preventDefault: true,
  run: (view) => press(view, key, 'plain'),
  ...(bothWays.includes(key) ? { shift: (view: EditorView) => press(view, key, 'shifted') } : {}),
}))

function press(view: EditorView, key: string, way: 'plain' | 'shifted'): boolean {
  import('./search-in-text.ts').then(
    ({ pressSearchKey }) => pressSearchKey(view, key, way),
    // Not stored yet and nobody reachable: the next press asks again.
    () => undefined,
  )
  return true
}

// Keys that work everywhere, and the list of them.
import { type RefObject, useEffect } from 'react'
import { go, parseRoute } from '../router.ts'

const shortcuts = [
  ['Ctrl or ⌘ + K', 'Commands: go anywhere, open any topic'],
  ['/', 'Search the catalog'],
  ['g then c', 'Catalog'],
  ['g then p', 'People'],
  ['g then f', 'Publish'],
  ['?', 'This list'],
  ['n', 'Add to the map, while it is shown'],
  ['Ctrl or ⌘ + B', 'Bold, while writing'],
  ['Ctrl or ⌘ + I', 'Italic, while writing'],
  ['Ctrl or ⌘ + Alt + M', 'Comment on the selected text'],
  ['Ctrl or ⌘ + Z', 'Undo your own last edit'],
  ['Tab', 'Indent, in a list; Esc then Tab leaves the text'],
] as const

export function ShortcutsDialog({ dialog }: { dialog: RefObject<HTMLDialogElement | null> }) {
  useEffect(() => {
    let last = ''
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      if (event.key === '?') dialog.current?.showModal()
      else if (event.key === '/') {
        event.preventDefault()
        // Already there, the filters stay as they are.
        if (parseRoute(location.hash).name !== 'catalog') go({ name: 'catalog' })
        requestAnimationFrame(() => document.querySelector<HTMLElement>('[type=search]')?.focus())
      } else if (last === 'g' && event.key === 'c') go({ name: 'catalog' })
      else if (last === 'g' && event.key === 'p') go({ name: 'people' })
      else if (last === 'g' && event.key === 'f') go({ name: 'publish' })
      last = event.key
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [dialog])
  return (
    <dialog ref={dialog} aria-labelledby="shortcuts-title">
      <form method="dialog" className="stack">
        <h2 id="shortcuts-title">Shortcuts</h2>
        <dl className="shortcuts">
          {shortcuts.map(([keys, what]) => (
            <div key={keys}>
              <dt>
                <kbd>{keys}</kbd>
              </dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
        <div>
          <button type="submit" className="button">
            Close
          </button>
        </div>
      </form>
    </dialog>
  )
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

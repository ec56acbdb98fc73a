// Opens the command palette: Ctrl or ⌘ + K, or its button. The palette itself comes when it is first asked for.
import { Search } from 'lucide-react'
import { type ComponentType, useEffect, useRef, useState } from 'react'
import type { CommandPaletteProps } from './command-palette.tsx'
import type { FrameActions } from './palette-commands.ts'

export const loadPalette = () => import('./command-palette.tsx')

export function PaletteHost({ actions }: { actions: FrameActions }) {
  const [Palette, setPalette] = useState<ComponentType<CommandPaletteProps>>()
  // Counts openings: a dialog tells late that it closed, and must not close the one that was opened since.
  const [opening, setOpening] = useState({ count: 0, isOpen: false })
  const open = useRef((): void => {
    setOpening(({ count }) => ({ count: count + 1, isOpen: true }))
    loadPalette().then(
      ({ CommandPalette }) => setPalette(() => CommandPalette),
      // Not stored yet and nobody reachable: the next press asks again.
      () => setOpening(({ count }) => ({ count, isOpen: false })),
    )
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return
      if (event.shiftKey || event.altKey || event.defaultPrevented) return
      event.preventDefault()
      // What is half written in another dialog stays where it is.
      if (document.querySelector('dialog:modal') === null) open.current()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
  return (
    <>
      <button type="button" className="button quiet commands" onClick={() => open.current()}>
        <Search size={20} aria-hidden="true" />
        <span className="visually-hidden">Commands</span>
      </button>
      {opening.isOpen && Palette !== undefined && (
        <Palette
          key={opening.count}
          actions={actions}
          onClose={() => setOpening((now) => (now.count === opening.count ? { count: now.count, isOpen: false } : now))}
        />
      )}
    </>
  )
}

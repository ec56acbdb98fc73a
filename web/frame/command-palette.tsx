// The command palette: type a few letters, choose with the arrow keys, Enter does it. In its own chunk.
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { useNotebook, useOpened, useRows } from '../notebook-context.tsx'
import { matchCommands } from './match-commands.ts'
import { type FrameActions, type PaletteCommand, paletteCommands } from './palette-commands.ts'
import './command-palette.css'

/** Nobody reads further down; a letter more finds it sooner. */
const maxShown = 50
const listId = 'palette-list'
const optionId = (command: PaletteCommand): string => `palette-${command.id}`

export interface CommandPaletteProps {
  readonly actions: FrameActions
  readonly onClose: () => void
}

export function CommandPalette({ actions, onClose }: CommandPaletteProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const commands = useCommands(actions)
  const [query, setQuery] = useState('')
  const [chosen, setChosen] = useState(0)
  const [said, setSaid] = useState('')
  const found = useMemo(() => matchCommands(commands, query), [commands, query])
  const shown = found.slice(0, maxShown)
  // Topics may arrive or go while somebody looks: the choice stays within the list.
  const at = Math.min(chosen, shown.length - 1)
  const current = shown[at]
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  useEffect(() => {
    if (current !== undefined) document.getElementById(optionId(current))?.scrollIntoView({ block: 'nearest' })
  }, [current])

  const run = async (command: PaletteCommand): Promise<void> => {
    if (command.kind === 'Copy') {
      setSaid((await command.run()) ?? '')
      return
    }
    // Closed first: what the command opens takes the focus, and must keep it.
    dialog.current?.close()
    await command.run()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    // A dialog that just closed may still have the focus: its keys are for the next one.
    if (event.nativeEvent.isComposing || dialog.current?.open !== true) return
    if (event.key === 'k' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      dialog.current?.close()
      return
    }
    const next = stepOf(event.key, at, shown.length)
    if (next !== undefined) setChosen(next)
    else if (event.key === 'Enter' && current !== undefined) void run(current)
    else return
    event.preventDefault()
  }
  return (
    <dialog ref={dialog} className="palette" aria-label="Commands" onClose={onClose} closedby="any">
      <input
        className="input"
        role="combobox"
        aria-label="Command or topic"
        aria-expanded="true"
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={current === undefined ? undefined : optionId(current)}
        placeholder="Where to, or what to do?"
        autoComplete="off"
        spellCheck="false"
        value={query}
        onChange={(event) => {
          setQuery(event.target.value)
          setChosen(0)
          setSaid('')
        }}
        onKeyDown={onKeyDown}
      />
      <div id={listId} role="listbox" aria-label="Commands" className="palette-list" tabIndex={-1}>
        {shown.map((command, i) => (
          // The keyboard is heard by the field above, which keeps the focus: options are only pointed at.
          // biome-ignore lint/a11y/useKeyWithClickEvents: see above
          // biome-ignore lint/a11y/useFocusableInteractive: see above
          <div
            key={command.id}
            id={optionId(command)}
            role="option"
            aria-selected={i === at}
            className="palette-option"
            onClick={() => void run(command)}
          >
            <span>{command.label}</span>
            <span className="soft">{command.kind}</span>
          </div>
        ))}
      </div>
      <p className="soft palette-said" role="status">
        {said || countWords(found.length)}
      </p>
      <div className="row">
        <button type="button" className="button" onClick={() => dialog.current?.close()}>
          Close
        </button>
      </div>
    </dialog>
  )
}

function useCommands(actions: FrameActions): readonly PaletteCommand[] {
  const opened = useOpened()
  const notebook = useNotebook()
  const rows = useRows()
  return useMemo(() => {
    const invite = opened.inviteLink(`${location.origin}${location.pathname}`)
    return paletteCommands({ notebook, invite, rows: rows ?? [], actions })
  }, [opened, notebook, rows, actions])
}

/** Where the choice goes with this key: round and round; undefined for keys that do not move it. */
function stepOf(key: string, at: number, count: number): number | undefined {
  if (count === 0) return undefined
  if (key === 'ArrowDown') return (at + 1) % count
  if (key === 'ArrowUp') return (at - 1 + count) % count
  if (key === 'PageDown') return Math.min(at + 10, count - 1)
  if (key === 'PageUp') return Math.max(at - 10, 0)
  return undefined
}

function countWords(count: number): string {
  if (count === 0) return 'Nothing fits. Try fewer letters.'
  return count > maxShown ? `The first ${maxShown} of ${count}. Type more letters.` : `${count} to choose from`
}

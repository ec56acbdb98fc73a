// Markdown typed together: CodeMirror on a shared text, with others' cursors, an undo of one's own, and a toolbar for
// people who do not know Markdown. Nothing on the typing path waits or renders React.
import { defaultKeymap, indentLess, indentMore } from '@codemirror/commands'
import { markdown, markdownLanguage } from '@codemirror/lang-markdown'
import { EditorState, type Extension } from '@codemirror/state'
import { EditorView, type KeyBinding, keymap, placeholder as placeholderText } from '@codemirror/view'
import {
  Bold,
  Code,
  Heading2,
  Italic,
  Link,
  List,
  ListChecks,
  type LucideIcon,
  Quote,
  Redo2,
  Table,
  Undo2,
} from 'lucide-react'
import { memo, useEffect, useRef, useState } from 'react'
import { yCollab, yUndoManagerKeymap } from 'y-codemirror.next'
import type { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { insertLink, insertTable, prefixLines, wrapSelection } from './editor-commands.ts'
import { editorLook } from './editor-look.ts'
import { searchKeys } from './search-keys.ts'
import './markdown-editor.css'

/** A button of the toolbar. */
export interface EditorTool {
  readonly name: string
  readonly icon: LucideIcon
  readonly run: (view: EditorView) => boolean
}

export interface MarkdownEditorProps {
  readonly text: Y.Text
  /** Accessible name. */
  readonly label: string
  readonly placeholder?: string
  readonly awareness?: Awareness
  readonly isCompact?: boolean
  /** Called with the view once it is there, for inserting at the cursor, and with what undoes its edits. */
  readonly onView?: (view: EditorView | undefined, undo?: Y.UndoManager) => void
  readonly extensions?: Extension
  /** More buttons, behind those for Markdown. */
  readonly tools?: readonly EditorTool[]
}

export const MarkdownEditor = memo(function MarkdownEditor(props: MarkdownEditorProps) {
  const { text, label, placeholder = '', awareness, isCompact = false, onView, extensions, tools = noTools } = props
  const host = useRef<HTMLDivElement>(null)
  const [view, setView] = useState<EditorView>()
  const [undo, setUndo] = useState<Y.UndoManager>()
  useEffect(() => {
    if (host.current === null) return
    const manager = new Y.UndoManager(text)
    const created = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: text.toString(),
        extensions: [
          keymap.of([...formatKeys, ...yUndoManagerKeymap, indentInLists, ...searchKeys, ...defaultKeymap]),
          markdown({ base: markdownLanguage }),
          editorLook,
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({
            'aria-label': label,
            'aria-multiline': 'true',
            spellcheck: 'true',
            'aria-description': leaving,
          }),
          placeholderText(placeholder),
          yCollab(text, awareness ?? null, { undoManager: manager }),
          extensions ?? [],
        ],
      }),
    })
    setView(created)
    setUndo(manager)
    onView?.(created, manager)
    return () => {
      onView?.(undefined)
      created.destroy()
      manager.destroy()
    }
  }, [text, label, placeholder, awareness, onView, extensions])
  return (
    <div className={isCompact ? 'editor compact' : 'editor'}>
      {view !== undefined && undo !== undefined && <Toolbar view={view} undo={undo} label={label} tools={tools} />}
      <div ref={host} />
    </div>
  )
})

/** Elsewhere Tab goes on to the next control, as on the rest of the page; CodeMirror lets the one after Escape through. */
const indentInLists: KeyBinding = {
  key: 'Tab',
  run: (view) => isInList(view) && indentMore(view),
  shift: (view) => isInList(view) && indentLess(view),
}
const leaving = 'In a list Tab indents: Escape, then Tab, leaves the text.'

const isInList = ({ state }: EditorView): boolean =>
  /^\s*([-*+]|\d+[.)])\s/.test(state.doc.lineAt(state.selection.main.head).text)

const formatKeys = [
  { key: 'Mod-b', run: (view: EditorView) => wrapSelection(view, '**') },
  { key: 'Mod-i', run: (view: EditorView) => wrapSelection(view, '*') },
  { key: 'Mod-Shift-8', run: (view: EditorView) => prefixLines(view, '- ') },
]

const noTools: readonly EditorTool[] = []

const actions: readonly EditorTool[] = [
  { name: 'Heading', icon: Heading2, run: (view: EditorView) => prefixLines(view, '## ') },
  { name: 'Bold', icon: Bold, run: (view: EditorView) => wrapSelection(view, '**') },
  { name: 'Italic', icon: Italic, run: (view: EditorView) => wrapSelection(view, '*') },
  { name: 'List', icon: List, run: (view: EditorView) => prefixLines(view, '- ') },
  { name: 'Checklist', icon: ListChecks, run: (view: EditorView) => prefixLines(view, '- [ ] ') },
  { name: 'Quote', icon: Quote, run: (view: EditorView) => prefixLines(view, '> ') },
  { name: 'Code', icon: Code, run: (view: EditorView) => wrapSelection(view, '`') },
  { name: 'Link', icon: Link, run: insertLink },
  { name: 'Table', icon: Table, run: insertTable },
]

interface ToolbarProps {
  readonly view: EditorView
  readonly undo: Y.UndoManager
  readonly label: string
  readonly tools: readonly EditorTool[]
}

function Toolbar({ view, undo, label, tools }: ToolbarProps) {
  const press = (run: (view: EditorView) => boolean) => () => {
    run(view)
    view.focus()
  }
  return (
    <div className="toolbar no-print" role="toolbar" aria-label={`Format ${label}`}>
      {[...actions, ...tools].map(({ name, icon: Icon, run }) => (
        <button key={name} type="button" className="tool" aria-label={name} title={name} onClick={press(run)}>
          <Icon size={18} aria-hidden="true" />
        </button>
      ))}
      <span className="gap" />
      <button type="button" className="tool" aria-label="Undo" title="Undo" onClick={() => undo.undo()}>
        <Undo2 size={18} aria-hidden="true" />
      </button>
      <button type="button" className="tool" aria-label="Redo" title="Redo" onClick={() => undo.redo()}>
        <Redo2 size={18} aria-hidden="true" />
      </button>
    </div>
  )
}

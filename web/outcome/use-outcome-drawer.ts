// The drawer of the outcome screen and what it does to the editor beside it.
import type { Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { MessageSquarePlus } from 'lucide-react'
import { useCallback, useMemo, useRef, useState } from 'react'
import type * as Y from 'yjs'
import { changeTopic, type OpenTopic, type TextRange, type Topic } from '../../src/index.ts'
import { type Authorship, useAuthorship } from '../authors/use-authorship.ts'
import { useWrittenAtOnce, type WrittenAtOnce } from '../authors/use-written-at-once.ts'
import { type Commenting, useCommenting } from '../comments/use-commenting.ts'
import type { EditorTool } from './markdown-editor.tsx'
import type { OutcomeTab } from './outcome-drawer.tsx'

export interface OutcomeDrawerState {
  /** Undefined while the drawer is closed. */
  readonly tab: OutcomeTab | undefined
  readonly commenting: Commenting
  readonly authorship: Authorship
  readonly atOnce: WrittenAtOnce
  /** For the editor; the same objects while the topic is open. */
  readonly extension: Extension
  readonly tools: readonly EditorTool[]
  choose(tab: OutcomeTab | undefined): void
  keepView(view: EditorView | undefined, undo?: Y.UndoManager): void
  show(range: TextRange): void
  focusText(): void
  /** Makes the outcome read this text, as one change that the editor can undo. */
  bringBack(text: string): void
}

/** @param onWrite the text is wanted, should it be hidden */
export function useOutcomeDrawer(topic: Topic, open: OpenTopic, onWrite: () => void): OutcomeDrawerState {
  const [tab, setTab] = useState<OutcomeTab>()
  const [view, setView] = useState<EditorView>()
  const undoing = useRef<Y.UndoManager>(undefined)
  const keepView = useCallback((shown: EditorView | undefined, undo?: Y.UndoManager) => {
    undoing.current = undo
    setView(shown)
  }, [])
  const onBegin = useCallback(() => setTab('comments'), [])
  const commenting = useCommenting({ topic, open, view, onBegin })
  const authorship = useAuthorship({ topic, open, view, isWanted: tab === 'authors' })
  // What was typed before stays a step of its own, and what is typed after.
  const asOneStep = (change: () => void): void => {
    undoing.current?.stopCapturing()
    change()
    undoing.current?.stopCapturing()
  }
  const atOnce = useWrittenAtOnce({ topic, open, view, asOneStep })
  const { begin } = commenting
  // Inner marks win where both draw: a comment stays to be seen in coloured text.
  const extension = useMemo(
    () => [commenting.extension, authorship.extension, atOnce.extension],
    [commenting.extension, authorship.extension, atOnce.extension],
  )
  const tools = useMemo(() => [{ name: 'Comment', icon: MessageSquarePlus, run: begin }], [begin])
  return {
    tab,
    commenting,
    authorship,
    atOnce,
    extension,
    tools,
    choose: setTab,
    keepView,
    focusText: () => view?.focus(),
    bringBack(text) {
      // Without an origin: such changes the editor's undo counts as its own.
      asOneStep(() => changeTopic(open.doc, { outcome: text }, null))
    },
    show(range) {
      onWrite()
      // After the text is on the screen again.
      requestAnimationFrame(() => {
        if (view === undefined) return
        const { length } = view.state.doc
        const [from, to] = [Math.min(range.from, length), Math.min(range.to, length)]
        // Towards the top: on a narrow screen the drawer covers the lower half.
        const scroll = EditorView.scrollIntoView(from, { y: 'start', yMargin: 140 })
        view.dispatch({ selection: { anchor: from, head: to }, effects: scroll })
        view.focus()
      })
    },
  }
}

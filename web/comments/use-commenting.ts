// Comments and the editor: which stretch is about to be commented on, which thread is looked at, and the marks in the
// text for both.
import type { EditorState, Extension } from '@codemirror/state'
import { EditorView, keymap } from '@codemirror/view'
import { useCallback, useEffect, useMemo, useState } from 'react'
import {
  anchorOf,
  type CommentAnchor,
  type CommentId,
  type CommentThread,
  commentThreads,
  isCommentId,
  locateComment,
  type OpenTopic,
  type TextRange,
  type Topic,
} from '../../src/index.ts'
import { createMarkLayer, type TextMark } from '../outcome/mark-layer.ts'

export interface PlacedThread extends CommentThread {
  /** Where its text is now; absent when it is gone. */
  readonly place?: TextRange
}

export interface Commenting {
  /** In the order of the text; those whose text is gone come last. */
  readonly threads: readonly PlacedThread[]
  readonly draft: CommentAnchor | undefined
  readonly current: CommentId | undefined
  /** Marks and the key, for the editor; the same object while the topic is open. */
  readonly extension: Extension
  /** Begins a comment on the selection, or on the line of the cursor. */
  begin(view: EditorView): boolean
  endDraft(): void
  setCurrent(id: CommentId | undefined): void
}

export interface CommentingInit {
  readonly topic: Topic
  readonly open: OpenTopic
  readonly view: EditorView | undefined
  /** The place to write the comment is wanted. Must be the same function each time. */
  readonly onBegin: () => void
}

export function useCommenting({ topic, open, view, onBegin }: CommentingInit): Commenting {
  const [draft, setDraft] = useState<CommentAnchor>()
  const [current, setCurrent] = useState<CommentId>()
  const layer = useMemo(createMarkLayer, [])
  const begin = useCallback(
    (editor: EditorView): boolean => {
      setDraft(anchorOf(open.doc, stretchIn(editor.state)))
      onBegin()
      return true
    },
    [open, onBegin],
  )
  const extension = useMemo(
    () => [
      layer.extension,
      keymap.of([{ key: 'Mod-Alt-m', run: begin }]),
      EditorView.updateListener.of((update) => {
        if (!update.selectionSet) return
        const ids = layer.idsAt(update.view, update.state.selection.main.head).filter(isCommentId)
        setCurrent((before) => (before !== undefined && ids.includes(before) ? before : ids[0]))
      }),
    ],
    [layer, begin],
  )
  const threads = useMemo(() => placeThreads(topic, open), [topic, open])
  useEffect(() => {
    if (view !== undefined) layer.show(view, marksOf({ threads, current, draft: placeOf(open, draft) }))
  }, [view, layer, threads, current, draft, open])
  return { threads, draft, current, extension, begin, endDraft: () => setDraft(undefined), setCurrent }
}

function stretchIn(state: EditorState): TextRange {
  const { main } = state.selection
  return main.empty ? state.doc.lineAt(main.head) : main
}

function placeThreads(topic: Topic, open: OpenTopic): PlacedThread[] {
  const placed = commentThreads(topic.comments).map((thread) => {
    const place = locateComment(open.doc, thread.first)
    return place === undefined ? thread : { ...thread, place }
  })
  const order = ({ place }: PlacedThread): number => place?.from ?? Number.POSITIVE_INFINITY
  return placed.sort((a, b) => (order(a) === order(b) ? a.first.at - b.first.at : order(a) - order(b)))
}

const placeOf = (open: OpenTopic, anchor: CommentAnchor | undefined): TextRange | undefined =>
  anchor && locateComment(open.doc, { anchor })

interface Marked {
  readonly threads: readonly PlacedThread[]
  readonly current: CommentId | undefined
  readonly draft: TextRange | undefined
}

function marksOf({ threads, current, draft }: Marked): TextMark[] {
  const marks = threads.flatMap(({ id, place, resolvedBy }): TextMark[] => {
    if (place === undefined || (resolvedBy !== undefined && id !== current)) return []
    return [{ ...place, id, className: id === current ? 'cm-commented current' : 'cm-commented' }]
  })
  return draft === undefined ? marks : [...marks, { ...draft, className: 'cm-commented current' }]
}

// Paragraphs that two people wrote at once and nobody has looked at: found while nobody types, and marked in the margin.
import type { Extension } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { AuthorId, OpenTopic, ParagraphWrittenAtOnce, Topic } from '../../src/index.ts'
import { useAfterWriting } from '../history/use-after-writing.ts'
import { useNotebook } from '../notebook-context.tsx'
import { createMarkLayer, type TextMark } from '../outcome/mark-layer.ts'
import { usePeople } from './use-people.ts'

export interface WrittenAtOnce {
  /** In the order of the text. */
  readonly paragraphs: readonly ParagraphWrittenAtOnce[]
  /** Names of those who wrote it, such as “Ana and Bo”. */
  namesOf(paragraph: ParagraphWrittenAtOnce): string
  keepAll(paragraph: ParagraphWrittenAtOnce): void
  /**
   * Makes the paragraph read as one author's version of it, as one change that the editor can undo.
   *
   * @returns whether it did; not when somebody changed the paragraph meanwhile
   */
  keepOnly(paragraph: ParagraphWrittenAtOnce, author: AuthorId): boolean
  /** For the editor; the same object while the topic is open. */
  readonly extension: Extension
}

export interface WrittenAtOnceInit {
  readonly topic: Topic
  readonly open: OpenTopic
  readonly view: EditorView | undefined
  /** Makes what `change` does one step of the editor's undo. */
  readonly asOneStep: (change: () => void) => void
}

/** Searching costs about the size of the document: it waits for a pause. */
const pauseMs = 500
const loadSearch = () => import('./search-at-once.ts')
type Search = Awaited<ReturnType<typeof loadSearch>>
const nobody: ReadonlyMap<number, AuthorId> = new Map()

export function useWrittenAtOnce({ topic, open, view, asOneStep }: WrittenAtOnceInit): WrittenAtOnce {
  const notebook = useNotebook()
  const { nameOf } = usePeople()
  const search = useRef<Search>(undefined)
  const layer = useMemo(createMarkLayer, [])
  const [paragraphs, setParagraphs] = useState<readonly ParagraphWrittenAtOnce[]>([])
  // Most documents have none: the logs are read for authors only where there is something to find.
  const [isWanted, setWanted] = useState(false)
  const reading = useAfterWriting(open, isWanted ? notebook.writers : undefined)
  const writers = reading.status === 'here' ? reading.value : nobody
  // biome-ignore lint/correctness/useExhaustiveDependencies: the document is another one with each `topic`
  useEffect(() => {
    let isOver = false
    const look = (loaded: Search): void => {
      if (isOver) return
      search.current = loaded
      const found = loaded.findConcurrentParagraphs(open.doc)
      setWanted(found.length > 0)
      const next = loaded.paragraphsWrittenAtOnce(open.doc, found, withOwn(writers, open, notebook.self))
      setParagraphs((before) => (before.length + next.length === 0 ? before : next))
    }
    // Should the chunk not come now, it is asked for again after the next pause.
    const timer = setTimeout(() => loadSearch().then(look, () => undefined), pauseMs)
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [topic, open, writers, notebook])
  const namesOf = useCallback(
    ({ parts }: ParagraphWrittenAtOnce): string =>
      [...new Set(parts.map(({ author }) => nameOf(author)))].sort().join(' and '),
    [nameOf],
  )
  // Only when they were found anew: until then the layer itself follows the typing.
  useEffect(() => {
    if (view === undefined) return
    const marks = paragraphs.map((paragraph): TextMark => {
      const { from, to } = paragraph
      return { from, to, kind: 'lines', className: 'cm-at-once', title: `${namesOf(paragraph)} wrote here at once` }
    })
    layer.show(view, marks)
  }, [view, layer, paragraphs, namesOf])
  const settle = (paragraph: ParagraphWrittenAtOnce): void =>
    setParagraphs((before) => before.filter((other) => other !== paragraph))
  return {
    paragraphs,
    namesOf,
    keepAll(paragraph) {
      search.current?.markLookedAt(open.doc, paragraph, { by: notebook.self, at: Date.now() })
      settle(paragraph)
    },
    keepOnly(paragraph, author) {
      // Found anew: while the panel was read, words above may have moved it.
      const { current: found } = search
      if (found === undefined) return false
      const now = found.paragraphsWrittenAtOnce(
        open.doc,
        found.findConcurrentParagraphs(open.doc),
        withOwn(writers, open, notebook.self),
      )
      const wanted = versionBy(paragraph, author)
      const version = now
        .map((other) => versionBy(other, author))
        .find((other) => other?.text === wanted?.text && other?.runs.join() === wanted?.runs.join())
      if (version === undefined) return false
      asOneStep(() => found.keepVersion(open.doc, version, { by: notebook.self, at: Date.now() }))
      settle(paragraph)
      return true
    },
    extension: layer.extension,
  }
}

const versionBy = ({ versions }: ParagraphWrittenAtOnce, author: AuthorId) =>
  versions.find((version) => version.author === author)

/** What is typed here and now is ours before any log holds it. */
const withOwn = (writers: ReadonlyMap<number, AuthorId>, { doc }: OpenTopic, self: AuthorId) =>
  new Map([...writers, [doc.clientID, self]])

// Who wrote which part of the outcome, and the text coloured by it while somebody wants to see that.
import type { Extension } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import { useEffect, useMemo, useState } from 'react'
import {
  type AuthorId,
  type AuthorShare,
  authoredRanges,
  authorShares,
  type OpenTopic,
  type Topic,
} from '../../src/index.ts'
import { useAfterWriting } from '../history/use-after-writing.ts'
import { useNotebook } from '../notebook-context.tsx'
import { createMarkLayer, type TextMark } from '../outcome/mark-layer.ts'
import { usePeople } from './use-people.ts'

/** How one author's text looks: a line under it as well as a colour, because two people may share a colour. */
export interface AuthorLook {
  readonly name: string
  readonly className: string
  /** CSS variables that `authors.css` reads. */
  readonly variables: Readonly<Record<string, string>>
}

export interface Authorship {
  readonly status: 'loading' | 'failed' | 'here'
  /** Largest first. */
  readonly shares: readonly (AuthorShare & { readonly look: AuthorLook })[]
  readonly isColoured: boolean
  setColoured(isColoured: boolean): void
  /** For the editor; the same object while the topic is open. */
  readonly extension: Extension
}

export interface AuthorshipInit {
  readonly topic: Topic
  readonly open: OpenTopic
  readonly view: EditorView | undefined
  /** Whether anybody looks: nothing is read before. */
  readonly isWanted: boolean
}

const nobody: ReadonlyMap<number, AuthorId> = new Map()
const lines = ['solid', 'double', 'dashed', 'wavy']
const unknownLook = { '--author': '#808080', '--line': 'dotted' }

export function useAuthorship({ topic, open, view, isWanted }: AuthorshipInit): Authorship {
  const notebook = useNotebook()
  const people = usePeople()
  const [isColoured, setColoured] = useState(true)
  const layer = useMemo(createMarkLayer, [])
  const reading = useAfterWriting(open, isWanted ? notebook.writers : undefined)
  const writers = reading.status === 'here' ? reading.value : nobody
  const text = topic.outcome.document
  // biome-ignore lint/correctness/useExhaustiveDependencies: the document is another one with each `topic`
  const ranges = useMemo(() => {
    if (!isWanted) return []
    // What is typed here and now is ours before any log holds it.
    return authoredRanges(open.doc, new Map([...writers, [open.doc.clientID, notebook.self]]))
  }, [topic, open, writers, notebook, isWanted])
  const shares = useMemo(() => {
    const known = [...new Set(ranges.map(({ author }) => author).filter((author) => author !== undefined))].sort()
    return authorShares(text, ranges).map((share) => ({ ...share, look: lookOf(share.author, known, people) }))
  }, [text, ranges, people])
  useEffect(() => {
    if (view === undefined) return
    const looks = new Map(shares.map(({ author, look }) => [author, look]))
    const marks = ranges.flatMap(({ from, to, author }): TextMark[] => {
      const look = looks.get(author)
      if (look === undefined) return []
      const style = Object.entries(look.variables).map(([name, value]) => `${name}: ${value}`)
      return [{ from, to, className: look.className, title: look.name, style: style.join('; ') }]
    })
    layer.show(view, isColoured ? marks : [])
  }, [view, layer, ranges, shares, isColoured])
  return { status: reading.status, shares, isColoured, setColoured, extension: layer.extension }
}

function lookOf(
  author: AuthorId | undefined,
  known: readonly AuthorId[],
  { nameOf, colourOf }: ReturnType<typeof usePeople>,
): AuthorLook {
  if (author === undefined) return { name: 'Not known yet', className: 'cm-authored', variables: unknownLook }
  const line = lines[known.indexOf(author) % lines.length] ?? 'solid'
  return { name: nameOf(author), className: 'cm-authored', variables: { '--author': colourOf(author), '--line': line } }
}

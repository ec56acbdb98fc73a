// What a paragraph that several people wrote at once would read with the words of one of them. Choosing deletes what
// others inserted without knowing of these words, and nothing else: what everybody had before, and what anybody deleted,
// stays as it is.
import type * as Y from 'yjs'
import type { TextRange } from './comments.ts'
import type { AuthorId } from './ids.ts'
import { type ClockRun, type Looker, markLookedAt, numbersOf } from './looked-at.ts'

/** Text of one client that stands together. */
export interface Run extends TextRange, ClockRun {}

/** A paragraph and the runs in it that did not know of each other. */
export interface ConcurrentParagraph extends TextRange {
  readonly pairs: readonly (readonly [Run, Run])[]
}

/** The paragraph with one author's words and without those that others inserted at the same time. */
export interface ParagraphVersion {
  readonly author: AuthorId
  /** What the paragraph would read. */
  readonly text: string
  /** Stretches of the whole text that would go, in order. Lines of which nothing is left go with their line break. */
  readonly removed: readonly TextRange[]
  /** What {@link markLookedAt} records: this author's words and those that would go. */
  readonly runs: readonly number[]
}

export function versionsOf(
  { from, to, pairs }: ConcurrentParagraph,
  text: string,
  writers: ReadonlyMap<number, AuthorId>,
): ParagraphVersion[] {
  const isBy = (author: AuthorId | undefined, { client }: Run): boolean => writers.get(client) === author
  const inOrder = [...new Set(pairs.flat())].sort((a, b) => a.from - b.from)
  const authors = [...new Set(inOrder.map(({ client }) => writers.get(client)))].filter(
    (author) => author !== undefined,
  )
  return authors.map((author) => {
    const theirs = new Set(pairs.filter((pair) => pair.some((run) => isBy(author, run))).flat())
    const involved = inOrder.filter((run) => theirs.has(run))
    const removed = cutOf(
      text,
      { from, to },
      involved.filter((run) => !isBy(author, run)),
    )
    return { author, text: without(text, { from, to }, removed).trim(), removed, runs: numbersOf(involved) }
  })
}

/** The stretches to cut so that `runs` are gone, with the line breaks of lines of which they leave nothing. */
function cutOf(text: string, paragraph: TextRange, runs: readonly TextRange[]): TextRange[] {
  const cuts: TextRange[] = []
  for (let from = paragraph.from; from < paragraph.to; ) {
    const line = { from, to: endOfLine(text, from) }
    const inside = runs
      .filter((run) => run.from < line.to && run.to > line.from)
      .map((run) => ({ from: Math.max(run.from, line.from), to: Math.min(run.to, line.to) }))
    if (inside.length > 0 && without(text, line, inside).trim() === '') cuts.push(line)
    else cuts.push(...inside)
    from = line.to
  }
  return cuts
}

/** Behind the line break, or the end of the text. */
function endOfLine(text: string, from: number): number {
  const at = text.indexOf('\n', from)
  return at === -1 ? text.length : at + 1
}

function without(text: string, range: TextRange, cuts: readonly TextRange[]): string {
  let kept = ''
  let from = range.from
  for (const cut of cuts) {
    kept += text.slice(from, cut.from)
    from = cut.to
  }
  return kept + text.slice(from, range.to)
}

/**
 * Makes the paragraph read as this version, and says that somebody looked. The edit is an ordinary one: the words that go
 * stay in the history. The version must be of the document as it is now.
 */
export function keepVersion(doc: Y.Doc, version: ParagraphVersion, who: Looker): void {
  const text = doc.getText('outcome')
  // Without an origin: the editor's undo counts it as its own.
  doc.transact(() => {
    for (const { from, to } of version.removed.toReversed()) text.delete(from, to - from)
    markLookedAt(doc, version, who)
  }, null)
}

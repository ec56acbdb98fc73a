// Paragraphs of the outcome that two people changed at the same time, neither knowing of the other's words. Both texts
// stand there after the merge; somebody should look whether they make sense together.
//
// Found from insertions: what was only deleted leaves no words to look at. Whoever goes on writing in the paragraph with
// the other's words before them has looked.
import type * as Y from 'yjs'
import type { TextRange } from './comments.ts'
import type { AuthorId } from './ids.ts'
import { readKnowledge } from './knowledge.ts'
import { covers, numbersOf, readLooked } from './looked-at.ts'
import { type ConcurrentParagraph, type ParagraphVersion, type Run, versionsOf } from './paragraph-versions.ts'

/** A paragraph that two people changed at once. */
export interface ParagraphWrittenAtOnce extends TextRange {
  /** In the order in which their words stand; at least two authors. */
  readonly parts: readonly { readonly author: AuthorId; readonly text: string }[]
  /** What {@link markLookedAt} records. */
  readonly runs: readonly number[]
  /** One for each author, in the order in which their words first stand. */
  readonly versions: readonly ParagraphVersion[]
}

/** Runs of one paragraph that are compared, each with each. */
const maxRunsPerParagraph = 100

/** Without regard to authors and to who looked: empty for most documents. Costs about the size of the document. */
export function findConcurrentParagraphs(doc: Y.Doc): ConcurrentParagraph[] {
  const text = doc.getText('outcome').toString()
  const paragraphs = paragraphsIn(text)
  const runs = runsByParagraph(doc, text, paragraphs)
  const { knows } = readKnowledge(doc)
  return paragraphs.flatMap((range, i) => {
    const here = (runs[i] ?? []).slice(0, maxRunsPerParagraph)
    const last = new Map<number, number>()
    for (const { client, end } of here) last.set(client, Math.max(last.get(client) ?? 0, end))
    const hasSeen = ({ client }: Run, what: Run): boolean =>
      knows({ client, clock: last.get(client) ?? 0 }, { client: what.client, clock: what.end })
    const pairs = here.flatMap((a, at) =>
      here
        .slice(at + 1)
        .filter((b) => a.client !== b.client && !hasSeen(a, b) && !hasSeen(b, a))
        .map((b) => [a, b] as const),
    )
    return pairs.length === 0 ? [] : [{ ...range, pairs }]
  })
}

/** Those that two authors wrote and nobody has looked at. Clients whose author is not known yet do not count. */
export function paragraphsWrittenAtOnce(
  doc: Y.Doc,
  found: readonly ConcurrentParagraph[],
  writers: ReadonlyMap<number, AuthorId>,
): ParagraphWrittenAtOnce[] {
  const text = doc.getText('outcome').toString()
  const looked = readLooked(doc)
  return found.flatMap(({ from, to, pairs }) => {
    const open = pairs.filter(([a, b]) => {
      const [one, other] = [writers.get(a.client), writers.get(b.client)]
      if (one === undefined || other === undefined || one === other) return false
      return !looked.some((seen) => covers(seen, a) && covers(seen, b))
    })
    if (open.length === 0) return []
    const runs = [...new Set(open.flat())].sort((a, b) => a.from - b.from)
    return [
      {
        from,
        to,
        parts: partsOf(runs, text, writers),
        runs: numbersOf(runs),
        versions: versionsOf({ from, to, pairs: open }, text, writers),
      },
    ]
  })
}

/** Lines between blank lines. */
function paragraphsIn(text: string): TextRange[] {
  const ranges: TextRange[] = []
  let open: { from: number; to: number } | undefined
  let from = 0
  for (const line of text.split('\n')) {
    const to = from + line.length
    if (line.trim() === '') open = undefined
    else if (open === undefined) {
      open = { from, to }
      ranges.push(open)
    } else open.to = to
    from = to + 1
  }
  return ranges
}

function runsByParagraph(doc: Y.Doc, text: string, paragraphs: readonly TextRange[]): Run[][] {
  const runs: Run[][] = paragraphs.map(() => [])
  let at = 0
  let first = 0
  for (let item = doc.getText('outcome')._start; item !== null; item = item.right) {
    if (item.deleted || !item.countable) continue
    const [start, end] = [at, at + item.length]
    at = end
    while ((paragraphs[first]?.to ?? Number.POSITIVE_INFINITY) <= start) first++
    for (let i = first; (paragraphs[i]?.from ?? Number.POSITIVE_INFINITY) < end; i++) {
      const range = paragraphs[i]
      if (range === undefined) break
      const [from, to] = [Math.max(start, range.from), Math.min(end, range.to)]
      const clock = item.id.clock + from - start
      addRun(runs[i] ?? [], { client: item.id.client, start: clock, end: clock + to - from, from, to })
    }
  }
  return runs.map((here) => here.filter(({ from, to }) => text.slice(from, to).trim() !== ''))
}

/** What the same client typed in several goes, or backwards, is one run where it stands together. */
function addRun(runs: Run[], run: Run): void {
  const last = runs.at(-1)
  if (last === undefined || last.client !== run.client || last.to !== run.from) runs.push(run)
  else {
    const [start, end] = [Math.min(last.start, run.start), Math.max(last.end, run.end)]
    runs[runs.length - 1] = { client: run.client, start, end, from: last.from, to: run.to }
  }
}

function partsOf(
  runs: readonly Run[],
  text: string,
  writers: ReadonlyMap<number, AuthorId>,
): ParagraphWrittenAtOnce['parts'] {
  const parts: { author: AuthorId; text: string }[] = []
  for (const run of runs) {
    const author = writers.get(run.client)
    if (author !== undefined) parts.push({ author, text: text.slice(run.from, run.to).trim() })
  }
  return parts
}

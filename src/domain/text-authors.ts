// Who wrote which stretch of the outcome: every character of a shared text carries the client id of whoever typed it,
// and a client id belongs to one author.
import type * as Y from 'yjs'
import type { TextRange } from './comments.ts'
import type { AuthorId } from './ids.ts'
import type { AuthoredUpdate } from './text-history.ts'
import { readUpdateFacts } from './update-facts.ts'

/** A stretch by one author; `author` is absent when it came live and no signed log holds it yet. */
export interface AuthoredRange extends TextRange {
  readonly author?: AuthorId
}

export interface AuthorShare {
  readonly author?: AuthorId
  /** UTF-16 code units, white space left out. */
  readonly characters: number
  /** Whole; all shares of a text make 100. */
  readonly percent: number
}

/** Authors by Yjs client id. The updates come from logs, where the binding of the two was checked. */
export function writersOf(updates: readonly AuthoredUpdate[]): Map<number, AuthorId> {
  const writers = new Map<number, AuthorId>()
  for (const { author, update } of updates) {
    const client = readUpdateFacts(update)?.client
    if (client !== undefined) writers.set(client, author)
  }
  return writers
}

/** The whole outcome text in order, neighbours by one author as one range. */
export function authoredRanges(doc: Y.Doc, writers: ReadonlyMap<number, AuthorId>): AuthoredRange[] {
  const ranges: AuthoredRange[] = []
  let at = 0
  for (let item = doc.getText('outcome')._start; item !== null; item = item.right) {
    if (item.deleted || !item.countable) continue
    const author = writers.get(item.id.client)
    const last = ranges.at(-1)
    const from = last !== undefined && last.author === author ? (ranges.pop()?.from ?? at) : at
    at += item.length
    ranges.push(author === undefined ? { from, to: at } : { from, to: at, author })
  }
  return ranges
}

/** How much of the text is whose, largest first. Empty for a blank text. */
export function authorShares(text: string, ranges: readonly AuthoredRange[]): AuthorShare[] {
  const counts = new Map<AuthorId | undefined, number>()
  let total = 0
  for (const { author, from, to } of ranges) {
    const characters = text.slice(from, to).replace(/\s+/g, '').length
    if (characters > 0) counts.set(author, (counts.get(author) ?? 0) + characters)
    total += characters
  }
  const shares = [...counts].map(([author, characters]) => ({
    ...(author === undefined ? {} : { author }),
    characters,
    exact: (characters * 100) / total,
  }))
  // Rounding down leaves some per cent over: they go where most was cut off.
  const left = 100 - shares.reduce((sum, { exact }) => sum + Math.floor(exact), 0)
  const byRest = shares.toSorted((a, b) => (b.exact % 1) - (a.exact % 1)).slice(0, left)
  return shares
    .map((share) => ({ ...share, percent: Math.floor(share.exact) + (byRest.includes(share) ? 1 : 0) }))
    .sort((a, b) => b.characters - a.characters)
    .map(({ exact: _, ...share }) => share)
}

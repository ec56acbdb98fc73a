// Turns "the text is now this" into the smallest honest edit of a shared text, so that what others wrote nearby
// survives the merge. Whole lines are kept, removed or inserted: two people who rewrite one line at once both find
// their line afterwards, where a finer edit would leave a mixture that nobody wrote.
import { diffArrays } from 'diff'
import type * as Y from 'yjs'

/** One step over a text in UTF-16 code units: keep or remove `length`, or insert `text`. */
type Step =
  | { readonly kind: 'keep'; readonly length: number }
  | { readonly kind: 'remove'; readonly length: number }
  | { readonly kind: 'insert'; readonly text: string }

/** A changed line longer than this is a whole section on one line: it is edited word by word, or each typo would cost it all. */
const maxWholeLineLength = 2_000
/** Texts that differ by more lines or words than this are replaced where they differ, in one piece: the search is quadratic. */
const maxEditLength = 2_000

/** Edits `text` until it reads `wanted`. Call it inside a transaction; never splits a surrogate pair. */
export function replaceText(text: Y.Text, wanted: string): void {
  const current = text.toString()
  if (current === wanted) return
  let index = 0
  for (const step of lineSteps(current.split('\n'), wanted.split('\n'))) {
    if (step.kind === 'keep') index += step.length
    else if (step.kind === 'remove') text.delete(index, step.length)
    else {
      text.insert(index, step.text)
      index += step.text.length
    }
  }
}

function lineSteps(from: readonly string[], to: readonly string[]): Step[] {
  const steps: Step[] = []
  let at = 0
  for (const { kept, removed, inserted } of hunks(from, to)) {
    at += kept.length + removed.length
    const isLast = at === from.length
    if (removed.length + inserted.length === 0) {
      steps.push(keep(isLast ? kept.join('\n') : ended(kept)))
    } else if (!isLast) {
      steps.push(keep(ended(kept)), ...replaced(ended(removed), ended(inserted)))
    } else if (removed.length > 0 && inserted.length > 0) {
      steps.push(keep(ended(kept)), ...replaced(removed.join('\n'), inserted.join('\n')))
    } else {
      // What comes or goes after the last line takes the line break before it along.
      steps.push(keep(kept.join('\n')), ...replaced(begun(removed), begun(inserted)))
    }
  }
  return steps.filter((step) => step.kind === 'insert' || step.length > 0)
}

const ended = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('')
const begun = (lines: readonly string[]): string => lines.map((line) => `\n${line}`).join('')
const keep = (text: string): Step => ({ kind: 'keep', length: text.length })

function replaced(from: string, to: string): Step[] {
  const isLongLine = from.length > maxWholeLineLength && !from.trimEnd().includes('\n')
  if (!isLongLine || to === '') return swap(from, to)
  const words = hunks(wordsIn(from), wordsIn(to))
  // Another text altogether, in which some words happen to return, is not woven into the old one.
  const keptLength = words.reduce((length, { kept }) => length + kept.join('').length, 0)
  if (keptLength * 2 < from.length) return swap(from, to)
  return words.flatMap(({ kept, removed, inserted }) => [
    keep(kept.join('')),
    ...swap(removed.join(''), inserted.join('')),
  ])
}

const swap = (from: string, to: string): Step[] => [
  { kind: 'remove', length: from.length },
  ...(to === '' ? [] : [{ kind: 'insert', text: to } as const]),
]

/** Words, runs of white space and single other characters, by code point: both halves of a surrogate pair stay together. */
const wordsIn = (text: string): string[] => text.match(/[\p{L}\p{N}\p{M}_]+|\s+|./gsu) ?? []

/** Parts that both have, each followed by what differs. */
interface Hunk {
  readonly kept: readonly string[]
  readonly removed: readonly string[]
  readonly inserted: readonly string[]
}

function hunks(from: readonly string[], to: readonly string[]): Hunk[] {
  const start = commonStart(from, to)
  const end = commonEnd(from.slice(start), to.slice(start))
  const [head, tail] = [from.slice(0, start), from.slice(from.length - end)]
  const [left, right] = [from.slice(start, from.length - end), to.slice(start, to.length - end)]
  const changes = diffArrays([...left], [...right], { maxEditLength }) ?? [
    { value: left, removed: true, added: false },
    { value: right, removed: false, added: true },
  ]
  const found: { kept: string[]; removed: string[]; inserted: string[] }[] = [{ kept: head, removed: [], inserted: [] }]
  for (const { value, removed, added } of [...changes, { value: tail, removed: false, added: false }]) {
    const last = found.at(-1)
    if (value.length === 0 || last === undefined) continue
    if (removed) last.removed.push(...value)
    else if (added) last.inserted.push(...value)
    else if (last.removed.length + last.inserted.length === 0) last.kept.push(...value)
    else found.push({ kept: [...value], removed: [], inserted: [] })
  }
  return found
}

function commonStart(a: readonly string[], b: readonly string[]): number {
  let length = 0
  while (length < a.length && length < b.length && a[length] === b[length]) length++
  return length
}

function commonEnd(a: readonly string[], b: readonly string[]): number {
  let length = 0
  while (length < a.length && length < b.length && a.at(-1 - length) === b.at(-1 - length)) length++
  return length
}

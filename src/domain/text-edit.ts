// Turns "the text is now this" into the smallest honest edit of a shared text, so that what others wrote nearby
// survives the merge. Whole lines are kept, removed or inserted: two people who rewrite one line at once both find
// their line afterwards, where a finer edit would leave a mixture that nobody wrote.
import type * as Y from 'yjs'
import { hunks, wordsIn } from './text-hunks.ts'

/** One step over a text in UTF-16 code units: keep or remove `length`, or insert `text`. */
type Step =
  | { readonly kind: 'keep'; readonly length: number }
  | { readonly kind: 'remove'; readonly length: number }
  | { readonly kind: 'insert'; readonly text: string }

/** A changed line longer than this is a whole section on one line: it is edited word by word, or each typo would cost it all. */
const maxWholeLineLength = 2_000

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

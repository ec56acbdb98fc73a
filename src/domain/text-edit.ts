// Turns "the text is now this" into the smallest honest edit of a shared text, so that what others wrote nearby
// survives the merge. Whole lines first, then within the lines that changed.
import { diffChars, diffLines } from 'diff'
import type * as Y from 'yjs'

/** One step over a text in UTF-16 code units: keep or remove `length`, or insert `text`. */
type Step =
  | { readonly kind: 'keep'; readonly length: number }
  | { readonly kind: 'remove'; readonly length: number }
  | { readonly kind: 'insert'; readonly text: string }

/** Past this many changed code units a character diff costs more than it saves; the lines are replaced whole. */
const maxCharDiffLength = 20_000

/** Edits `text` until it reads `wanted`. Call it inside a transaction; never splits a surrogate pair. */
export function replaceText(text: Y.Text, wanted: string): void {
  const current = text.toString()
  if (current === wanted) return
  let index = 0
  for (const step of diffSteps(current, wanted)) {
    if (step.kind === 'keep') index += step.length
    else if (step.kind === 'remove') text.delete(index, step.length)
    else {
      text.insert(index, step.text)
      index += step.text.length
    }
  }
}

function diffSteps(from: string, to: string): Step[] {
  const steps: Step[] = []
  const changes = diffLines(from, to)
  for (let i = 0; i < changes.length; i++) {
    const change = changes[i]
    const next = changes[i + 1]
    if (change === undefined) continue
    if (change.removed && next?.added && change.value.length + next.value.length <= maxCharDiffLength) {
      steps.push(...charSteps(change.value, next.value))
      i++
    } else steps.push(stepOf(change))
  }
  return steps
}

// `diffChars` walks code points, so both halves of a surrogate pair stay on one side of every step.
function charSteps(from: string, to: string): Step[] {
  return diffChars(from, to).map(stepOf)
}

function stepOf(change: { readonly value: string; readonly added: boolean; readonly removed: boolean }): Step {
  if (change.added) return { kind: 'insert', text: change.value }
  if (change.removed) return { kind: 'remove', length: change.value.length }
  return { kind: 'keep', length: change.value.length }
}

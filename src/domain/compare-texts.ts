// What changed from one text to another, in words that a person can follow.
import { hunks, wordsIn } from './text-hunks.ts'

/** A run of text: in both, only in the first (`removed`), or only in the second (`added`). */
export interface TextChange {
  readonly kind: 'same' | 'removed' | 'added'
  readonly text: string
}

/** In order; what is `same` or `removed` makes up `before`, what is `same` or `added` makes up `after`. */
export function compareTexts(before: string, after: string): TextChange[] {
  const changes: TextChange[] = []
  for (const { kept, removed, inserted } of hunks(linesIn(before), linesIn(after))) {
    add(changes, 'same', kept.join(''))
    for (const words of hunks(wordsIn(removed.join('')), wordsIn(inserted.join('')))) {
      add(changes, 'same', words.kept.join(''))
      add(changes, 'removed', words.removed.join(''))
      add(changes, 'added', words.inserted.join(''))
    }
  }
  return changes
}

/** Each with its line break. */
const linesIn = (text: string): string[] => text.split(/(?<=\n)/)

function add(changes: TextChange[], kind: TextChange['kind'], text: string): void {
  if (text === '') return
  const last = changes.at(-1)
  if (last?.kind === kind) changes[changes.length - 1] = { kind, text: last.text + text }
  else changes.push({ kind, text })
}

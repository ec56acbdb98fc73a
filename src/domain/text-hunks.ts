// Where two texts agree and where they differ, by lines or by words.
import { diffArrays } from 'diff/lib/diff/array.js'

/** Parts that both have, each followed by what differs. */
export interface Hunk {
  readonly kept: readonly string[]
  readonly removed: readonly string[]
  readonly inserted: readonly string[]
}

/** Texts that differ by more lines or words than this are replaced where they differ, in one piece: the search is quadratic. */
const maxEditLength = 2_000

/** Words, runs of white space and single other characters, by code point: both halves of a surrogate pair stay together. */
export const wordsIn = (text: string): string[] => text.match(/[\p{L}\p{N}\p{M}_]+|\s+|./gsu) ?? []

export function hunks(from: readonly string[], to: readonly string[]): Hunk[] {
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

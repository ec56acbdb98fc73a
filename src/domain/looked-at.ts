// Which stretches that people wrote at once somebody has looked at.
//
// | shared type  | key → value                                                                   |
// | ------------ | ----------------------------------------------------------------------------- |
// | map `looked` | random id → {by: authorId, at: ms, runs: [client, from, to, …]}, runs of clocks |
import type * as Y from 'yjs'
import { type AuthorId, createMapItemId } from './ids.ts'

/** Clocks of one client: from `start` up to the one before `end`. */
export interface ClockRun {
  readonly client: number
  readonly start: number
  readonly end: number
}

export interface Looker {
  readonly by: AuthorId
  /** Milliseconds since the Unix epoch. */
  readonly at: number
}

/** Says to everybody that somebody looked: the paragraph is found no more, until it is written at once again. */
export function markLookedAt(doc: Y.Doc, { runs }: { readonly runs: readonly number[] }, who: Looker): void {
  doc.getMap('looked').set(createMapItemId(), { ...who, runs: [...runs] })
}

export const numbersOf = (runs: readonly ClockRun[]): number[] =>
  runs.flatMap(({ client, start, end }) => [client, start, end])

export type Looked = readonly { readonly client: number; readonly from: number; readonly to: number }[]

export const covers = (looked: Looked, run: ClockRun): boolean =>
  looked.some(({ client, from, to }) => client === run.client && from <= run.start && run.end <= to)

export function readLooked(doc: Y.Doc): Looked[] {
  return [...doc.getMap('looked').values()].map((value) => {
    const runs: unknown = typeof value === 'object' && value !== null && 'runs' in value ? value.runs : undefined
    const numbers = Array.isArray(runs) ? runs.filter((part): part is number => Number.isSafeInteger(part)) : []
    const looked: { client: number; from: number; to: number }[] = []
    for (let i = 0; i + 2 < numbers.length; i += 3) {
      looked.push({ client: numbers[i] ?? 0, from: numbers[i + 1] ?? 0, to: numbers[i + 2] ?? 0 })
    }
    return looked
  })
}

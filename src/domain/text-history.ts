// The outcome text of a topic through time, from everybody's updates.
//
// Clocks of laptops differ: an update that builds on another one never comes before it, whatever its time says.
import * as Y from 'yjs'
import type { AuthorId } from './ids.ts'
import { readUpdateFacts, type UpdateFacts } from './update-facts.ts'

/** One author's edit as it stands in their log. */
export interface AuthoredUpdate {
  /** Milliseconds since the Unix epoch, by the author's clock. */
  readonly at: number
  readonly author: AuthorId
  /** Yjs update, format V1. */
  readonly update: Uint8Array
}

/** A moment after which the text was another one: what one author wrote within a minute, as one. */
export interface HistoryPoint {
  /** Milliseconds since the Unix epoch; never earlier than at the point before. */
  readonly at: number
  readonly author: AuthorId
}

export interface TextHistory {
  /** Oldest first. */
  readonly points: readonly HistoryPoint[]
  /** The outcome text right after a point. @throws {RangeError} when there is no such point */
  textAt(index: number): string
}

const minuteMs = 60_000

export function createTextHistory(updates: readonly AuthoredUpdate[]): TextHistory {
  // Deleted text must stay, or the past could not be shown.
  const doc = new Y.Doc({ gc: false })
  const text = doc.getText('outcome')
  const points: (HistoryPoint & { readonly snapshot: Y.Snapshot })[] = []
  const ordered = inCausalOrder(updates)
  let now = 0
  let startedAt: number | undefined
  let changed = false
  text.observe(() => {
    changed = true
  })
  for (const [i, { at, author, update }] of ordered.entries()) {
    now = Math.max(now, at)
    startedAt ??= now
    Y.applyUpdate(doc, update)
    const next = ordered[i + 1]
    if (next?.author === author && Math.max(now, next.at) - startedAt < minuteMs) continue
    if (changed) points.push({ at: now, author, snapshot: Y.snapshot(doc) })
    startedAt = undefined
    changed = false
  }
  return {
    points: points.map(({ at, author }) => ({ at, author })),
    textAt(index) {
      const point = points[index]
      if (point === undefined) throw new RangeError(`point ${index} of ${points.length}`)
      return text
        .toDelta(point.snapshot)
        .map(({ insert }: { insert: unknown }) => (typeof insert === 'string' ? insert : ''))
        .join('')
    },
  }
}

interface Known extends AuthoredUpdate {
  readonly facts: UpdateFacts
}

/** By time, each after what it refers to. Updates that cannot be read, or refer to what is not here, come last or not at all. */
export function inCausalOrder(updates: readonly AuthoredUpdate[]): AuthoredUpdate[] {
  const sorted = [...updates].sort((a, b) => a.at - b.at || (a.author < b.author ? -1 : a.author > b.author ? 1 : 0))
  const ordered: AuthoredUpdate[] = []
  const clocks = new Map<number, number>()
  let waiting: Known[] = []
  const take = ({ facts, ...update }: Known): void => {
    ordered.push(update)
    const { client, to } = facts
    if (client !== undefined) clocks.set(client, Math.max(clocks.get(client) ?? 0, to))
  }
  const isReady = ({ facts }: Known): boolean =>
    [...facts.needs].every(([client, clock]) => (clocks.get(client) ?? 0) >= clock)
  for (const update of sorted) {
    const facts = readUpdateFacts(update.update)
    if (facts === undefined) continue
    const known = { ...update, facts }
    if (!isReady(known)) {
      waiting.push(known)
      continue
    }
    take(known)
    for (let ready = waiting.filter(isReady); ready.length > 0; ready = waiting.filter(isReady)) {
      // One at a time: the first may be what makes the second ready, and must not be overtaken.
      const [first] = ready
      if (first === undefined) break
      waiting = waiting.filter((other) => other !== first)
      take(first)
    }
  }
  return [...ordered, ...waiting.map(({ facts: _, ...update }) => update)]
}

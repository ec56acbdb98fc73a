// The line of a topic in the catalog, made from its document.

import { hasOutcome } from '../domain/outcome.ts'
import type { Topic } from '../domain/topic.ts'
import { settledState } from '../domain/topic.ts'
import { countWords } from '../domain/word-count.ts'
import { importOriginOf } from './import-digests.ts'
import type { CatalogRow } from './ports.ts'

/** `cid` is '' until the catalog renders the topic: that is how the catalog knows what it still owes. */
export function rowOf(topic: Topic, updatedAt: number, cid = ''): CatalogRow {
  const { outcome } = topic
  const imported = importOriginOf(topic)
  return {
    id: topic.id,
    number: topic.number,
    title: topic.title,
    summary: topic.summary,
    tags: topic.tags,
    proposedBy: topic.proposedBy,
    necessary: topic.necessary,
    state: settledState(topic),
    hasOutcome: hasOutcome(outcome),
    words: countWords(outcome.document) + outcome.map.nodes.length + outcome.map.dots.length,
    people: peopleOf(topic),
    votes: topic.votes,
    sessions: topic.sessions.map(({ start, minutes, clock }) => ({
      ...{ start, minutes },
      ...(clock.length === 0 ? {} : { clock }),
    })),
    finalCid: outcome.finals.at(-1)?.cid ?? '',
    cid,
    createdAt: topic.createdAt,
    updatedAt,
    ...(topic.mergedInto === undefined ? {} : { mergedInto: topic.mergedInto }),
    ...(imported === undefined ? {} : { imported }),
  }
}

/** By number where there is one (2 before 10), then by creation, then by id: the same on every replica. */
export function compareRows(a: CatalogRow, b: CatalogRow): number {
  return compareNumbers(a.number, b.number) || a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1)
}

function peopleOf(topic: Topic): string[] {
  const names = new Set<string>()
  for (const session of topic.sessions) for (const person of session.participants) names.add(person.name)
  return [...names].sort()
}

function compareNumbers(a: string, b: string): number {
  if (a === b) return 0
  if (a === '') return 1
  if (b === '') return -1
  const [left, right] = [Number.parseInt(a, 10), Number.parseInt(b, 10)]
  if (Number.isNaN(left) || Number.isNaN(right) || left === right) return a < b ? -1 : 1
  return left - right
}

// Remembers what an import said, as a short digest of each field, so that the next one can tell a file that changed
// from a topic that people changed: a file that says the same as last time takes nothing back. Two more digests tell
// doubles apart from topics that people worked on: `first` of what the first import said, `whole` of the topic as the
// last import left it, when nobody had touched it before.
import { sha256 } from '@noble/hashes/sha2.js'
import * as Y from 'yjs'
import { isEmptyMap } from '../domain/concept-map.ts'
import { createTopicId } from '../domain/ids.ts'
import type { ImportOrigin } from '../domain/imported-doubles.ts'
import type { Topic } from '../domain/topic.ts'
import { changeTopic, readTopic, type TopicChange } from '../domain/topic-document.ts'

/** `field:digest` of each field, in the order of their names; fields not said now keep their older digest. */
function digestsOf(said: TopicChange, before = ''): string {
  const digests = parse(before)
  for (const [field, value] of Object.entries(said)) digests.set(field, digest(value))
  return format(digests)
}

const format = (digests: ReadonlyMap<string, string>): string =>
  [...digests]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([field, hash]) => `${field}:${hash}`)
    .join(' ')

/** The mark of a topic that an import creates. */
export function firstMark(init: TopicChange): string {
  const marks = parse(digestsOf(init))
  marks.set('first', digest(init))
  marks.set('whole', wholeDigest(topicWith(init)))
  return format(marks)
}

/** The mark of a topic that an import changes; somebody's work on it stays work. */
export function nextMark(topic: Topic, change: TopicChange, said: TopicChange): string {
  const marks = parse(digestsOf(said, topic.imported))
  if (importOriginOf(topic)?.isUntouched === true) marks.set('whole', wholeDigest(topicWith(change, topic)))
  return format(marks)
}

/** Undefined for a topic that no import created, or one of before there were these digests. */
export function importOriginOf(topic: Topic): ImportOrigin | undefined {
  const marks = parse(topic.imported ?? '')
  const first = marks.get('first')
  // It becomes part of a row: a stranger's document must not make that long.
  if (first === undefined || !/^[0-9a-f]{12}$/.test(first)) return undefined
  const { votes, sessions, files, outcome } = topic
  const isUsed = votes.length + sessions.length + files.length + outcome.finals.length > 0 || !isEmptyMap(outcome.map)
  return { first, isUntouched: !isUsed && marks.get('whole') === wholeDigest(topic) }
}

/** The topic as documents would give it back: sorted, without what they do not hold. */
function topicWith(change: TopicChange, before?: Topic): Topic {
  const doc = new Y.Doc()
  if (before !== undefined) {
    const { outcome, ...fields } = before
    changeTopic(doc, { ...fields, outcome: outcome.document, outcomeState: outcome.state })
  }
  changeTopic(doc, change)
  const topic = readTopic(before?.id ?? createTopicId(), doc)
  doc.destroy()
  return topic
}

function wholeDigest(topic: Topic): string {
  const { number, title, summary, intro, goal, requirements, learn, tags, proposedBy, necessary, outcome } = topic
  const page = [intro, goal, requirements, learn, outcome.document, outcome.state]
  return digest([number, title, summary, tags, proposedBy, necessary, ...page])
}

/** The fields that the file says otherwise than last time, and otherwise than the topic. */
export function changedFields(
  said: TopicChange,
  current: Readonly<Record<string, unknown>>,
  before: string,
): TopicChange {
  const known = parse(before)
  return Object.fromEntries(
    Object.entries(said).filter(
      ([field, value]) =>
        known.get(field) !== digest(value) && canonical(field, current[field]) !== canonical(field, value),
    ),
  )
}

function parse(digests: string): Map<string, string> {
  const pairs = digests.split(' ').map((pair) => pair.split(':'))
  return new Map(pairs.flatMap(([field, hash]) => (field && hash ? [[field, hash] as const] : [])))
}

const digest = (value: unknown): string =>
  Array.from(sha256(new TextEncoder().encode(JSON.stringify(value))).subarray(0, 6), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')

/** A topic sorts its tags. */
const canonical = (field: string, value: unknown): string =>
  JSON.stringify(field === 'tags' && Array.isArray(value) ? [...value].sort() : value)

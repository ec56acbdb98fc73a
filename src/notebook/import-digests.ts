// Remembers what an import said, as a short digest of each field, so that the next one can tell a file that changed
// from a topic that people changed: a file that says the same as last time takes nothing back.
import { sha256 } from '@noble/hashes/sha2.js'
import type { TopicChange } from '../domain/topic-document.ts'

/** `field:digest` of each field, in the order of their names; fields not said now keep their older digest. */
export function digestsOf(said: TopicChange, before = ''): string {
  const digests = parse(before)
  for (const [field, value] of Object.entries(said)) digests.set(field, digest(value))
  return [...digests]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([field, hash]) => `${field}:${hash}`)
    .join(' ')
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

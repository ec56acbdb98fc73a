// A topic as everybody reads it: the snapshot of a merged topic document at one moment.
import type { Comment } from './comments.ts'
import type { AuthorId, TopicId } from './ids.ts'
import type { Outcome } from './outcome.ts'
import { hasOutcome } from './outcome.ts'
import type { Session } from './session.ts'
import { isUnderWay } from './under-way.ts'

/** A file that somebody added; its bytes are under the author's contribution tree. */
export interface Attachment {
  /** Unique within the topic, a plain file name without path separators. */
  readonly name: string
  /** UnixFS file, CIDv1 in base32. */
  readonly cid: string
  readonly bytes: number
  /** Media type, `application/octet-stream` when unknown. */
  readonly type: string
  readonly caption: string
  readonly by: AuthorId
}

export interface Topic {
  readonly id: TopicId
  /** As the camp's table has it; '' when it has none. Numbers change, ids do not. */
  readonly number: string
  readonly title: string
  /** One line for the catalog's table. */
  readonly summary: string
  /** Text of the one-pager before its first section. */
  readonly intro: string
  readonly goal: string
  readonly requirements: string
  readonly learn: string
  /** Sorted; such as 📦. */
  readonly tags: readonly string[]
  readonly proposedBy: readonly string[]
  /** People without whom the session makes no sense. */
  readonly necessary: readonly string[]
  /** Who would join. Sorted. */
  readonly votes: readonly AuthorId[]
  /** By start, then id. */
  readonly sessions: readonly Session[]
  readonly outcome: Outcome
  /** By name. */
  readonly files: readonly Attachment[]
  /** Oldest first, replies among them. No part of the catalog tree. */
  readonly comments: readonly Comment[]
  /** Milliseconds since the Unix epoch. */
  readonly createdAt: number
  /** What people picked for the slide, at most three; empty when nobody did. No part of the catalog tree. */
  readonly slidePoints: readonly string[]
  /** Set when this topic was merged into another one; links go there. */
  readonly mergedInto?: TopicId
  /** What imports said and made of it, as short digests: tells a changed file from a changed topic, and doubles. */
  readonly imported?: string
}

/** Where a topic stands. `running` needs the time and is therefore never part of the catalog tree. */
export type TopicState = 'proposed' | 'planned' | 'running' | 'draft' | 'final'

/** The state that does not depend on the time of day: the same on every replica. */
export function settledState(topic: Topic): Exclude<TopicState, 'running'> {
  if (topic.outcome.state === 'final') return 'final'
  if (hasOutcome(topic.outcome)) return 'draft'
  return topic.sessions.length > 0 ? 'planned' : 'proposed'
}

/** @param now milliseconds since the Unix epoch */
export function topicState(topic: Topic, now: number): TopicState {
  const settled = settledState(topic)
  if (settled === 'final') return settled
  return topic.sessions.some((session) => isUnderWay(session, now)) ? 'running' : settled
}

// What a session leaves behind: an RFC-like document, a concept map, or both.
import type { ConceptMap } from './concept-map.ts'
import { isEmptyMap } from './concept-map.ts'
import type { AuthorId } from './ids.ts'

export type OutcomeState = 'draft' | 'final-comment' | 'final'
export const outcomeStates: readonly OutcomeState[] = ['draft', 'final-comment', 'final']

/** A directory published under a final CID. */
export interface Final {
  /** CIDv1 in base32. */
  readonly cid: string
  /** Milliseconds since the Unix epoch. */
  readonly at: number
  readonly by: AuthorId
  /**
   * Who signed it, as the document says: who published it first, and those who signed it after, in that order. Whether it
   * is so stands in the tree of each.
   */
  readonly signers: readonly AuthorId[]
}

/** An attachment that is not part of a final directory, and why. */
export interface SkippedFile {
  readonly name: string
  readonly reason: string
}

export interface Published extends Final {
  readonly skipped: readonly SkippedFile[]
}

export interface Outcome {
  readonly state: OutcomeState
  /** Markdown, exactly as written. */
  readonly document: string
  readonly map: ConceptMap
  /** Oldest first. */
  readonly finals: readonly Final[]
}

/** Whether anybody wrote anything: blank text and an empty map are no outcome. */
export const hasOutcome = (outcome: Outcome): boolean => outcome.document.trim() !== '' || !isEmptyMap(outcome.map)

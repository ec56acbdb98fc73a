// What of the search is kept for the next start.
import type { TopicId } from '../../src/index.ts'

export interface TopicText {
  readonly id: TopicId
  /** Of the row it was read for. */
  readonly updatedAt: number
  readonly page: string
  readonly outcome: string
}

/** An index as it is kept. It can be thrown away: the texts make it anew. */
export interface SavedIndex {
  /** Of the settings below: an index made with others is of no use. */
  readonly format: number
  readonly json: string
  /** By topic, `updatedAt` of the text in it. */
  readonly known: ReadonlyMap<TopicId, number>
}

// A map of concepts, obstacles and related topics: the other kind of outcome a session can leave.
import type { AuthorId, MapItemId, TopicId } from './ids.ts'

export type NodeKind = 'concept' | 'obstacle' | 'related-topic' | 'solution' | 'question'
export const nodeKinds: readonly NodeKind[] = ['concept', 'obstacle', 'related-topic', 'solution', 'question']

export interface MapNode {
  readonly id: MapItemId
  readonly kind: NodeKind
  readonly label: string
  /** Canvas pixels, top left corner. */
  readonly x: number
  readonly y: number
  /** Set on a related topic that is in this camp's catalog. */
  readonly topicId?: TopicId
}

export interface MapEdge {
  readonly id: MapItemId
  readonly from: MapItemId
  readonly to: MapItemId
  readonly label: string
}

/** A dot of the two-axis poster; `x` and `y` from 0 (left, bottom) to 1 (right, top). */
export interface MapDot {
  readonly id: MapItemId
  readonly label: string
  readonly x: number
  readonly y: number
}

/** Names at the ends of the two axes, such as "easy" to "hard". */
export interface MapAxes {
  readonly left: string
  readonly right: string
  readonly bottom: string
  readonly top: string
}

/** What somebody finds important. */
export interface MapVote {
  readonly item: MapItemId
  readonly author: AuthorId
}

export interface ConceptMap {
  readonly nodes: readonly MapNode[]
  readonly edges: readonly MapEdge[]
  readonly axes?: MapAxes
  readonly dots: readonly MapDot[]
  /** Left out when nobody voted. */
  readonly votes?: readonly MapVote[]
}

export const emptyMap: ConceptMap = { nodes: [], edges: [], dots: [] }
export const isEmptyMap = (map: ConceptMap): boolean => map.nodes.length === 0 && map.dots.length === 0

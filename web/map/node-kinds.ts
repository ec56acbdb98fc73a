// The five kinds of things on a map, as people name them.
import type { NodeKind } from '../../src/index.ts'

export const kindLabels: Readonly<Record<NodeKind, string>> = {
  concept: 'Concept',
  obstacle: 'Obstacle',
  'related-topic': 'Related topic',
  solution: 'Solution',
  question: 'Question',
}

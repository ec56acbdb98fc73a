// A map read as a nested list: what links lead to stands under where they come from.
import type { ConceptMap, MapEdge, MapItemId, MapNode } from '../../src/index.ts'

export interface OutlineItem {
  readonly node: MapNode
  /** The link by which the item stands here; a root has none. */
  readonly edge?: MapEdge
  readonly depth: number
  /** The item stands in full further up, because several links or a circle lead to it. */
  readonly isAgain: boolean
}

/** Every node once in full, roots from top to bottom of the canvas; linear in nodes and edges. */
export function outlineOf(map: ConceptMap): readonly OutlineItem[] {
  const nodes = new Map(map.nodes.map((node) => [node.id, node]))
  const out = Map.groupBy(map.edges, (edge) => edge.from)
  const isTarget = new Set(map.edges.filter((edge) => edge.from !== edge.to).map((edge) => edge.to))
  const seen = new Set<MapItemId>()
  const items: OutlineItem[] = []
  // A stack of its own: a chain of thousands of links would overflow the engine's.
  const stack: { node: MapNode; edge?: MapEdge; depth: number }[] = []
  const walk = (root: MapNode): void => {
    stack.push({ node: root, depth: 0 })
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      const isAgain = seen.has(next.node.id)
      items.push({ ...next, isAgain })
      if (isAgain) continue
      seen.add(next.node.id)
      const { depth } = next
      const children = (out.get(next.node.id) ?? []).flatMap((edge) => {
        const node = nodes.get(edge.to)
        return node === undefined ? [] : [{ node, edge, depth: depth + 1 }]
      })
      stack.push(...children.sort((a, b) => byPlace(b.node, a.node)))
    }
  }
  const sorted = [...map.nodes].sort(byPlace)
  for (const node of sorted) if (!isTarget.has(node.id)) walk(node)
  // What is left goes round in circles: begin anywhere.
  for (const node of sorted) if (!seen.has(node.id)) walk(node)
  return items
}

const byPlace = (a: MapNode, b: MapNode): number => a.y - b.y || a.x - b.x || (a.id < b.id ? -1 : 1)

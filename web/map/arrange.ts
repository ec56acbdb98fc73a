// A place for every node, so that links run from top to bottom and nothing overlaps.
import { Graph, layout } from '@dagrejs/dagre'
import { type ConceptMap, type MapNode, nodeSize } from '../../src/index.ts'

/** Places in whole canvas pixels, top left corners; what has no links stands in rows below. */
export function arrange(map: ConceptMap): readonly Pick<MapNode, 'id' | 'x' | 'y'>[] {
  const linked = new Set(map.edges.flatMap((edge) => [edge.from, edge.to]))
  const graph = new Graph().setGraph({ rankdir: 'TB', nodesep: 40, ranksep: 70 }).setDefaultEdgeLabel(() => ({}))
  for (const node of map.nodes) if (linked.has(node.id)) graph.setNode(node.id, { ...nodeSize })
  for (const edge of map.edges) if (edge.from !== edge.to) graph.setEdge(edge.from, edge.to)
  layout(graph)
  let bottom = 0
  const places = map.nodes.flatMap((node) => {
    if (!linked.has(node.id)) return []
    const { x = 0, y = 0 } = graph.node(node.id) as { x?: number; y?: number }
    bottom = Math.max(bottom, y + nodeSize.height)
    return [{ id: node.id, x: Math.round(x - nodeSize.width / 2), y: Math.round(y - nodeSize.height / 2) }]
  })
  const alone = map.nodes.filter((node) => !linked.has(node.id))
  const columns = Math.max(3, Math.ceil(Math.sqrt(alone.length)))
  const rows = alone.map((node, i) => ({
    id: node.id,
    x: (i % columns) * (nodeSize.width + 40),
    y: Math.round(bottom) + Math.floor(i / columns) * (nodeSize.height + 40),
  }))
  return [...places, ...rows]
}

/** A free place near `near`, or below everything. */
export function freePlace(
  map: ConceptMap,
  near?: Pick<MapNode, 'x' | 'y'>,
): { readonly x: number; readonly y: number } {
  const isFree = (x: number, y: number): boolean =>
    map.nodes.every((n) => Math.abs(n.x - x) >= nodeSize.width + 10 || Math.abs(n.y - y) >= nodeSize.height + 10)
  const from = near ?? { x: 0, y: 0 }
  const step = { x: nodeSize.width + 40, y: nodeSize.height + 70 }
  for (let row = near === undefined ? 0 : 1; row < 40; row++) {
    for (const column of [0, 1, -1, 2, -2]) {
      const place = { x: from.x + column * step.x, y: from.y + row * step.y }
      if (isFree(place.x, place.y)) return place
    }
  }
  return { x: from.x, y: Math.max(0, ...map.nodes.map((node) => node.y)) + step.y }
}

// The map as React Flow wants it; what did not change stays the same object, so that only what changed is drawn again.
import type { AuthorId, ConceptMap, MapEdge, MapItemId } from '../../src/index.ts'
import type { CanvasEdge } from './map-edge.tsx'
import type { CanvasNode } from './map-node.tsx'
import { kindLabels } from './node-kinds.ts'

export function canvasNodes(map: ConceptMap, before: CanvasNode[], self: AuthorId): CanvasNode[] {
  const known = new Map(before.map((node) => [node.id, node]))
  const votes = Map.groupBy(map.votes ?? [], (vote) => vote.item)
  const nodes = map.nodes.map((node): CanvasNode => {
    const old = known.get(node.id)
    const given = votes.get(node.id) ?? []
    const { x: _x, y: _y, ...item } = node
    const data = { item, votes: given.length, isMine: given.some((vote) => vote.author === self) }
    // Under somebody's hand a node is where the hand is.
    const position = old?.dragging ? old.position : { x: node.x, y: node.y }
    const isSame =
      old !== undefined &&
      JSON.stringify(old.data) === JSON.stringify(data) &&
      old.position.x === position.x &&
      old.position.y === position.y
    if (isSame) return old
    const ariaLabel = `${kindLabels[node.kind]}: ${node.label || 'no label yet'}`
    return { ...old, id: node.id, type: 'item', position, data, ariaLabel }
  })
  return sameOr(before, nodes)
}

/** The list there was when nothing in it changed: React Flow asks every node and link again for each new list. */
function sameOr<T>(before: T[], after: T[]): T[] {
  return before.length === after.length && after.every((item, i) => item === before[i]) ? before : after
}

/** The one node that is chosen in the outline; several that were chosen on the canvas stay so. */
export function withSelected(nodes: CanvasNode[], selected: MapItemId | undefined): CanvasNode[] {
  const chosen = nodes.filter((node) => node.selected)
  if (chosen.length > 1 || chosen[0]?.id === selected) return nodes
  return nodes.map((node) =>
    (node.selected ?? false) === (node.id === selected) ? node : { ...node, selected: node.id === selected },
  )
}

export function canvasEdges(edges: readonly MapEdge[], before: CanvasEdge[], names: Names): CanvasEdge[] {
  const known = new Map(before.map((edge) => [edge.id, edge]))
  const items = edges.map((edge): CanvasEdge => {
    const old = known.get(edge.id)
    const ariaLabel = `Link from ${names(edge.from)} to ${names(edge.to)}${edge.label === '' ? '' : `: ${edge.label}`}`
    if (old !== undefined && old.ariaLabel === ariaLabel && JSON.stringify(old.data?.edge) === JSON.stringify(edge)) {
      return old
    }
    return { ...old, id: edge.id, type: 'link', source: edge.from, target: edge.to, data: { edge }, ariaLabel }
  })
  return sameOr(before, items)
}

/** The label of a node, or what it is. */
export type Names = (id: MapItemId) => string

export function namesIn(map: ConceptMap): Names {
  const names = new Map(map.nodes.map((node) => [node.id, node.label || kindLabels[node.kind]]))
  return (id) => names.get(id) ?? 'something'
}

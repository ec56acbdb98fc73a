// A place for every node, so that links run from top to bottom and nothing overlaps.
import { type ConceptMap, type MapNode, nodeSize } from '../../src/index.ts'
import { orderLayers } from './layer-order.ts'
import { placeLayers } from './layer-places.ts'
import { layersOf } from './layers.ts'

const gap = { x: 40, y: 70 }

/** Places in whole canvas pixels, top left corners; what has no links stands in rows below. */
export function arrange(map: ConceptMap): readonly Pick<MapNode, 'id' | 'x' | 'y'>[] {
  const linked = new Set(map.edges.flatMap((edge) => [edge.from, edge.to]))
  const places = arrangeLinked(
    map,
    map.nodes.filter((node) => linked.has(node.id)),
  )
  const bottom = Math.max(0, ...places.map((place) => place.y + nodeSize.height + gap.y))
  const alone = map.nodes.filter((node) => !linked.has(node.id))
  const columns = Math.max(3, Math.ceil(Math.sqrt(alone.length)))
  const rows = alone.map((node, i) => ({
    id: node.id,
    x: (i % columns) * (nodeSize.width + gap.x),
    y: bottom + Math.floor(i / columns) * (nodeSize.height + gap.x),
  }))
  return [...places, ...rows]
}

function arrangeLinked({ edges }: ConceptMap, nodes: readonly MapNode[]): Pick<MapNode, 'id' | 'x' | 'y'>[] {
  const numbers = new Map(nodes.map((node, at) => [node.id, at]))
  const links = edges.flatMap(({ from, to }): [number, number][] => {
    const [start, end] = [numbers.get(from), numbers.get(to)]
    return start === undefined || end === undefined || start === end ? [] : [[start, end]]
  })
  const layered = layersOf(nodes.length, links)
  const layers = orderLayers(layered)
  // A bend keeps boxes away from where its link will pass.
  const isBend = (place: number): boolean => place >= nodes.length
  const half = (place: number): number => (isBend(place) ? nodeSize.width / 3 : (nodeSize.width + gap.x) / 2)
  const middles = placeLayers(layers, layered, { isBend, distance: (left, right) => half(left) + half(right) })
  const layerOf = new Map(layers.flatMap((layer, at) => layer.map((place) => [place, at])))
  const lefts = nodes.map((_, at) => Math.round((middles[at] ?? 0) - nodeSize.width / 2))
  const edge = Math.min(...lefts)
  return nodes.map((node, at) => ({
    id: node.id,
    x: (lefts[at] ?? 0) - edge,
    y: (layerOf.get(at) ?? 0) * (nodeSize.height + gap.y),
  }))
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

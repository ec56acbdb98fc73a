// The first half of arranging a map: on which layer each node stands, so that links run downwards. A link that passes
// layers bends on each of them, and only neighbouring layers are linked.

/** Places on layers, by number: those of the nodes come first, in the order given, then those where links bend. */
export interface Layers {
  readonly layers: readonly (readonly number[])[]
  /** What each place is linked to on the layer above. */
  readonly above: readonly (readonly number[])[]
  readonly below: readonly (readonly number[])[]
}

/** @param links numbers of two different nodes; cycles are turned around where they close */
export function layersOf(nodeCount: number, links: readonly (readonly [number, number])[]): Layers {
  const downward = withoutCycles(nodeCount, links)
  const layerOf = chooseLayers(nodeCount, downward)
  const layers: number[][] = []
  const above: number[][] = []
  const below: number[][] = []
  const place = (layer: number): number => {
    const at = above.length
    above.push([])
    below.push([])
    while (layers.length <= layer) layers.push([])
    layers[layer]?.push(at)
    return at
  }
  for (const layer of layerOf) place(layer)
  for (const [from, to] of downward) {
    let last = from
    const join = (next: number): void => {
      below[last]?.push(next)
      above[next]?.push(last)
      last = next
    }
    const end = layerOf[to] ?? 0
    for (let layer = (layerOf[from] ?? 0) + 1; layer < end; layer++) join(place(layer))
    join(to)
  }
  return { layers: layers.filter((layer) => layer.length > 0), above, below }
}

type Link = readonly [from: number, to: number]

function withoutCycles(nodeCount: number, links: readonly Link[]): Link[] {
  const out = neighbours(nodeCount, links)
  const state: ('open' | 'done' | undefined)[] = []
  const turned = new Set<string>()
  const visit = (node: number): void => {
    state[node] = 'open'
    for (const next of out[node] ?? []) {
      if (state[next] === 'open') turned.add(`${node} ${next}`)
      else if (state[next] === undefined) visit(next)
    }
    state[node] = 'done'
  }
  for (let node = 0; node < nodeCount; node++) if (state[node] === undefined) visit(node)
  return links.map(([from, to]) => (turned.has(`${from} ${to}`) ? [to, from] : [from, to]))
}

/** As high as those above allow, then lower where that makes more links shorter than longer. */
function chooseLayers(nodeCount: number, links: readonly Link[]): number[] {
  const above = neighbours(
    nodeCount,
    links.map(([from, to]) => [to, from]),
  )
  const below = neighbours(nodeCount, links)
  const layerOf: number[] = []
  const order: number[] = []
  const settle = (node: number): number => {
    const known = layerOf[node]
    if (known !== undefined) return known
    const layer = Math.max(-1, ...(above[node] ?? []).map(settle)) + 1
    layerOf[node] = layer
    order.push(node)
    return layer
  }
  for (let node = 0; node < nodeCount; node++) settle(node)
  for (const node of order.reverse()) {
    const next = below[node] ?? []
    if (next.length > (above[node]?.length ?? 0)) {
      layerOf[node] = Math.min(...next.map((other) => layerOf[other] ?? 0)) - 1
    }
  }
  return layerOf
}

function neighbours(nodeCount: number, links: readonly Link[]): number[][] {
  const lists = Array.from({ length: nodeCount }, (): number[] => [])
  for (const [from, to] of links) lists[from]?.push(to)
  return lists
}

// The second part of arranging a map: who stands beside whom on a layer, so that few links cross. Each layer in turn is
// sorted by the middle of what it is linked to, then neighbours swap where that helps; the best order seen is kept.
import type { Layers } from './layers.ts'

const sweeps = 16

/** The layers, each from left to right. */
export function orderLayers({ layers, above, below }: Layers): readonly (readonly number[])[] {
  const position: number[] = []
  const renumber = (layer: readonly number[]): void => {
    for (const [at, place] of layer.entries()) position[place] = at
  }
  const crossings = (a: number, b: number, linked: Layers['above']): number => {
    let count = 0
    for (const left of linked[a] ?? []) {
      for (const right of linked[b] ?? []) if ((position[left] ?? 0) > (position[right] ?? 0)) count++
    }
    return count
  }
  const all = (): number => {
    let count = 0
    for (const layer of order) {
      for (const [at, a] of layer.entries()) for (const b of layer.slice(at + 1)) count += crossings(a, b, above)
    }
    return count
  }
  const swapNeighbours = (layer: number[]): void => {
    for (let at = 1; at < layer.length; at++) {
      const [a, b] = [layer[at - 1] ?? 0, layer[at] ?? 0]
      const now = crossings(a, b, above) + crossings(a, b, below)
      if (crossings(b, a, above) + crossings(b, a, below) < now) layer.splice(at - 1, 2, b, a)
    }
    renumber(layer)
  }
  let order = firstOrder({ layers, above, below })
  order.forEach(renumber)
  let best = order
  let fewest = all()
  for (let sweep = 0; sweep < sweeps && fewest > 0; sweep++) {
    const linked = sweep % 2 === 0 ? above : below
    order = order.map((layer) => [...layer])
    for (const layer of sweep % 2 === 0 ? order : order.toReversed()) {
      const middles = new Map(layer.map((place) => [place, middleOf(linked[place] ?? [], position) ?? position[place]]))
      layer.sort((a, b) => (middles.get(a) ?? 0) - (middles.get(b) ?? 0))
      renumber(layer)
    }
    for (const layer of order) swapNeighbours(layer)
    const count = all()
    if (count < fewest) [best, fewest] = [order, count]
  }
  return best
}

/** By walking from node to node, so that what belongs together begins together. */
function firstOrder({ layers, above, below }: Layers): number[][] {
  const layerOf = new Map(layers.flatMap((layer, at) => layer.map((place) => [place, at])))
  const order = layers.map((): number[] => [])
  const seen = new Set<number>()
  const walk = (start: number): void => {
    const waiting = [start]
    for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
      if (seen.has(place)) continue
      seen.add(place)
      order[layerOf.get(place) ?? 0]?.push(place)
      waiting.push(...[...(above[place] ?? []), ...(below[place] ?? [])].reverse())
    }
  }
  for (const layer of layers) for (const place of layer) walk(place)
  return order
}

function middleOf(linked: readonly number[], position: readonly number[]): number | undefined {
  const at = linked.map((place) => position[place] ?? 0).sort((a, b) => a - b)
  const half = at.length >> 1
  if (at.length === 0) return undefined
  return at.length % 2 === 1 ? at[half] : ((at[half - 1] ?? 0) + (at[half] ?? 0)) / 2
}

// The last part of arranging a map: how far right everything stands. Each place wants to be in the middle of what it is
// linked to; in turn each layer takes the places nearest to its wishes that keep the distances.
import type { Layers } from './layers.ts'

const sweeps = 24
/** How much more a link of two bends wants to be straight: whatever stands beside it would be crossed by a slanted one. */
const straightness = 8

export interface Spacing {
  isBend(place: number): boolean
  /** Between the middles of two neighbours, at least. */
  distance(left: number, right: number): number
}

/** The middle of each place. */
export function placeLayers(
  layers: readonly (readonly number[])[],
  { above, below }: Pick<Layers, 'above' | 'below'>,
  { isBend, distance }: Spacing,
): readonly number[] {
  const x: number[] = []
  const weigh = (a: number, b: number): number => (isBend(a) && isBend(b) ? straightness : 1)
  const wishOf = (place: number, linked: readonly number[]): Wish => {
    let [sum, weight] = [0, 0]
    for (const other of linked) {
      sum += weigh(place, other) * (x[other] ?? 0)
      weight += weigh(place, other)
    }
    return weight === 0 ? { at: x[place] ?? 0, weight: 1 } : { at: sum / weight, weight }
  }
  const settle = (layer: readonly number[], wish: (place: number) => Wish): void => {
    const gaps = layer.map((place, at) => (at === 0 ? 0 : distance(layer[at - 1] ?? 0, place)))
    for (const [at, middle] of nearest(layer.map(wish), gaps).entries()) x[layer[at] ?? 0] = middle
  }
  for (const layer of layers) settle(layer, () => ({ at: 0, weight: 1 }))
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const isDown = sweep % 2 === 0
    for (const layer of isDown ? layers : layers.toReversed()) {
      settle(layer, (place) => wishOf(place, (isDown ? above : below)[place] ?? []))
    }
  }
  return x
}

interface Wish {
  readonly at: number
  readonly weight: number
}

/**
 * Numbers with the smallest squared distance from the wishes, each at least its gap above the one before: wishes that
 * are too close pool, and a pool stands at its mean (isotonic regression).
 */
function nearest(wishes: readonly Wish[], gaps: readonly number[]): number[] {
  let offset = 0
  const pools: { sum: number; weight: number; offsets: number[] }[] = []
  for (const [index, { at, weight }] of wishes.entries()) {
    offset += gaps[index] ?? 0
    let pool = { sum: weight * (at - offset), weight, offsets: [offset] }
    for (let last = pools.at(-1); last !== undefined; last = pools.at(-1)) {
      if (last.sum / last.weight <= pool.sum / pool.weight) break
      pools.pop()
      pool = {
        sum: last.sum + pool.sum,
        weight: last.weight + pool.weight,
        offsets: [...last.offsets, ...pool.offsets],
      }
    }
    pools.push(pool)
  }
  return pools.flatMap(({ sum, weight, offsets }) => offsets.map((to) => sum / weight + to))
}

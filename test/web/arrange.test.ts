import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ConceptMap, emptyMap, type MapItemId, nodeSize } from '../../src/index.ts'
import { arrange } from '../../web/map/arrange.ts'

const idOf = (number: number) => `node-${number}` as MapItemId

function mapOf(count: number, links: readonly (readonly [number, number])[]): ConceptMap {
  const nodes = Array.from({ length: count }, (_, i) => ({
    id: idOf(i),
    kind: 'concept' as const,
    label: '',
    x: 0,
    y: 0,
  }))
  const edges = links.map(([from, to], i) => ({
    id: `edge-${i}` as MapItemId,
    from: idOf(from % count),
    to: idOf(to % count),
    label: '',
  }))
  return { ...emptyMap, nodes, edges }
}

const anyLinks = fc.array(fc.tuple(fc.nat(30), fc.nat(30)), { maxLength: 45 })
const anyMap = fc.tuple(fc.integer({ min: 1, max: 30 }), anyLinks).map(([count, links]) => mapOf(count, links))

describe('an arranged map', () => {
  it('has a place for every node, and no two overlap, whatever the links', () => {
    fc.assert(
      fc.property(anyMap, (map) => {
        const places = arrange(map)
        expect(places.map(({ id }) => id).sort()).toEqual(map.nodes.map(({ id }) => id).sort())
        for (const [i, a] of places.entries()) {
          for (const b of places.slice(i + 1)) {
            const isApart = Math.abs(a.x - b.x) >= nodeSize.width || Math.abs(a.y - b.y) >= nodeSize.height
            expect(isApart, `${a.id} over ${b.id}`).toBe(true)
          }
        }
      }),
    )
  })

  it('has all links run downwards where they make no circle', () => {
    const downward = anyLinks.map((links) => links.map(([a, b]) => [Math.min(a, b), Math.max(a, b) + 1] as const))
    fc.assert(
      fc.property(downward, (links) => {
        const map = mapOf(32, links)
        const y = new Map(arrange(map).map((place) => [place.id, place.y]))
        for (const { from, to } of map.edges) expect(y.get(from)).toBeLessThan(y.get(to) ?? 0)
      }),
    )
  })

  it('stays the same when it is arranged again', () => {
    fc.assert(
      fc.property(anyMap, (map) => {
        expect(arrange(map)).toEqual(arrange(map))
      }),
    )
  })

  it('has a tree without crossings, parents above the middle of their children', () => {
    const places = new Map(arrange(mapOf(7, [[0, 1], [0, 2], [1, 3], [1, 4], [2, 5], [2, 6]])).map((p) => [p.id, p.x])) // biome-ignore format: a tree
    const x = (number: number): number => places.get(idOf(number)) ?? Number.NaN
    expect(x(0)).toBeCloseTo((x(1) + x(2)) / 2, -1)
    expect(x(1)).toBeCloseTo((x(3) + x(4)) / 2, -1)
    expect(Math.max(x(3), x(4))).toBeLessThan(Math.min(x(5), x(6)))
  })
})

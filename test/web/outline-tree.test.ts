import { describe, expect, it } from 'vitest'
import type { ConceptMap, MapItemId } from '../../src/index.ts'
import { outlineOf } from '../../web/map/outline-tree.ts'

const id = (name: string): MapItemId => name as MapItemId
function mapOf(names: string, links: readonly string[]): ConceptMap {
  return {
    nodes: [...names].map((name, i) => ({ id: id(name), kind: 'concept', label: name, x: 0, y: i })),
    edges: links.map(([from = '', to = '']) => ({ id: id(from + to), from: id(from), to: id(to), label: '' })),
    dots: [],
  }
}
const drawn = (map: ConceptMap): string =>
  outlineOf(map)
    .map(({ node, depth, isAgain }) => `${depth}${node.label}${isAgain ? '^' : ''}`)
    .join(' ')

describe('the outline of a map', () => {
  it('puts what a link leads to under where it comes from, in the order of the canvas', () => {
    expect(drawn(mapOf('abcd', ['ac', 'ab', 'bd']))).toBe('0a 1b 2d 1c')
  })
  it('says everything once, and points up when it comes again', () => {
    expect(drawn(mapOf('abc', ['ac', 'bc']))).toBe('0a 1c 0b 1c^')
  })
  it('loses nothing that goes round in a circle or links to itself', () => {
    expect(drawn(mapOf('abc', ['ab', 'ba', 'cc']))).toBe('0c 1c^ 0a 1b 2a^')
  })
  it('bears a chain as long as a map may be', () => {
    const names = Array.from({ length: 5_000 }, (_, i) => id(String(i)))
    const chain: ConceptMap = {
      nodes: names.map((name, i) => ({ id: name, kind: 'concept', label: '', x: 0, y: i })),
      edges: names.slice(1).map((to, i) => ({ id: id(`e${i}`), from: id(String(i)), to, label: '' })),
      dots: [],
    }
    expect(outlineOf(chain).at(-1)).toMatchObject({ depth: 4_999 })
  })
})

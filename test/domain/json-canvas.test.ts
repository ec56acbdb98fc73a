import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { type ConceptMap, nodeKinds } from '../../src/domain/concept-map.ts'
import { createMapItemId, createTopicId, type MapItemId } from '../../src/domain/ids.ts'
import { formatCanvas, parseCanvas } from '../../src/domain/json-canvas.ts'
import { limits } from '../../src/domain/limits.ts'
import { changeTopic, readTopic } from '../../src/domain/topic-document.ts'

const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : 1)

function mapOf(labels: readonly { label: string; kind: number; x: number; y: number; linked: boolean }[]): ConceptMap {
  const nodes = labels
    .map(({ label, kind, x, y, linked }) => ({
      id: createMapItemId(),
      kind: nodeKinds[kind] ?? 'concept',
      label,
      x,
      y,
      ...(linked ? { topicId: createTopicId() } : {}),
    }))
    .sort(byId)
  const pairs: { readonly from: MapItemId; readonly to: MapItemId }[] = []
  for (const [i, node] of nodes.entries()) {
    const to = nodes[(i * 3 + 1) % nodes.length]
    if (to !== undefined) pairs.push({ from: node.id, to: to.id })
  }
  const edges = pairs.map((pair) => ({ id: createMapItemId(), ...pair, label: 'leads to' })).sort(byId)
  const dots = labels.map(({ label }, i) => ({ id: createMapItemId(), label, x: 1 / (i + 1), y: 0.5 })).sort(byId)
  const axes = { left: 'easy', right: 'hard', bottom: 'now', top: 'later' }
  return { nodes, edges, dots, ...(dots.length === 0 ? {} : { axes }) }
}

const arbitraryMap = fc
  .array(
    fc.record({
      label: fc.string({ unit: 'binary' }),
      kind: fc.integer({ min: 0, max: 4 }),
      x: fc.oneof(fc.integer({ min: -9999, max: 9999 }), fc.constantFrom(0.5, -12.25)),
      y: fc.integer({ min: -9999, max: 9999 }),
      linked: fc.boolean(),
    }),
    { maxLength: 8 },
  )
  .map(mapOf)

describe('JSON Canvas', () => {
  it('gives back the map that was written', () => {
    fc.assert(
      fc.property(arbitraryMap, (map) => {
        expect(parseCanvas(formatCanvas(map))).toEqual(map)
      }),
    )
  })

  it('goes through a document unchanged', () => {
    fc.assert(
      fc.property(arbitraryMap, (map) => {
        const doc = new Y.Doc()
        changeTopic(doc, { map: parseCanvas(formatCanvas(map)) })
        expect(formatCanvas(readTopic(createTopicId(), doc).outcome.map)).toBe(formatCanvas(map))
      }),
    )
  })

  it('has whole pixels and the fields of version 1.0', () => {
    const canvas = JSON.parse(formatCanvas(mapOf([{ label: 'Door', kind: 1, x: 0.5, y: 3, linked: false }])))
    expect(canvas.nodes[0]).toMatchObject({ type: 'text', text: 'Door', color: '1' })
    for (const field of ['x', 'y', 'width', 'height']) expect(Number.isInteger(canvas.nodes[0][field])).toBe(true)
    expect(Object.keys(canvas.edges[0]).sort()).toEqual(['fromNode', 'id', 'label', 'toNode'])
  })

  it('opens a canvas of another program, with the same ids each time', () => {
    const foreign = JSON.stringify({
      nodes: [
        { id: 'n1', type: 'text', text: 'Idea', x: 1, y: 2, width: 10, height: 10, color: '1' },
        { id: 'n2', type: 'file', file: 'notes.md', x: 1.5, y: 2, width: 10, height: 10 },
        { id: 'n3', type: 'link', url: 'https://example.org', x: 0, y: 0, width: 1, height: 1, color: '#ff00ff' },
        { id: 'n4', type: 'group', label: 'A group', x: 0, y: 0, width: 900, height: 900 },
        { id: 'n1', type: 'text', text: 'same id again', x: 0, y: 0, width: 1, height: 1 },
        'no node',
      ],
      edges: [
        { id: 'e1', fromNode: 'n1', fromSide: 'right', toNode: 'n2', toEnd: 'arrow', label: 'needs' },
        { id: 'e2', fromNode: 'n1', toNode: 'nowhere' },
      ],
    })
    const map = parseCanvas(foreign)
    expect(map).toEqual(parseCanvas(foreign))
    expect(map.nodes.map((node) => node.label).sort()).toEqual(['A group', 'Idea', 'https://example.org', 'notes.md'])
    expect(map.nodes.find((node) => node.label === 'Idea')?.kind).toBe('obstacle')
    expect(map.edges.map((edge) => edge.label)).toEqual(['needs'])
  })

  it('takes an empty canvas as an empty map', () => {
    expect(parseCanvas('{}')).toEqual({ nodes: [], edges: [], dots: [] })
  })

  it.each(['', 'no json', '[]', 'null', '7', '{"name":"x"}', '{"nodes":{}}', '{"nodes":[],"edges":"x"}'])(
    'refuses %j',
    (text) => {
      expect(() => parseCanvas(text)).toThrow(expect.objectContaining({ name: 'InvalidInputError' }))
    },
  )

  it('refuses more items than a map may hold', () => {
    const nodes = Array.from({ length: limits.maxMapItems + 1 }, (_, i) => ({ id: `n${i}`, type: 'text', text: '' }))
    expect(() => parseCanvas(JSON.stringify({ nodes }))).toThrow(
      expect.objectContaining({ name: 'LimitExceededError' }),
    )
  })

  it('survives any JSON', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        try {
          expect(parseCanvas(text).nodes).toBeInstanceOf(Array)
        } catch (error) {
          expect(error).toMatchObject({ name: 'InvalidInputError' })
        }
      }),
    )
  })
})

// Concept maps as JSON Canvas 1.0 (https://jsoncanvas.org/spec/1.0/): our own come back as they were, foreign files open.
import { sha256 } from '@noble/hashes/sha2.js'
import { base32 } from 'multiformats/bases/base32'
import {
  type ConceptMap,
  type MapAxes,
  type MapDot,
  type MapEdge,
  type MapNode,
  type NodeKind,
  nodeKinds,
} from './concept-map.ts'
import { InvalidInputError, LimitExceededError } from './errors.ts'
import { isMapItemId, isTopicId, type MapItemId } from './ids.ts'
import { limits } from './limits.ts'

/** Size of a node on the canvas, in pixels. */
export const nodeSize = { width: 220, height: 80 } as const

/** Preset colours of JSON Canvas, one a kind. */
const colours: Readonly<Record<NodeKind, string>> = {
  concept: '5',
  obstacle: '1',
  'related-topic': '6',
  solution: '4',
  question: '3',
}

/** Keys and items in one order: equal maps are equal text. */
export function formatCanvas(map: ConceptMap): string {
  const canvas = {
    nodes: map.nodes.map((node) => ({
      id: node.id,
      type: 'text',
      x: Math.round(node.x),
      y: Math.round(node.y),
      ...nodeSize,
      color: colours[node.kind],
      text: node.label,
      divelog: {
        kind: node.kind,
        ...(node.topicId === undefined ? {} : { topicId: node.topicId }),
        // The specification has whole pixels; a zoomed canvas drags to fractions.
        ...(Number.isInteger(node.x) && Number.isInteger(node.y) ? {} : { x: node.x, y: node.y }),
      },
    })),
    edges: map.edges.map((edge) => ({ id: edge.id, fromNode: edge.from, toNode: edge.to, label: edge.label })),
    ...(map.axes !== undefined || map.dots.length > 0 ? { divelog: { axes: map.axes, dots: map.dots } } : {}),
  }
  return `${JSON.stringify(canvas, null, 2)}\n`
}

/** @throws {InvalidInputError | LimitExceededError} when the text is no JSON Canvas, or holds more than a map may */
export function parseCanvas(text: string): ConceptMap {
  const value = parseJson(text)
  if (!isCanvas(value)) throw new InvalidInputError('canvas', text, 'is no JSON Canvas: an object with nodes and edges')
  const extra = isRecord(value.divelog) ? value.divelog : {}
  const count = listOf(value.nodes).length + listOf(value.edges).length + listOf(extra.dots).length
  if (count > limits.maxMapItems) throw new LimitExceededError('items of the canvas', limits.maxMapItems, count)
  const nodes = distinct(listOf(value.nodes).flatMap(parseNode))
  const edges = distinct(listOf(value.edges).flatMap(parseEdge))
  const known = new Set(nodes.map((node) => node.id))
  const axes = parseAxes(extra.axes)
  return {
    nodes: nodes.sort(byId),
    edges: edges.filter((edge) => known.has(edge.from) && known.has(edge.to)).sort(byId),
    dots: distinct(listOf(extra.dots).flatMap(parseDot)).sort(byId),
    ...(axes === undefined ? {} : { axes }),
  }
}

function parseNode(value: unknown): MapNode[] {
  if (!isRecord(value) || typeof value.id !== 'string') return []
  const extra = isRecord(value.divelog) ? value.divelog : {}
  const kind = nodeKinds.find((known) => known === extra.kind) ?? kindOfColour(value.color)
  const topicId = extra.topicId
  return [
    {
      id: itemId(value.id),
      kind,
      label: labelOf(value),
      x: numberOf(extra.x ?? value.x),
      y: numberOf(extra.y ?? value.y),
      ...(typeof topicId === 'string' && isTopicId(topicId) ? { topicId } : {}),
    },
  ]
}

/** What a foreign node shows: its text, its file, its link, or the label of a group. */
function labelOf(node: Record<string, unknown>): string {
  for (const key of ['text', 'label', 'file', 'url']) {
    const value = node[key]
    if (typeof value === 'string') return value
  }
  return ''
}

function parseEdge(value: unknown): MapEdge[] {
  if (!isRecord(value) || typeof value.fromNode !== 'string' || typeof value.toNode !== 'string') return []
  const id = typeof value.id === 'string' ? value.id : `${value.fromNode}>${value.toNode}`
  const label = typeof value.label === 'string' ? value.label : ''
  return [{ id: itemId(id), from: itemId(value.fromNode), to: itemId(value.toNode), label }]
}

function parseDot(value: unknown): MapDot[] {
  if (!isRecord(value) || typeof value.id !== 'string') return []
  const label = typeof value.label === 'string' ? value.label : ''
  return [{ id: itemId(value.id), label, x: unit(value.x), y: unit(value.y) }]
}

function parseAxes(value: unknown): MapAxes | undefined {
  if (!isRecord(value)) return undefined
  const text = (key: string): string => (typeof value[key] === 'string' ? value[key] : '')
  return { left: text('left'), right: text('right'), bottom: text('bottom'), top: text('top') }
}

/** Ids that are not ours become ours by hashing: opening the same file twice updates, never duplicates. */
function itemId(id: string): MapItemId {
  if (isMapItemId(id)) return id
  const hashed = base32.baseEncode(sha256(new TextEncoder().encode(id)).subarray(0, 16))
  if (!isMapItemId(hashed)) throw new InvalidInputError('canvas id', id, 'cannot be used')
  return hashed
}

function kindOfColour(colour: unknown): NodeKind {
  return nodeKinds.find((kind) => colours[kind] === colour) ?? 'concept'
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new InvalidInputError('canvas', text, 'is no JSON', { cause })
  }
}

/** An empty object is an empty canvas; some other JSON is not, or it would empty a map by mistake. */
function isCanvas(value: unknown): value is Record<string, unknown> {
  if (!isRecord(value) || Array.isArray(value)) return false
  const lists = [value.nodes, value.edges].filter((list) => list !== undefined)
  return lists.every(Array.isArray) && (lists.length > 0 || Object.keys(value).every((key) => key === 'divelog'))
}

/** The first of each id. */
function distinct<T extends { readonly id: string }>(items: readonly T[]): T[] {
  const byItemId = new Map<string, T>()
  for (const item of items) if (!byItemId.has(item.id)) byItemId.set(item.id, item)
  return [...byItemId.values()]
}

const unit = (value: unknown): number => Math.min(1, Math.max(0, numberOf(value)))
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const numberOf = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0)
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : 1)

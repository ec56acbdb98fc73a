// A concept map as a picture: the poster on the wall, readable in a hundred years by anything that shows SVG.
import type { ConceptMap, MapNode, NodeKind } from './concept-map.ts'
import { nodeSize } from './json-canvas.ts'

const { width, height } = nodeSize
const margin = 40
const axesSize = 480
const maxLineLetters = 24
const maxLines = 4

const fills: Readonly<Record<NodeKind, string>> = {
  concept: '#d9ecf2',
  obstacle: '#f7d9d4',
  'related-topic': '#e4def4',
  solution: '#d8eed9',
  question: '#f8ebc4',
}

/** Deterministic: whole pixels, items in the map's own order. */
export function renderMapSvg(map: ConceptMap): string {
  const { left, top, right, bottom } = bounds(map)
  const nodes = new Map(map.nodes.map((node) => [node.id, node]))
  const edges = map.edges.map((edge) => {
    const [from, to] = [nodes.get(edge.from), nodes.get(edge.to)]
    return from === undefined || to === undefined ? '' : renderEdge(centre(from), centre(to), edge.label)
  })
  const graph = map.nodes.length === 0 ? '' : [...edges, ...map.nodes.map(renderNode)].join('')
  const axes = map.dots.length === 0 && map.axes === undefined ? '' : renderAxes(map, left, bottom)
  const total = bottom + (axes === '' ? 0 : axesSize + 3 * margin)
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top} ${right - left} ${total - top}" font-family="sans-serif" font-size="14">${graph}${axes}</svg>\n`
}

function bounds(map: ConceptMap): { left: number; top: number; right: number; bottom: number } {
  const xs = map.nodes.map((node) => clamp(node.x))
  const ys = map.nodes.map((node) => clamp(node.y))
  const left = Math.min(0, ...xs) - margin
  const top = Math.min(0, ...ys) - margin
  return {
    left,
    top,
    right: Math.max(axesSize + 2 * margin, ...xs.map((x) => x + width)) + margin,
    bottom: Math.max(0, ...ys.map((y) => y + height)) + margin,
  }
}

/** Coordinates come from documents of strangers: a picture stays a picture. */
const clamp = (value: number): number => Math.round(Math.min(20_000, Math.max(-20_000, value)))

const centre = (node: MapNode): { x: number; y: number } => ({
  x: clamp(node.x) + width / 2,
  y: clamp(node.y) + height / 2,
})

function renderNode(node: MapNode): string {
  const [x, y] = [clamp(node.x), clamp(node.y)]
  const lines = wrap(node.label)
  const first = y + height / 2 - ((lines.length - 1) * 16) / 2 + 5
  const text = lines
    .map((line, i) => `<tspan x="${x + width / 2}" y="${first + i * 16}">${escapeXml(line)}</tspan>`)
    .join('')
  return `<g><title>${node.kind}</title>${shape(node.kind, x, y)}<text text-anchor="middle" fill="#1b2a30">${text}</text></g>`
}

/** Corners of the kinds that have some, in pixels from the top left of {@link nodeSize}. */
export const nodeCorners: Readonly<Partial<Record<NodeKind, readonly (readonly [x: number, y: number])[]>>> = {
  obstacle: [
    [20, 0],
    [width - 20, 0],
    [width, 20],
    [width, height - 20],
    [width - 20, height],
    [20, height],
    [0, height - 20],
    [0, 20],
  ],
  question: [
    [width / 2, -6],
    [width + 6, height / 2],
    [width / 2, height + 6],
    [-6, height / 2],
  ],
}

/** Each kind has its own shape as well as its colour. */
function shape(kind: NodeKind, x: number, y: number): string {
  const style = `fill="${fills[kind]}" stroke="#33474f"`
  switch (kind) {
    case 'concept':
      return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="12" ${style}/>`
    case 'related-topic':
      return `<rect x="${x}" y="${y}" width="${width}" height="${height}" stroke-dasharray="6 4" ${style}/>`
    case 'solution':
      return `<ellipse cx="${x + width / 2}" cy="${y + height / 2}" rx="${width / 2}" ry="${height / 2}" ${style}/>`
    case 'obstacle':
    case 'question': {
      const corners = nodeCorners[kind] ?? []
      return `<polygon points="${corners.map(([px, py]) => `${x + px},${y + py}`).join(' ')}" ${style}/>`
    }
  }
}

function renderEdge(from: { x: number; y: number }, to: { x: number; y: number }, label: string): string {
  const line = `<line x1="${from.x}" y1="${from.y}" x2="${to.x}" y2="${to.y}" stroke="#5f737b"/>`
  if (label === '') return line
  const [x, y] = [Math.round((from.x + to.x) / 2), Math.round((from.y + to.y) / 2) - 4]
  return `${line}<text x="${x}" y="${y}" text-anchor="middle" fill="#33474f" font-size="12">${escapeXml(label)}</text>`
}

function renderAxes(map: ConceptMap, left: number, above: number): string {
  const [x, y] = [left + 2 * margin, above + margin]
  const axes = map.axes ?? { left: '', right: '', bottom: '', top: '' }
  const label = (text: string, px: number, py: number): string =>
    `<text x="${px}" y="${py}" text-anchor="middle" fill="#1b2a30">${escapeXml(text)}</text>`
  const dots = map.dots.map((dot) => {
    const [dx, dy] = [x + Math.round(dot.x * axesSize), y + Math.round((1 - dot.y) * axesSize)]
    return `<circle cx="${dx}" cy="${dy}" r="6" fill="#0b6e8f"/>${label(dot.label, dx, dy - 10)}`
  })
  const frame = `<rect x="${x}" y="${y}" width="${axesSize}" height="${axesSize}" fill="none" stroke="#5f737b"/>`
  const middle = x + axesSize / 2
  const names = [
    label(axes.top, middle, y - 10),
    label(axes.bottom, middle, y + axesSize + 20),
    label(axes.left, x, y + axesSize + 36),
    label(axes.right, x + axesSize, y + axesSize + 36),
  ]
  return `<g>${frame}${names.join('')}${dots.join('')}</g>`
}

function wrap(label: string): string[] {
  const lines: string[] = []
  for (const word of label.split(/\s+/).flatMap(broken)) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + word.length < maxLineLetters) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines.length <= maxLines ? lines : [...lines.slice(0, maxLines - 1), `${lines[maxLines - 1]} …`]
}

/** A word that is longer than a line, such as an address, goes on in the next one; never within a code point. */
function broken(word: string): string[] {
  const letters = [...word]
  const parts: string[] = []
  for (let i = 0; i < letters.length; i += maxLineLetters) parts.push(letters.slice(i, i + maxLineLetters).join(''))
  return parts
}

function escapeXml(text: string): string {
  return (
    text
      // XML 1.0 cannot hold these characters in any form.
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`)
      .toWellFormed()
  )
}

// Maps in and out of files: JSON Canvas to go on elsewhere, SVG to print.
import { type ConceptMap, formatCanvas, parseCanvas, renderMapSvg, type Topic } from '../../src/index.ts'

export function saveMap(topic: Topic, kind: 'canvas' | 'svg'): void {
  const { map } = topic.outcome
  const text = kind === 'canvas' ? formatCanvas(map) : renderMapSvg(map)
  const type = kind === 'canvas' ? 'application/json' : 'image/svg+xml'
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type }))
  link.download = `${topic.title.replace(/[^\p{L}\p{N} _-]+/gu, '').trim() || 'map'}.${kind}`
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

/**
 * What the file holds beside what is there: nothing of the map is lost, and the same file opened again adds nothing.
 *
 * @throws {InvalidInputError} the file is no JSON Canvas
 */
export async function openMap(map: ConceptMap, file: Blob): Promise<ConceptMap> {
  const opened = parseCanvas(await file.text())
  const together = <T extends { readonly id: string }>(ours: readonly T[], theirs: readonly T[]): T[] => [
    ...new Map([...ours, ...theirs].map((item) => [item.id, item])).values(),
  ]
  const axes = opened.axes ?? map.axes
  return {
    nodes: together(map.nodes, opened.nodes),
    edges: together(map.edges, opened.edges),
    dots: together(map.dots, opened.dots),
    ...(axes === undefined ? {} : { axes }),
  }
}

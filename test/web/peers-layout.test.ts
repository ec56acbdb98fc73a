import { describe, expect, it } from 'vitest'
import { type Box, dotY, layOutPeers, maxDots, type Point, picture, self } from '../../web/frame/peers-layout.ts'

const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

/** Points along a line, dense enough that none passes through a name between two of them. */
const along = (from: Point, to: Point): Point[] =>
  Array.from({ length: 201 }, (_, i) => ({
    x: from.x + ((to.x - from.x) * i) / 200,
    y: from.y + ((to.y - from.y) * i) / 200,
  }))

const isIn = ({ x, y, width, height }: Box, point: Point): boolean =>
  x < point.x && point.x < x + width && y < point.y && point.y < y + height

describe.each(Array.from({ length: maxDots }, (_, i) => i + 1))('the picture of %i peers', (count) => {
  const { dots, labels, tied } = layOutPeers(count)

  it('keeps names apart, in the picture and readable', () => {
    for (const [i, label] of labels.entries()) {
      expect(labels.filter((other, j) => j !== i && overlap(label, other))).toEqual([])
      expect(label.x).toBeGreaterThanOrEqual(0)
      expect(label.y).toBeGreaterThanOrEqual(0)
      expect(label.x + label.width).toBeLessThanOrEqual(picture.width)
      expect(label.width).toBeGreaterThan(45)
    }
  })

  it('leads no line through a name', () => {
    const lines = dots.map((dot) => along(self, { x: dot.x, y: dotY }))
    const ties = dots.map((dot, i) =>
      tied[i] === true
        ? along({ x: dot.x, y: dotY }, { x: dot.x, y: (labels[i]?.y ?? 0) + (labels[i]?.height ?? 0) })
        : [],
    )
    for (const point of [...lines, ...ties].flat()) expect(labels.filter((label) => isIn(label, point))).toEqual([])
  })
})

// Where dots, lines and names of the picture of peers stand, so that names never meet one another nor a line.

export interface Point {
  readonly x: number
  readonly y: number
}

export interface Box extends Point {
  readonly width: number
  readonly height: number
}

export interface PeersLayout {
  readonly dots: readonly Point[]
  /** Room for each name, above all dots. */
  readonly labels: readonly Box[]
  /** Whether a short line must tie a name to its dot, past the names between. */
  readonly tied: readonly boolean[]
}

export const picture = { width: 360, height: 152 } as const
export const self: Point = { x: picture.width / 2, y: 120 }
/** More would stand on one another; the list below has them all. */
export const maxDots = 7
export const dotY = 62
export const dotRadius = 15

const labelHeight = 17
const gap = 3
/** From here on names take turns in two rows: a name needs about twelve letters. */
const maxInOneRow = 4
const lowerRow = dotY - dotRadius - labelHeight - gap
const upperRow = lowerRow - labelHeight - gap

export function layOutPeers(count: number): PeersLayout {
  const slot = picture.width / count
  const takesTurns = count > maxInOneRow
  const dots = Array.from({ length: count }, (_, i) => ({ x: slot * (i + 0.5), y: dotY }))
  const tied = dots.map((_, i) => takesTurns && i % 2 === 1)
  const labels = dots.map(({ x }, i) => {
    const room = (takesTurns ? 2 : 1) * slot - 2 * gap
    // Within the picture, and still above its dot.
    const width = Math.min(room, 2 * Math.min(x, picture.width - x) - gap)
    return { x: x - width / 2, y: tied[i] ? upperRow : lowerRow, width, height: labelHeight }
  })
  return { dots, labels, tied }
}

// Who wrote, along the slider: faces where there is room for them, else a line in the colour of each. The slider says the
// same in words.
import type { HistoryPoint } from '../../src/index.ts'
import type { People } from '../authors/use-people.ts'
import { Face } from '../design/face.tsx'

/** In the narrowest drawer one more would lie over its neighbour. */
const maxFaces = 14
/** More would be thinner than a line. */
const maxLines = 120

export interface WhoWhenProps {
  readonly points: readonly HistoryPoint[]
  /** The chosen point. */
  readonly index: number
  readonly people: People
}

export function WhoWhen({ points, index, people: { nameOf, colourOf } }: WhoWhenProps) {
  if (points.length > maxLines) return null
  const hasFaces = points.length <= maxFaces
  return (
    <div className={hasFaces ? 'ticks faces-then' : 'ticks'} aria-hidden="true">
      {points.map(({ author }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a point has no other name than its place
        <span key={i} className={i === index ? 'now' : ''} style={hasFaces ? {} : { background: colourOf(author) }}>
          {hasFaces && <Face name={nameOf(author)} colour={colourOf(author)} />}
        </span>
      ))}
    </div>
  )
}

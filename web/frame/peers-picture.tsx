// Who is connected and how, at a glance: a dot for each laptop, a line where two talk, dashed where a third passes it on.
import type { ConnectedPeer } from '../../src/index.ts'

export interface PictureItem {
  readonly peer: Pick<ConnectedPeer, 'id' | 'via'>
  readonly name: string
  readonly colour: string
  /** Whether it holds the same notebook; undefined while that is not known. */
  readonly isSame: boolean | undefined
}

const width = 360
const height = 150
const self = { x: width / 2, y: height - 26 }
const radius = { x: width / 2 - 50, y: height - 58 }
/** More would stand on one another; the list below has them all. */
const maxDots = 7

/** Hidden from screen readers: the list under it says the same in words. */
export function PeersPicture({ items }: { items: readonly PictureItem[] }) {
  const shown = items.slice(0, maxDots)
  const places = shown.map((_, i) => {
    const angle = Math.PI * ((i + 1) / (shown.length + 1))
    return { x: self.x - radius.x * Math.cos(angle), y: self.y - radius.y * Math.sin(angle) }
  })
  return (
    <svg className="peers-picture" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      {shown.map(({ peer }, i) => (
        <line
          key={peer.id}
          x1={self.x}
          y1={self.y}
          x2={places[i]?.x}
          y2={places[i]?.y}
          className={peer.via === 'relay' ? 'relayed' : undefined}
        />
      ))}
      {shown.map(({ peer, name, colour, isSame }, i) => (
        <g key={peer.id} transform={`translate(${places[i]?.x} ${places[i]?.y})`}>
          {isSame === true && <circle r={15} className="same" />}
          <circle r={10} fill={colour} />
          <text y={isSame === true ? 30 : 26}>{shorten(name)}</text>
        </g>
      ))}
      <g transform={`translate(${self.x} ${self.y})`}>
        <circle r={10} className="you" />
        <text y={24}>You</text>
      </g>
    </svg>
  )
}

const shorten = (name: string): string => ([...name].length > 12 ? `${[...name].slice(0, 11).join('')}…` : name)

// Who is connected and how, at a glance: a dot for each laptop, a line where two talk, dashed where a third passes it on.
import type { ConnectedPeer } from '../../src/index.ts'
import { dotRadius, dotY, layOutPeers, maxDots, picture, self } from './peers-layout.ts'

export interface PictureItem {
  readonly peer: Pick<ConnectedPeer, 'id' | 'via'>
  readonly name: string
  readonly colour: string
  /** Whether it holds the same notebook; undefined while that is not known. */
  readonly isSame: boolean | undefined
}

/** Hidden from screen readers: the list under it says the same in words. */
export function PeersPicture({ items }: { items: readonly PictureItem[] }) {
  const shown = items.slice(0, maxDots)
  const { dots, labels, tied } = layOutPeers(shown.length)
  return (
    <svg className="peers-picture" viewBox={`0 0 ${picture.width} ${picture.height}`} aria-hidden="true">
      {shown.map(({ peer }, i) => (
        <line
          key={peer.id}
          x1={self.x}
          y1={self.y}
          x2={dots[i]?.x}
          y2={dotY}
          className={peer.via === 'relay' ? 'relayed' : undefined}
        />
      ))}
      {shown.map(({ peer, name, colour, isSame }, i) => (
        <g key={peer.id}>
          {tied[i] && (
            <line
              x1={dots[i]?.x}
              y1={dotY - dotRadius}
              x2={dots[i]?.x}
              y2={(labels[i]?.y ?? 0) + (labels[i]?.height ?? 0)}
              className="tie"
            />
          )}
          {isSame === true && <circle cx={dots[i]?.x} cy={dotY} r={dotRadius} className="same" />}
          <circle cx={dots[i]?.x} cy={dotY} r={10} fill={colour} />
          <foreignObject {...labels[i]}>
            <div className="peer-name">{name}</div>
          </foreignObject>
        </g>
      ))}
      <g transform={`translate(${self.x} ${self.y})`}>
        <circle r={10} className="you" />
        <text y={26}>You</text>
      </g>
    </svg>
  )
}

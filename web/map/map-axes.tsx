// The two-axis poster: name the axes, place dots, vote. A pointer drags a dot, arrow keys move it, the list says it all.
import { Plus, ThumbsUp, Trash2 } from 'lucide-react'
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react'
import { type ConceptMap, limits, type MapAxes, type MapDot, type MapItemId } from '../../src/index.ts'
import { OwnInput } from '../design/own-input.tsx'
import { useSelf } from '../notebook-context.tsx'
import type { MapChanges } from './map-changes.ts'

const noAxes: MapAxes = { left: '', right: '', bottom: '', top: '' }
const sides = [
  ['top', 'Top'],
  ['bottom', 'Bottom'],
  ['left', 'Left'],
  ['right', 'Right'],
] as const
const step = 0.02

export function MapAxesEditor({ map, changes }: { map: ConceptMap; changes: MapChanges }) {
  const plane = useRef<HTMLDivElement>(null)
  const axes = map.axes ?? noAxes
  const nameNext = useNameNext(map)
  const at = (event: { clientX: number; clientY: number }): { x: number; y: number } => {
    const { left, top, width, height } = plane.current?.getBoundingClientRect() ?? new DOMRect(0, 0, 1, 1)
    return { x: unit((event.clientX - left) / width), y: unit(1 - (event.clientY - top) / height) }
  }
  return (
    <section className="stack" aria-label="Two axes">
      <div className="axes-names">
        {sides.map(([side, label]) => (
          <label key={side} className="field" htmlFor={`axis-${side}`}>
            <span>{label}</span>
            <OwnInput
              id={`axis-${side}`}
              className="input"
              text={axes[side]}
              maxLength={limits.maxMapLabelCharacters}
              placeholder={{ top: 'important', bottom: 'less so', left: 'hard', right: 'easy' }[side]}
              onText={(text) => changes.setAxes({ ...axes, [side]: text })}
            />
          </label>
        ))}
      </div>
      <div className="row">
        <button
          type="button"
          className="button"
          onClick={() => nameNext(changes.addDot({ label: '', x: 0.5, y: 0.5 }))}
        >
          <Plus size={18} aria-hidden="true" /> Add a dot
        </button>
        <span className="soft">or click where it belongs</span>
      </div>
      <div className="axes-sides">
        <div className="axes">
          <span className="axis-top">{axes.top}</span>
          <span className="axis-left">{axes.left}</span>
          {/* The button above adds dots by keyboard; a click here is the short way. */}
          {/* biome-ignore lint/a11y/noStaticElementInteractions: see above */}
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: see above */}
          <div
            ref={plane}
            className="axes-plane"
            onClick={(event) => {
              if (event.target === event.currentTarget) changes.addDot({ label: '', ...at(event) })
            }}
          >
            {map.dots.map((dot) => (
              <Dot key={dot.id} dot={dot} map={map} changes={changes} at={at} />
            ))}
          </div>
          <span className="axis-right">{axes.right}</span>
          <span className="axis-bottom">{axes.bottom}</span>
        </div>
        <DotList map={map} changes={changes} />
      </div>
    </section>
  )
}

/** A dot says nothing without its name: the field for it gets the keyboard as soon as it is there. */
function useNameNext({ dots }: ConceptMap): (id: MapItemId) => void {
  const [next, setNext] = useState<MapItemId>()
  const isHere = dots.some((dot) => dot.id === next)
  useEffect(() => {
    if (!isHere) return
    document.getElementById(`dot-${next}`)?.focus()
    setNext(undefined)
  }, [isHere, next])
  return setNext
}

interface DotProps {
  readonly dot: MapDot
  readonly map: ConceptMap
  readonly changes: MapChanges
  readonly at: (event: { clientX: number; clientY: number }) => { x: number; y: number }
}

function Dot({ dot, map, changes, at }: DotProps) {
  const [held, setHeld] = useState<{ x: number; y: number }>()
  const { x, y } = held ?? dot
  const votes = (map.votes ?? []).filter((vote) => vote.item === dot.id).length
  const onKeyDown = (event: KeyboardEvent): void => {
    const moves: Record<string, readonly [number, number]> = {
      ArrowLeft: [-step, 0],
      ArrowRight: [step, 0],
      ArrowUp: [0, step],
      ArrowDown: [0, -step],
    }
    const move = moves[event.key]
    if (event.key === 'Delete' || event.key === 'Backspace') changes.removeDot(dot.id)
    if (move === undefined) return
    event.preventDefault()
    changes.changeDot(dot.id, { x: unit(dot.x + move[0]), y: unit(dot.y + move[1]) })
  }
  return (
    <button
      type="button"
      className="axes-dot"
      style={{ left: `${x * 100}%`, top: `${(1 - y) * 100}%` }}
      aria-label={`${dot.label || 'A dot'}, ${percent(x)} to the right, ${percent(y)} up, votes: ${votes}`}
      onKeyDown={onKeyDown}
      onPointerDown={(event: PointerEvent) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        setHeld({ x: dot.x, y: dot.y })
      }}
      onPointerMove={(event) => {
        if (held !== undefined) setHeld(at(event))
      }}
      onPointerUp={() => {
        if (held !== undefined) changes.changeDot(dot.id, held)
        setHeld(undefined)
      }}
    >
      <span className="axes-mark" style={{ scale: String(1 + Math.min(votes, 10) / 10) }} aria-hidden="true" />
      <span className="axes-label" aria-hidden="true">
        {dot.label}
      </span>
    </button>
  )
}

function DotList({ map, changes }: { map: ConceptMap; changes: MapChanges }) {
  const self = useSelf()
  return (
    <ul className="plain-list axes-list">
      {map.dots.map((dot) => {
        const votes = (map.votes ?? []).filter((vote) => vote.item === dot.id)
        const isMine = votes.some((vote) => vote.author === self)
        const name = dot.label || 'this dot'
        return (
          <li key={dot.id} className="row">
            <OwnInput
              id={`dot-${dot.id}`}
              className="input"
              aria-label="Dot"
              placeholder="What is it?"
              text={dot.label}
              maxLength={limits.maxMapLabelCharacters}
              onText={(label) => changes.changeDot(dot.id, { label })}
            />
            {(['x', 'y'] as const).map((axis) => (
              <input
                key={axis}
                type="range"
                min={0}
                max={100}
                aria-label={axis === 'x' ? `${name}, from left to right` : `${name}, from bottom to top`}
                value={Math.round(dot[axis] * 100)}
                onChange={(event) => changes.changeDot(dot.id, { [axis]: Number(event.target.value) / 100 })}
              />
            ))}
            <button
              type="button"
              className="button quiet square"
              aria-pressed={isMine}
              aria-label={`Vote for ${name}, votes: ${votes.length}`}
              onClick={() => changes.vote(dot.id, self, !isMine)}
            >
              <ThumbsUp size={16} aria-hidden="true" /> {votes.length}
            </button>
            <button
              type="button"
              className="button quiet square"
              aria-label={`Remove ${name}`}
              onClick={() => changes.removeDot(dot.id)}
            >
              <Trash2 size={16} aria-hidden="true" />
            </button>
          </li>
        )
      })}
    </ul>
  )
}

const unit = (value: number): number => Math.min(1, Math.max(0, value))
const percent = (value: number): string => `${Math.round(value * 100)} %`

// The same map as a list: whoever cannot use the canvas, or has a phone in one hand, does everything here.
import { Plus } from 'lucide-react'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import type { ConceptMap, MapItemId, NodeKind } from '../../src/index.ts'
import { useSteady } from '../design/use-steady.ts'
import { freePlace } from './arrange.ts'
import { namesIn } from './canvas-items.ts'
import type { MapChanges } from './map-changes.ts'
import { type OutlineActions, OutlineRow } from './outline-row.tsx'
import { outlineOf } from './outline-tree.ts'
import { useMapShape } from './use-map-shape.ts'

export interface MapOutlineProps {
  readonly map: ConceptMap
  readonly changes: MapChanges
  readonly kind: NodeKind
  readonly selected: MapItemId | undefined
  readonly onSelect: (id: MapItemId | undefined) => void
}

export function MapOutline({ map, changes, kind, selected, onSelect }: MapOutlineProps) {
  const items = outlineOf(map)
  // While something is moved on the canvas, two hundred rows stay as they are.
  const shape = useMapShape(map)
  const names = useMemo(() => namesIn(shape), [shape])
  const list = useRef<HTMLUListElement>(null)
  const [focusOn, setFocusOn] = useState<MapItemId>()
  useEffect(() => {
    if (focusOn === undefined) return
    const field = list.current?.querySelector<HTMLInputElement>(`[data-item="${focusOn}"] input`)
    if (field == null) return
    field.focus()
    setFocusOn(undefined)
  })
  const add = (from?: MapItemId, like: NodeKind = kind): void => {
    const parent = map.nodes.find((node) => node.id === from)
    const id = changes.addNode({ kind: like, label: '', ...freePlace(map, parent) }, from)
    onSelect(id)
    setFocusOn(id)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const i = items.findIndex(({ node, isAgain }) => node.id === idOf(event.currentTarget) && !isAgain)
    const item = items[i]
    if (item === undefined) return
    if (event.key === 'Enter') {
      event.preventDefault()
      if (event.ctrlKey || event.metaKey) add(item.node.id)
      else add(item.edge?.from, item.node.kind)
    } else if (event.key === 'Backspace' && event.currentTarget.value === '') {
      event.preventDefault()
      changes.remove([item.node.id], [])
      setFocusOn(items[i - 1]?.node.id)
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      setFocusOn(items[i + (event.key === 'ArrowDown' ? 1 : -1)]?.node.id)
    }
  }
  const actions: OutlineActions = useSteady({ onKeyDown, onAddUnder: (id: MapItemId) => add(id) })
  return (
    <section className="stack tight map-outline" aria-label="Outline of the map">
      {items.length > 0 && (
        <ul ref={list}>
          {items.map((item) => (
            <OutlineRow
              key={`${item.edge?.id ?? ''}${item.node.id}`}
              item={item}
              map={shape}
              names={names}
              changes={changes}
              isSelected={item.node.id === selected}
              onSelect={onSelect}
              actions={actions}
            />
          ))}
        </ul>
      )}
      <div className="row">
        <button type="button" className="button" onClick={() => add()}>
          <Plus size={16} aria-hidden="true" /> Add to the map
        </button>
        {items.length > 0 && (
          <span className="soft">Enter adds one more, Ctrl+Enter adds one that is linked from it.</span>
        )}
      </div>
    </section>
  )
}

const idOf = (field: HTMLElement): string | undefined => field.closest<HTMLElement>('[data-item]')?.dataset.item

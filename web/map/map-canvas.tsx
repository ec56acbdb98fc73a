// The canvas of a map: add by double click or N, link by dragging, write labels in place; everything by keyboard too.
import {
  applyEdgeChanges,
  applyNodeChanges,
  Background,
  type Connection,
  Controls,
  type EdgeChange,
  MarkerType,
  type NodeChange,
  type OnConnectEnd,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
} from '@xyflow/react'
import { type KeyboardEvent, type MouseEvent, useEffect, useMemo, useRef, useState } from 'react'
import { type ConceptMap, type MapItemId, type NodeKind, nodeSize } from '../../src/index.ts'
import { useSteady } from '../design/use-steady.ts'
import { useSelf } from '../notebook-context.tsx'
import { freePlace } from './arrange.ts'
import { CanvasContext } from './canvas-context.ts'
import { canvasEdges, canvasNodes, namesIn, withSelected } from './canvas-items.ts'
import type { MapChanges } from './map-changes.ts'
import { type CanvasEdge, MapEdgeView } from './map-edge.tsx'
import { type CanvasNode, MapNodeView } from './map-node.tsx'
import '@xyflow/react/dist/base.css'

const nodeTypes = { item: MapNodeView }
const edgeTypes = { link: MapEdgeView }
const defaultEdgeOptions = { markerEnd: { type: MarkerType.ArrowClosed, width: 18, height: 18 } }
const fitViewOptions = { maxZoom: 1, padding: 0.15 }
const deleteKeys = ['Delete', 'Backspace']
/** While a node is dragged, the others see it move this often. */
const followMs = 200

export interface MapCanvasProps {
  readonly map: ConceptMap
  readonly changes: MapChanges
  readonly kind: NodeKind
  readonly selected: MapItemId | undefined
  readonly onSelect: (id: MapItemId | undefined) => void
}

export function MapCanvas(props: MapCanvasProps) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  )
}

function Canvas({ map, changes, kind, selected, onSelect }: MapCanvasProps) {
  const self = useSelf()
  const flow = useReactFlow<CanvasNode, CanvasEdge>()
  const [nodes, setNodes] = useState<CanvasNode[]>([])
  const [edges, setEdges] = useState<CanvasEdge[]>([])
  const [editing, setEditing] = useState<MapItemId>()
  const frame = useRef<HTMLDivElement>(null)
  // An empty canvas would be fitted to its first node, away from under the pointer.
  const [isFitted] = useState(map.nodes.length > 0)
  const movedAt = useRef(0)
  useEffect(() => {
    setNodes((before) => withSelected(canvasNodes(map, before, self), selected))
    setEdges((before) => canvasEdges(map.edges, before, namesIn(map)))
  }, [map, self, selected])

  const add = (place: { x: number; y: number }, from?: MapItemId): void => {
    const id = changes.addNode({ kind, label: '', x: Math.round(place.x), y: Math.round(place.y) }, from)
    onSelect(id)
    setEditing(id)
  }
  const addBeside = (id: MapItemId | undefined): void => {
    const from = map.nodes.find((node) => node.id === id)
    add(freePlace(map, from), from?.id)
  }
  useAddKey(() => addBeside(selected))
  const stopEditing = (id: MapItemId | undefined): void => {
    const before = editing
    setEditing(id)
    if (id === undefined && before !== undefined) {
      frame.current?.querySelector<HTMLElement>(`.react-flow__node[data-id="${before}"]`)?.focus()
    }
  }
  const onNodesChange = (list: NodeChange<CanvasNode>[]): void => {
    const next = applyNodeChanges(
      list.filter((change) => change.type !== 'remove'),
      nodes,
    )
    setNodes(next)
    const moved = list.flatMap((change) =>
      change.type === 'position' && change.position !== undefined ? [{ change, position: change.position }] : [],
    )
    const isDown = moved.some(({ change }) => change.dragging)
    if (moved.length > 0 && (!isDown || Date.now() - movedAt.current > followMs)) {
      movedAt.current = Date.now()
      changes.moveNodes(moved.map(({ change, position }) => ({ id: change.id as MapItemId, ...position })))
    }
    if (list.some((change) => change.type === 'select')) {
      const chosen = next.filter((node) => node.selected)
      onSelect(chosen.length === 1 ? (chosen[0]?.id as MapItemId) : undefined)
    }
  }
  const onEdgesChange = (list: EdgeChange<CanvasEdge>[]): void =>
    setEdges((before) =>
      applyEdgeChanges(
        list.filter((change) => change.type !== 'remove'),
        before,
      ),
    )
  const onConnect = ({ source, target }: Connection): void =>
    setEditing(changes.addEdge({ from: source as MapItemId, to: target as MapItemId, label: '' }))
  const onConnectEnd: OnConnectEnd = (event, { isValid, fromNode, toNode }) => {
    if (isValid || toNode !== null || fromNode === null) return
    const point = 'changedTouches' in event ? event.changedTouches[0] : event
    if (point === undefined) return
    const { x, y } = flow.screenToFlowPosition({ x: point.clientX, y: point.clientY })
    add({ x: x - nodeSize.width / 2, y }, fromNode.id as MapItemId)
  }
  const onDoubleClick = (event: MouseEvent): void => {
    if (!(event.target as HTMLElement).classList.contains('react-flow__pane')) return
    const { x, y } = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY })
    add({ x: x - nodeSize.width / 2, y: y - nodeSize.height / 2 })
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if ((event.target as HTMLElement).closest('input, textarea, select') !== null) return
    const focused = (event.target as HTMLElement).closest<HTMLElement>('.react-flow__node, .react-flow__edge')
    const id = focused?.dataset.id as MapItemId | undefined
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z') {
      event.preventDefault()
      if (event.shiftKey) changes.redo()
      else changes.undo()
    } else if (isAddKey(event)) {
      event.preventDefault()
      event.stopPropagation()
      addBeside(id ?? selected)
    } else if ((event.key === 'F2' || event.key === 'Enter') && id !== undefined && event.target === focused) {
      event.preventDefault()
      setEditing(id)
    }
  }
  const onDelete = (gone: { nodes: CanvasNode[]; edges: CanvasEdge[] }): void =>
    changes.remove(
      gone.nodes.map((node) => node.id as MapItemId),
      gone.edges.map((edge) => edge.id as MapItemId),
    )
  const onNodeDoubleClick = (_: MouseEvent, node: CanvasNode): void => setEditing(node.id as MapItemId)
  // React Flow asks each node, handle and link again for every handler that is new: 2,000 questions in a map of 200.
  const steady = useSteady({ onNodesChange, onEdgesChange, onConnect, onConnectEnd, onDelete, onNodeDoubleClick })
  // biome-ignore lint/correctness/useExhaustiveDependencies: `stopEditing` changes with `editing` alone
  const tools = useMemo(() => ({ changes, self, editing, setEditing: stopEditing }), [changes, self, editing])
  return (
    <CanvasContext value={tools}>
      <section ref={frame} className="map-canvas" aria-label="Map" onDoubleClick={onDoubleClick} onKeyDown={onKeyDown}>
        <ReactFlow
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          defaultEdgeOptions={defaultEdgeOptions}
          {...steady}
          deleteKeyCode={editing === undefined ? deleteKeys : null}
          zoomOnDoubleClick={false}
          minZoom={0.1}
          fitView={isFitted}
          fitViewOptions={fitViewOptions}
        >
          <Background gap={24} />
          <Controls showInteractive={false} />
        </ReactFlow>
        {map.nodes.length === 0 && (
          <p className="map-empty">
            Nothing is on this map yet. Double-click, or press <kbd>N</kbd>, to put the first thing here.
          </p>
        )}
      </section>
    </CanvasContext>
  )
}

const isAddKey = (event: Pick<globalThis.KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>): boolean =>
  event.key.toLowerCase() === 'n' && !event.ctrlKey && !event.metaKey && !event.altKey

/** N adds wherever the keyboard is, as long as nobody types and no dialog is open. */
function useAddKey(add: () => void): void {
  const latest = useRef(add)
  useEffect(() => {
    latest.current = add
  })
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent): void => {
      const at = event.target instanceof HTMLElement ? event.target : undefined
      const isTyping = at?.isContentEditable === true || at?.closest('input, textarea, select') != null
      if (!isAddKey(event) || isTyping || document.querySelector('dialog[open]') !== null) return
      event.preventDefault()
      latest.current()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
}

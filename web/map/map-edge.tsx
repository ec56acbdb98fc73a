// A link on the canvas, with its words; a double click or Enter writes them.
import { BaseEdge, type Edge, EdgeLabelRenderer, type EdgeProps, getBezierPath } from '@xyflow/react'
import { useContext } from 'react'
import type { MapEdge } from '../../src/index.ts'
import { CanvasContext } from './canvas-context.ts'
import { LabelEditor } from './map-node.tsx'

export type CanvasEdge = Edge<{ readonly edge: MapEdge }, 'link'>

export function MapEdgeView(props: EdgeProps<CanvasEdge>) {
  const { editing, setEditing, changes } = useContext(CanvasContext)
  const [path, x, y] = getBezierPath(props)
  const edge = props.data?.edge
  if (edge === undefined) return null
  const isEditing = editing === edge.id
  return (
    <>
      <BaseEdge path={path} {...(props.markerEnd === undefined ? {} : { markerEnd: props.markerEnd })} />
      {(isEditing || edge.label !== '' || props.selected) && (
        <EdgeLabelRenderer>
          <div
            className="map-edge-label nodrag nopan"
            style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
          >
            {isEditing ? (
              <LabelEditor
                label={edge.label}
                onDone={(label) => {
                  if (label !== edge.label) changes.changeEdge(edge.id, { label })
                  setEditing(undefined)
                }}
              />
            ) : (
              <button type="button" onClick={() => setEditing(edge.id)}>
                {edge.label || 'Name this link'}
              </button>
            )}
          </div>
        </EdgeLabelRenderer>
      )}
    </>
  )
}

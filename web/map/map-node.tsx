// One thing on the canvas: its kind's shape and colour, its label, edited in place.
import { Handle, type Node, type NodeProps, Position } from '@xyflow/react'
import { Link2, ThumbsUp } from 'lucide-react'
import { type KeyboardEvent, memo, useContext, useEffect, useRef } from 'react'
import { limits, type MapNode, nodeCorners, nodeSize } from '../../src/index.ts'
import { pathTo } from '../router.ts'
import { CanvasContext } from './canvas-context.ts'
import { kindLabels } from './node-kinds.ts'

/** What is drawn of a node; where it stands is React Flow's. */
export type MapItem = Omit<MapNode, 'x' | 'y'>

export type CanvasNode = Node<{ readonly item: MapItem; readonly votes: number; readonly isMine: boolean }, 'item'>

const { width, height } = nodeSize
/** Characters that fit into a node whatever they are, also each on a line of its own letters. */
const maxShortLabel = 24

function Item({ data: { item: node, votes, isMine }, selected }: NodeProps<CanvasNode>) {
  const { editing, setEditing, changes, self } = useContext(CanvasContext)
  return (
    <div className={`map-node kind-${node.kind}${selected ? ' selected' : ''}`} style={{ width, height }}>
      <Shape node={node} />
      <Handle type="target" position={Position.Top} aria-hidden="true" />
      {editing === node.id ? (
        <LabelEditor
          label={node.label}
          onDone={(label) => {
            if (label !== node.label) changes.changeNode(node.id, { label })
            setEditing(undefined)
          }}
        />
      ) : (
        <span className={node.label.length > maxShortLabel ? 'map-label long' : 'map-label'}>
          {node.label || <em>{kindLabels[node.kind]}</em>}
        </span>
      )}
      {node.topicId !== undefined && editing !== node.id && (
        <a
          className="map-link nodrag"
          href={pathTo({ name: 'topic', topicId: node.topicId })}
          aria-label={`Open the topic ${node.label}`}
        >
          <Link2 size={14} aria-hidden="true" />
        </a>
      )}
      {(votes > 0 || selected) && (
        <button
          type="button"
          className="map-vote nodrag"
          aria-pressed={isMine}
          aria-label={`Vote for ${node.label || kindLabels[node.kind]}, votes: ${votes}`}
          onClick={() => changes.vote(node.id, self, !isMine)}
        >
          <ThumbsUp size={12} aria-hidden="true" /> {votes}
        </button>
      )}
      <Handle type="source" position={Position.Bottom} aria-hidden="true" />
    </div>
  )
}

export const MapNodeView = memo(Item)

function Shape({ node: { kind } }: { node: MapItem }) {
  const corners = nodeCorners[kind]
  return (
    <svg className="map-shape" width={width} height={height} aria-hidden="true">
      {corners !== undefined ? (
        <polygon points={corners.map((corner) => corner.join(',')).join(' ')} />
      ) : kind === 'solution' ? (
        <ellipse cx={width / 2} cy={height / 2} rx={width / 2} ry={height / 2} />
      ) : (
        <rect
          width={width}
          height={height}
          rx={kind === 'concept' ? 12 : 0}
          {...(kind === 'related-topic' ? { strokeDasharray: '6 4' } : {})}
        />
      )}
    </svg>
  )
}

/** Enter or leaving keeps the words, Escape brings the old ones back. */
export function LabelEditor({ label, onDone }: { label: string; onDone: (label: string) => void }) {
  const field = useRef<HTMLTextAreaElement>(null)
  const isDone = useRef(false)
  useEffect(() => {
    // React Flow hides a new node until it is measured, and what is hidden takes no focus: try until it does.
    let frame = 0
    const take = (): void => {
      field.current?.focus()
      if (document.activeElement === field.current) field.current?.select()
      else frame = requestAnimationFrame(take)
    }
    take()
    return () => cancelAnimationFrame(frame)
  }, [])
  const finish = (text: string): void => {
    if (isDone.current) return
    isDone.current = true
    onDone(text)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    // Arrow keys and Delete belong to the words now, not to the canvas.
    event.stopPropagation()
    if (event.key === 'Escape') finish(label)
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      finish(event.currentTarget.value.trim())
    }
  }
  return (
    <textarea
      ref={field}
      className="map-label-editor nodrag nowheel"
      aria-label="Label"
      defaultValue={label}
      maxLength={limits.maxMapLabelCharacters}
      rows={2}
      onKeyDown={onKeyDown}
      onBlur={(event) => finish(event.currentTarget.value.trim())}
    />
  )
}

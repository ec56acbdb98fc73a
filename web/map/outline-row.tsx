// One line of the outline: kind, words, votes; opened, its links and the topic it stands for.
import { ChevronDown, ChevronRight, Plus, ThumbsUp, Trash2 } from 'lucide-react'
import { type KeyboardEvent, memo, useState } from 'react'
import { type ConceptMap, limits, type MapItemId, type NodeKind, nodeKinds } from '../../src/index.ts'
import { OwnInput } from '../design/own-input.tsx'
import { useRows, useSelf } from '../notebook-context.tsx'
import { pathTo } from '../router.ts'
import type { Names } from './canvas-items.ts'
import type { MapChanges } from './map-changes.ts'
import { kindLabels } from './node-kinds.ts'
import type { OutlineItem } from './outline-tree.ts'

const deepest = 6

export interface OutlineRowProps {
  readonly item: OutlineItem
  readonly map: ConceptMap
  readonly names: Names
  readonly changes: MapChanges
  readonly isSelected: boolean
  readonly onSelect: (id: MapItemId) => void
  readonly actions: OutlineActions
}

/** The same object for as long as the outline is there. */
export interface OutlineActions {
  onKeyDown(event: KeyboardEvent<HTMLInputElement>): void
  onAddUnder(id: MapItemId): void
}

/** With the same `map`, only the place of an item in the outline can differ. */
const isSame = (before: OutlineRowProps, after: OutlineRowProps): boolean =>
  before.map === after.map &&
  before.changes === after.changes &&
  before.isSelected === after.isSelected &&
  before.item.node.id === after.item.node.id &&
  before.item.edge?.id === after.item.edge?.id &&
  before.item.depth === after.item.depth &&
  before.item.isAgain === after.item.isAgain

export const OutlineRow = memo(function OutlineRow(props: OutlineRowProps) {
  const { item, map, names, changes, isSelected, onSelect, actions } = props
  const { node, edge, depth, isAgain } = item
  const self = useSelf()
  const [isOpen, setIsOpen] = useState(false)
  const name = node.label || kindLabels[node.kind]
  const votes = (map.votes ?? []).filter((vote) => vote.item === node.id)
  const isMine = votes.some((vote) => vote.author === self)
  const indent = { paddingInlineStart: `${Math.min(depth, deepest) * 1.25}rem` }
  const under = edge !== undefined && (
    <span className="visually-hidden">
      Under {names(edge.from)}
      {edge.label !== '' && `, ${edge.label}`}:{' '}
    </span>
  )
  if (isAgain) {
    return (
      <li style={indent} className="outline-again soft">
        {under}↑ {name}
      </li>
    )
  }
  return (
    <li style={indent} data-item={node.id} className={isSelected ? 'outline-row selected' : 'outline-row'}>
      {under}
      <div className="outline-line">
        <button
          type="button"
          className="button quiet square"
          aria-expanded={isOpen}
          aria-label={`Links of ${name}`}
          onClick={() => setIsOpen(!isOpen)}
        >
          {isOpen ? <ChevronDown size={16} aria-hidden="true" /> : <ChevronRight size={16} aria-hidden="true" />}
        </button>
        <span className={`kind-dot kind-${node.kind}`} aria-hidden="true" />
        <OwnInput
          className="input"
          aria-label={`${kindLabels[node.kind]}`}
          text={node.label}
          maxLength={limits.maxMapLabelCharacters}
          placeholder={kindLabels[node.kind]}
          onFocus={() => onSelect(node.id)}
          onText={(label) => changes.changeNode(node.id, { label })}
          onKeyDown={actions.onKeyDown}
        />
        <button
          type="button"
          className="button quiet square"
          aria-pressed={isMine}
          aria-label={`Vote for ${name}, votes: ${votes.length}`}
          onClick={() => changes.vote(node.id, self, !isMine)}
        >
          <ThumbsUp size={16} aria-hidden="true" /> {votes.length > 0 && votes.length}
        </button>
      </div>
      {isOpen && (
        <div className="outline-more stack tight">
          <label className="row">
            <span className="soft">Kind</span>
            <select
              className="input narrow"
              value={node.kind}
              onChange={(event) => changes.changeNode(node.id, { kind: event.target.value as NodeKind })}
            >
              {nodeKinds.map((kind) => (
                <option key={kind} value={kind}>
                  {kindLabels[kind]}
                </option>
              ))}
            </select>
          </label>
          {node.kind === 'related-topic' && <TopicChoice item={item} changes={changes} />}
          <Links item={item} map={map} names={names} changes={changes} />
          <div className="row">
            <button type="button" className="button" onClick={() => actions.onAddUnder(node.id)}>
              <Plus size={16} aria-hidden="true" /> Add under this
            </button>
            <button type="button" className="button" onClick={() => changes.remove([node.id], [])}>
              <Trash2 size={16} aria-hidden="true" /> Remove {name}
            </button>
          </div>
        </div>
      )}
    </li>
  )
}, isSame)

function TopicChoice({ item: { node }, changes }: { item: OutlineItem; changes: MapChanges }) {
  const rows = useRows() ?? []
  const choose = (id: string): void => {
    const row = rows.find((known) => known.id === id)
    changes.changeNode(node.id, row === undefined ? { topicId: undefined } : { topicId: row.id, label: row.title })
  }
  return (
    <div className="row">
      <label className="row">
        <span className="soft">Topic</span>
        <select className="input narrow" value={node.topicId ?? ''} onChange={(event) => choose(event.target.value)}>
          <option value="">Not in the catalog</option>
          {rows.map((row) => (
            <option key={row.id} value={row.id}>
              {row.number} {row.title}
            </option>
          ))}
        </select>
      </label>
      {node.topicId !== undefined && <a href={pathTo({ name: 'topic', topicId: node.topicId })}>Open it</a>}
    </div>
  )
}

function Links(props: Pick<OutlineRowProps, 'item' | 'map' | 'names' | 'changes'>) {
  const { item, map, names, changes } = props
  const { node } = item
  const links = map.edges.filter((edge) => edge.from === node.id)
  const others = map.nodes.filter((other) => other.id !== node.id && !links.some((edge) => edge.to === other.id))
  const [to, setTo] = useState<MapItemId | ''>('')
  const link = (): void => {
    if (to !== '') changes.addEdge({ from: node.id, to, label: '' })
    setTo('')
  }
  return (
    <>
      {links.map((edge) => (
        <div key={edge.id} className="row">
          <label className="row">
            <span className="soft">→ {names(edge.to)}</span>
            <OwnInput
              className="input narrow"
              aria-label={`What links it to ${names(edge.to)}`}
              placeholder="because, needs, solves"
              text={edge.label}
              maxLength={limits.maxMapLabelCharacters}
              onText={(label) => changes.changeEdge(edge.id, { label })}
            />
          </label>
          <button
            type="button"
            className="button quiet square"
            aria-label={`Remove the link to ${names(edge.to)}`}
            onClick={() => changes.remove([], [edge.id])}
          >
            <Trash2 size={16} aria-hidden="true" />
          </button>
        </div>
      ))}
      {others.length > 0 && (
        <div className="row">
          <label className="row">
            <span className="soft">Link to</span>
            <select
              className="input narrow"
              value={others.some(({ id }) => id === to) ? to : ''}
              onChange={(event) => setTo(event.target.value as MapItemId)}
            >
              <option value="" disabled>
                Choose…
              </option>
              {others.map((other) => (
                <option key={other.id} value={other.id}>
                  {names(other.id)}
                </option>
              ))}
            </select>
          </label>
          {/* A press of its own: with the arrow keys a list goes through every choice on the way. */}
          <button type="button" className="button" disabled={!others.some(({ id }) => id === to)} onClick={link}>
            Link
          </button>
        </div>
      )}
    </>
  )
}

// The concept map in a topic's Y.Doc; see `read-topic.ts`.
import * as Y from 'yjs'
import type { ConceptMap, MapDot, MapEdge, MapNode, MapVote, NodeKind } from './concept-map.ts'
import { nodeKinds } from './concept-map.ts'
import { byCodeUnit, keysIn, numberIn, orderedEntriesIn, textIn } from './doc-values.ts'
import type { MapItemId } from './ids.ts'
import { isAuthorId, isMapItemId, isTopicId } from './ids.ts'
import { limits } from './limits.ts'

export function readMap(doc: Y.Doc): ConceptMap {
  const axes = readAxes(doc)
  const votes = readMapVotes(doc)
  return {
    nodes: readNodes(doc),
    edges: readEdges(doc),
    dots: readDots(doc),
    ...(votes.length > 0 ? { votes } : {}),
    ...(axes === undefined ? {} : { axes }),
  }
}

function readAxes(doc: Y.Doc): ConceptMap['axes'] | undefined {
  if (!doc.share.has('axes')) return undefined
  const map = doc.getMap('axes')
  const axes = {
    left: textIn(map, 'left'),
    right: textIn(map, 'right'),
    bottom: textIn(map, 'bottom'),
    top: textIn(map, 'top'),
  }
  return Object.values(axes).some((name) => name !== '') ? axes : undefined
}

function readNodes(doc: Y.Doc): MapNode[] {
  return readItems(doc, 'nodes', (id, item) => {
    const topicId = item.get('topicId')
    const kind = item.get('kind')
    return {
      id,
      kind: isNodeKind(kind) ? kind : 'concept',
      label: textIn(item, 'label'),
      x: numberIn(item, 'x'),
      y: numberIn(item, 'y'),
      ...(typeof topicId === 'string' && isTopicId(topicId) ? { topicId } : {}),
    }
  })
}

/** Edges whose two nodes are there. */
export function readEdges(doc: Y.Doc): MapEdge[] {
  const edges = readItems(doc, 'edges', (id, item) => {
    const from = textIn(item, 'from')
    const to = textIn(item, 'to')
    return isMapItemId(from) && isMapItemId(to) ? { id, from, to, label: textIn(item, 'label') } : undefined
  })
  // One person removes a node while another draws an edge to it: the edge stays in the document and is not shown.
  if (edges.length === 0) return edges
  const nodes = doc.getMap('nodes')
  return edges.filter((edge) => nodes.has(edge.from) && nodes.has(edge.to))
}

function readDots(doc: Y.Doc): MapDot[] {
  const unit = (value: number): number => Math.min(1, Math.max(0, value))
  return readItems(doc, 'dots', (id, item) => ({
    id,
    label: textIn(item, 'label'),
    x: unit(numberIn(item, 'x')),
    y: unit(numberIn(item, 'y')),
  }))
}

/** Votes for what is still on the map. */
function readMapVotes(doc: Y.Doc): MapVote[] {
  const votes: MapVote[] = []
  for (const key of keysIn(doc, 'mapVotes').sort(byCodeUnit)) {
    const [item = '', author = '', ...rest] = key.split(' ')
    if (!isMapItemId(item) || !isAuthorId(author) || rest.length > 0) continue
    if (doc.getMap('nodes').has(item) || doc.getMap('dots').has(item)) votes.push({ item, author })
    if (votes.length === limits.maxMapItems) break
  }
  return votes
}

function readItems<T>(doc: Y.Doc, items: string, read: (id: MapItemId, item: Y.Map<unknown>) => T | undefined): T[] {
  const found: T[] = []
  for (const [id, item] of orderedEntriesIn(doc, items)) {
    if (!isMapItemId(id) || !(item instanceof Y.Map)) continue
    const value = read(id, item)
    if (value !== undefined) found.push(value)
    if (found.length === limits.maxMapItems) break
  }
  return found
}

const isNodeKind = (value: unknown): value is NodeKind => nodeKinds.some((kind) => kind === value)

// Changes to the map of a topic with an undo of its own: what the others did stays.
import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import * as Y from 'yjs'
import {
  type AuthorId,
  addDot,
  addEdge,
  addNode,
  type ConceptMap,
  changeDot,
  changeEdge,
  changeNode,
  changeTopic,
  type MapAxes,
  type MapDot,
  type MapEdge,
  type MapItemId,
  type MapNode,
  type MapNodeChange,
  mapTypes,
  removeDot,
  removeEdge,
  removeNode,
  setAxes,
  voteOnMap,
} from '../../src/index.ts'

export interface MapChanges {
  addNode(node: Omit<MapNode, 'id'>, linkedFrom?: MapItemId): MapItemId
  changeNode(id: MapItemId, change: MapNodeChange): void
  moveNodes(places: readonly Pick<MapNode, 'id' | 'x' | 'y'>[]): void
  addEdge(edge: Omit<MapEdge, 'id'>): MapItemId
  changeEdge(id: MapItemId, change: Partial<Omit<MapEdge, 'id'>>): void
  remove(nodes: readonly MapItemId[], edges: readonly MapItemId[]): void
  setAxes(axes: MapAxes | undefined): void
  addDot(dot: Omit<MapDot, 'id'>): MapItemId
  changeDot(id: MapItemId, change: Partial<Omit<MapDot, 'id'>>): void
  removeDot(id: MapItemId): void
  vote(item: MapItemId, author: AuthorId, isOn: boolean): void
  replace(map: ConceptMap): void
  undo(): void
  redo(): void
}

export interface MapEditing {
  /** The same object for as long as the document is open. */
  readonly changes: MapChanges
  readonly canUndo: boolean
  readonly canRedo: boolean
}

/** One gesture, such as dragging a node or typing a label, is one step for undo while it goes on. */
const gestureMs = 1_500

export function useMapChanges(doc: Y.Doc): MapEditing {
  const { history, origin } = useMemo(() => {
    const origin = { name: 'map' }
    return {
      history: new Y.UndoManager(mapTypes(doc), { trackedOrigins: new Set([origin]), captureTimeout: gestureMs }),
      origin,
    }
  }, [doc])
  useEffect(() => () => history.destroy(), [history])
  const depth = useSyncExternalStore(
    (listener) => {
      const events = ['stack-item-added', 'stack-item-popped', 'stack-cleared'] as const
      for (const event of events) history.on(event, listener)
      return () => {
        for (const event of events) history.off(event, listener)
      }
    },
    () => `${history.undoStack.length}/${history.redoStack.length}`,
  )
  const last = useRef('')
  const changes = useMemo((): MapChanges => {
    const apply = <T>(change: () => T, gesture = ''): T => {
      if (gesture === '' || gesture !== last.current) history.stopCapturing()
      last.current = gesture
      return doc.transact(change, origin)
    }
    return {
      addNode: (node, linkedFrom) =>
        apply(() => {
          const id = addNode(doc, node)
          if (linkedFrom !== undefined) addEdge(doc, { from: linkedFrom, to: id, label: '' })
          return id
        }),
      changeNode: (id, change) => apply(() => changeNode(doc, id, change), `node ${id}`),
      moveNodes: (places) =>
        apply(
          () => {
            for (const { id, x, y } of places) changeNode(doc, id, { x: Math.round(x), y: Math.round(y) })
          },
          `move ${places.map(({ id }) => id).join(' ')}`,
        ),
      addEdge: (edge) => apply(() => addEdge(doc, edge)),
      changeEdge: (id, change) => apply(() => changeEdge(doc, id, change), `edge ${id}`),
      remove: (nodes, edges) =>
        apply(() => {
          for (const id of edges) removeEdge(doc, id)
          for (const id of nodes) removeNode(doc, id)
        }),
      setAxes: (axes) => apply(() => setAxes(doc, axes), 'axes'),
      addDot: (dot) => apply(() => addDot(doc, dot)),
      changeDot: (id, change) => apply(() => changeDot(doc, id, change), `dot ${id}`),
      removeDot: (id) => apply(() => removeDot(doc, id)),
      vote: (item, author, isOn) => apply(() => voteOnMap(doc, item, author, isOn ? Date.now() : undefined)),
      replace: (map) => apply(() => changeTopic(doc, { map })),
      undo: () => void history.undo(),
      redo: () => void history.redo(),
    }
  }, [doc, origin, history])
  const [undos, redos] = depth.split('/')
  return { changes, canUndo: undos !== '0', canRedo: redos !== '0' }
}

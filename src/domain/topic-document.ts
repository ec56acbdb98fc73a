// The layout of a topic's Y.Doc; with `session-document.ts` and the readers of `read-topic.ts` the only code that knows it. Screens, importers and the catalog read
// a `Topic` and change it through the functions below.
//
// | shared type       | key → value                                                                       |
// | ----------------- | --------------------------------------------------------------------------------- |
// | map `topic`       | number, title, summary: string · createdAt: ms · outcomeState · mergedInto: topicId · slidePoints: [string] · imported |
// | text `intro`, `goal`, `requirements`, `learn` | Markdown of the one-pager                             |
// | text `outcome`    | Markdown of the outcome document                                                  |
// | map `tags`, `proposedBy`, `necessary` | text → position (a number to keep the written order)          |
// | map `votes`       | authorId → ms                                                                     |
// | map `sessions`    | sessionId → map {start, minutes, place, participants: map(id → {name, role, author?})} |
// | map `clock`       | pressId → {session, at, kind, phase, minutes}: presses on the clocks of the sessions |
// | map `nodes`       | mapItemId → map {kind, label, x, y, topicId?}                                     |
// | map `edges`       | mapItemId → map {from, to, label}                                                 |
// | map `axes`        | left, right, bottom, top: string                                                  |
// | map `dots`        | mapItemId → map {label, x, y}                                                     |
// | map `mapVotes`    | mapItemId + space + authorId → ms                                                 |
// | map `files`       | name → {cid, bytes, type, caption, by}                                            |
// | map `finals`      | cid → {at, by}                                                                    |
// | map `signed`      | cid + space + authorId → ms: who signed a final after it was published            |
// | map `comments`    | commentId → map {author, at: ms, text, start, end, quote, parent?, resolvedBy?};   |
// |                   | start, end: encoded Y.RelativePosition in text `outcome` (see `comments.ts`)      |
//
// Two more belong to the ways of finding what two people wrote at once: array `seen` (`seen-edits.ts`) and map `looked`
// (`written-at-once.ts`).
//
// Values come from strangers' documents: a reader drops what does not have its shape, it never throws.
import * as Y from 'yjs'
import type { ConceptMap, MapAxes, MapDot, MapEdge, MapNode } from './concept-map.ts'
import type { AuthorId, MapItemId, TopicId } from './ids.ts'
import { createMapItemId } from './ids.ts'
import { keptText } from './kept-text.ts'
import type { Final, OutcomeState } from './outcome.ts'
import { readEdges } from './read-map.ts'
import { replaceText } from './text-edit.ts'
import type { Attachment } from './topic.ts'

export { readTopic } from './read-topic.ts'

/** The Markdown texts of a topic that people type in together. */
export type TextField = 'intro' | 'goal' | 'requirements' | 'learn' | 'outcome'
/** The sets of short texts; each keeps the order in which it was written. */
export type ListField = 'tags' | 'proposedBy' | 'necessary'

/** What a topic starts with or is changed to; a field left out stays as it is. */
export interface TopicChange {
  readonly number?: string
  readonly title?: string
  readonly summary?: string
  readonly intro?: string
  readonly goal?: string
  readonly requirements?: string
  readonly learn?: string
  readonly outcome?: string
  readonly tags?: readonly string[]
  readonly proposedBy?: readonly string[]
  readonly necessary?: readonly string[]
  readonly outcomeState?: OutcomeState
  readonly createdAt?: number
  readonly mergedInto?: TopicId
  /** For the slide of two minutes; empty for those that are found by themselves. */
  readonly slidePoints?: readonly string[]
  readonly imported?: string
  readonly map?: ConceptMap
}

const textFields: readonly TextField[] = ['intro', 'goal', 'requirements', 'learn', 'outcome']
const attributeFields = ['number', 'title', 'summary', 'outcomeState', 'createdAt', 'mergedInto', 'imported'] as const
const listFields: readonly ListField[] = ['tags', 'proposedBy', 'necessary']

/** The shared text behind a field, to bind an editor to. */
export const textOf = (doc: Y.Doc, field: TextField): Y.Text => doc.getText(field)

/** Applies a change as one transaction; texts are edited where they differ, so that others' edits nearby survive. */
export function changeTopic(doc: Y.Doc, change: TopicChange, origin: unknown = 'change'): void {
  doc.transact(() => {
    const attributes = doc.getMap('topic')
    for (const field of attributeFields) {
      const value = kept(change[field])
      if (value !== undefined && attributes.get(field) !== value) attributes.set(field, value)
    }
    for (const field of textFields) {
      const value = change[field]
      if (value !== undefined) replaceText(doc.getText(field), keptText(value))
    }
    for (const field of listFields) {
      const value = change[field]
      if (value !== undefined) replaceList(doc.getMap(field), value)
    }
    if (change.slidePoints !== undefined) attributes.set('slidePoints', change.slidePoints.map(keptText))
    if (change.map !== undefined) replaceMap(doc, change.map)
  }, origin)
}

/** Undoes a merge of topics: the topic stands in the catalog again. */
export const separateTopic = (doc: Y.Doc): void => doc.getMap('topic').delete('mergedInto')

export function setVote(doc: Y.Doc, author: string, at: number | undefined): void {
  const votes = doc.getMap('votes')
  if (at === undefined) votes.delete(author)
  else votes.set(author, at)
}

export function addFile(doc: Y.Doc, file: Attachment): void {
  const { name, ...rest } = file
  doc.getMap('files').set(keptText(name), { ...rest, type: keptText(rest.type), caption: keptText(rest.caption) })
}

export const removeFile = (doc: Y.Doc, name: string): void => doc.getMap('files').delete(name)

export function addFinal(doc: Y.Doc, final: Omit<Final, 'signers'>): void {
  const { cid, ...rest } = final
  doc.transact(() => {
    doc.getMap('finals').set(cid, rest)
    doc.getMap('topic').set('outcomeState', 'final')
  }, 'change')
}

/** Somebody links a final from their own tree too, and it is final again should it have been opened. */
export function signFinal(doc: Y.Doc, cid: string, author: AuthorId, at: number): void {
  doc.transact(() => {
    doc.getMap('signed').set(`${cid} ${author}`, at)
    doc.getMap('topic').set('outcomeState', 'final')
  }, 'change')
}

export function addNode(doc: Y.Doc, node: Omit<MapNode, 'id'>): MapItemId {
  return addItem(doc.getMap('nodes'), node)
}

/** `topicId` undefined takes the topic away. */
export type MapNodeChange = Partial<Omit<MapNode, 'id' | 'topicId'>> & { readonly topicId?: TopicId | undefined }

/** A node that moves and is renamed by two people at once keeps both changes: every field is its own register. */
export function changeNode(doc: Y.Doc, id: MapItemId, change: MapNodeChange): void {
  changeItem(doc, doc.getMap('nodes').get(id), change)
}

/** Removes a node with the edges that touch it. */
export function removeNode(doc: Y.Doc, id: MapItemId): void {
  doc.transact(() => {
    doc.getMap('nodes').delete(id)
    for (const edge of readEdges(doc)) if (edge.from === id || edge.to === id) doc.getMap('edges').delete(edge.id)
  }, 'change')
}

export function addEdge(doc: Y.Doc, edge: Omit<MapEdge, 'id'>): MapItemId {
  return addItem(doc.getMap('edges'), edge)
}

export function changeEdge(doc: Y.Doc, id: MapItemId, change: Partial<Omit<MapEdge, 'id'>>): void {
  changeItem(doc, doc.getMap('edges').get(id), change)
}

export const removeEdge = (doc: Y.Doc, id: MapItemId): void => doc.getMap('edges').delete(id)

/** The shared types of the map, for an undo of their own. */
export const mapTypes = (doc: Y.Doc): Y.Map<unknown>[] =>
  ['nodes', 'edges', 'axes', 'dots', 'mapVotes'].map((name) => doc.getMap(name))

export function setAxes(doc: Y.Doc, axes: MapAxes | undefined): void {
  const map = doc.getMap('axes')
  doc.transact(() => {
    for (const key of ['left', 'right', 'bottom', 'top'] as const) {
      if (axes === undefined) map.delete(key)
      else map.set(key, axes[key].toWellFormed())
    }
  }, 'change')
}

export function addDot(doc: Y.Doc, dot: Omit<MapDot, 'id'>): MapItemId {
  return addItem(doc.getMap('dots'), dot)
}

export function changeDot(doc: Y.Doc, id: MapItemId, change: Partial<Omit<MapDot, 'id'>>): void {
  changeItem(doc, doc.getMap('dots').get(id), change)
}

/** One vote a person for a node or a dot; again takes it back. */
export function voteOnMap(doc: Y.Doc, item: MapItemId, author: AuthorId, at: number | undefined): void {
  const votes = doc.getMap('mapVotes')
  if (at === undefined) votes.delete(`${item} ${author}`)
  else votes.set(`${item} ${author}`, at)
}

export const removeDot = (doc: Y.Doc, id: MapItemId): void => doc.getMap('dots').delete(id)

function addItem(items: Y.Map<unknown>, values: object): MapItemId {
  const id = createMapItemId()
  items.set(id, new Y.Map(wellFormed(values)))
  return id
}

function changeItem(doc: Y.Doc, item: unknown, change: object): void {
  if (!(item instanceof Y.Map)) return
  doc.transact(() => {
    for (const [key, value] of wellFormed(change)) {
      if (value === undefined) item.delete(key)
      else if (item.get(key) !== value) item.set(key, value)
    }
  }, 'change')
}

const kept = <T>(value: T): T | string => (typeof value === 'string' ? keptText(value) : value)

/** Fields of a map's item: JSON Canvas holds any whole character. */
const wellFormed = (fields: object): [string, unknown][] =>
  Object.entries(fields).map(([key, value]) => [key, typeof value === 'string' ? value.toWellFormed() : value])

function replaceList(map: Y.Map<unknown>, values: readonly string[]): void {
  const wanted = new Set(values.map((value) => keptText(value).trim()).filter((value) => value !== ''))
  for (const key of [...map.keys()]) if (!wanted.has(key)) map.delete(key)
  let position = 0
  for (const value of wanted) {
    if (map.get(value) !== position) map.set(value, position)
    position++
  }
}

function replaceMap(doc: Y.Doc, map: ConceptMap): void {
  replaceItems(doc.getMap('nodes'), map.nodes)
  replaceItems(doc.getMap('edges'), map.edges)
  replaceItems(doc.getMap('dots'), map.dots)
  setAxes(doc, map.axes)
}

function replaceItems(items: Y.Map<unknown>, values: readonly { readonly id: string }[]): void {
  const wanted = new Set(values.map((value) => value.id))
  for (const key of [...items.keys()]) if (!wanted.has(key)) items.delete(key)
  for (const { id, ...fields } of values) {
    const existing = items.get(id)
    if (!(existing instanceof Y.Map)) {
      items.set(id, new Y.Map(wellFormed(fields)))
      continue
    }
    for (const [key, value] of wellFormed(fields)) if (existing.get(key) !== value) existing.set(key, value)
  }
}

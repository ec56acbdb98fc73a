// The layout of a topic's Y.Doc, and the only code that knows it. Screens, importers and the catalog read a `Topic`
// and change it through the functions below.
//
// | shared type       | key → value                                                                       |
// | ----------------- | --------------------------------------------------------------------------------- |
// | map `topic`       | number, title, summary: string · createdAt: ms · outcomeState · mergedInto: topicId · imported |
// | text `intro`, `goal`, `requirements`, `learn` | Markdown of the one-pager                             |
// | text `outcome`    | Markdown of the outcome document                                                  |
// | map `tags`, `proposedBy`, `necessary` | text → position (a number to keep the written order)          |
// | map `votes`       | authorId → ms                                                                     |
// | map `sessions`    | sessionId → map {start, minutes, place, participants: map(id → {name, role, author?})} |
// | map `nodes`       | mapItemId → map {kind, label, x, y, topicId?}                                     |
// | map `edges`       | mapItemId → map {from, to, label}                                                 |
// | map `axes`        | left, right, bottom, top: string                                                  |
// | map `dots`        | mapItemId → map {label, x, y}                                                     |
// | map `files`       | name → {cid, bytes, type, caption, by}                                            |
// | map `finals`      | cid → {at, by}                                                                    |
//
// Values come from strangers' documents: a reader drops what does not have its shape, it never throws.
import * as Y from 'yjs'
import type { ConceptMap, MapAxes, MapDot, MapEdge, MapNode, NodeKind } from './concept-map.ts'
import { nodeKinds } from './concept-map.ts'
import type { MapItemId, SessionId, TopicId } from './ids.ts'
import { createMapItemId, createSessionId, isAuthorId, isMapItemId, isSessionId, isTopicId } from './ids.ts'
import { limits } from './limits.ts'
import type { Final, OutcomeState } from './outcome.ts'
import { outcomeStates } from './outcome.ts'
import type { Participant, Role, Session } from './session.ts'
import { replaceText } from './text-edit.ts'
import type { Attachment, Topic } from './topic.ts'

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
  readonly imported?: string
  readonly map?: ConceptMap
}

const textFields: readonly TextField[] = ['intro', 'goal', 'requirements', 'learn', 'outcome']
const attributeFields = ['number', 'title', 'summary', 'outcomeState', 'createdAt', 'mergedInto', 'imported'] as const
const listFields: readonly ListField[] = ['tags', 'proposedBy', 'necessary']

/** The shared text behind a field, to bind an editor to. */
export const textOf = (doc: Y.Doc, field: TextField): Y.Text => doc.getText(field)

/** Reads the whole document. Costs about its size; keep the result while the document does not change. */
export function readTopic(id: TopicId, doc: Y.Doc): Topic {
  const attributes = doc.getMap('topic')
  const mergedInto = attributes.get('mergedInto')
  const imported = textIn(attributes, 'imported')
  return {
    id,
    number: textIn(attributes, 'number'),
    title: cut(textIn(attributes, 'title'), limits.maxTitleCharacters),
    summary: textIn(attributes, 'summary'),
    intro: doc.getText('intro').toString(),
    goal: doc.getText('goal').toString(),
    requirements: doc.getText('requirements').toString(),
    learn: doc.getText('learn').toString(),
    tags: [...listIn(doc, 'tags')].sort(byCodeUnit),
    proposedBy: listIn(doc, 'proposedBy'),
    necessary: listIn(doc, 'necessary'),
    votes: [...doc.getMap('votes').keys()].filter(isAuthorId).sort(byCodeUnit),
    sessions: readSessions(doc),
    outcome: {
      state: outcomeStateIn(attributes),
      document: doc.getText('outcome').toString(),
      map: readMap(doc),
      finals: readFinals(doc),
    },
    files: readFiles(doc),
    createdAt: numberIn(attributes, 'createdAt'),
    ...(typeof mergedInto === 'string' && isTopicId(mergedInto) ? { mergedInto } : {}),
    ...(imported === '' ? {} : { imported }),
  }
}

/** Applies a change as one transaction; texts are edited where they differ, so that others' edits nearby survive. */
export function changeTopic(doc: Y.Doc, change: TopicChange, origin: unknown = 'change'): void {
  doc.transact(() => {
    const attributes = doc.getMap('topic')
    for (const field of attributeFields) {
      const value = wellFormed(change[field])
      if (value !== undefined && attributes.get(field) !== value) attributes.set(field, value)
    }
    for (const field of textFields) {
      const value = change[field]
      if (value !== undefined) replaceText(doc.getText(field), value.toWellFormed())
    }
    for (const field of listFields) {
      const value = change[field]
      if (value !== undefined) replaceList(doc.getMap(field), value)
    }
    if (change.map !== undefined) replaceMap(doc, change.map)
  }, origin)
}

export function setVote(doc: Y.Doc, author: string, at: number | undefined): void {
  const votes = doc.getMap('votes')
  if (at === undefined) votes.delete(author)
  else votes.set(author, at)
}

/** Adds a session and returns its id; participants come one by one through {@link setParticipant}. */
export function addSession(doc: Y.Doc, session: Pick<Session, 'start' | 'minutes' | 'place'>): SessionId {
  const id = createSessionId()
  doc.transact(() => {
    const map = new Y.Map<unknown>(Object.entries({ ...session, participants: new Y.Map() }))
    doc.getMap('sessions').set(id, map)
  }, 'change')
  return id
}

export function changeSession(
  doc: Y.Doc,
  id: SessionId,
  change: Partial<Pick<Session, 'start' | 'minutes' | 'place'>>,
): void {
  const session = doc.getMap('sessions').get(id)
  if (!(session instanceof Y.Map)) return
  doc.transact(() => {
    for (const [key, value] of Object.entries(change)) session.set(key, value)
  }, 'change')
}

export const removeSession = (doc: Y.Doc, id: SessionId): void => doc.getMap('sessions').delete(id)

/** Checks somebody in, or changes their name or role. */
export function setParticipant(doc: Y.Doc, session: SessionId, participant: Participant): void {
  const { id, ...rest } = participant
  participantsOf(doc, session)?.set(id, rest)
}

export function removeParticipant(doc: Y.Doc, session: SessionId, participantId: string): void {
  participantsOf(doc, session)?.delete(participantId)
}

export function addFile(doc: Y.Doc, file: Attachment): void {
  const { name, ...rest } = file
  doc.getMap('files').set(name, rest)
}

export const removeFile = (doc: Y.Doc, name: string): void => doc.getMap('files').delete(name)

export function addFinal(doc: Y.Doc, final: Final): void {
  const { cid, ...rest } = final
  doc.transact(() => {
    doc.getMap('finals').set(cid, rest)
    doc.getMap('topic').set('outcomeState', 'final')
  }, 'change')
}

export function addNode(doc: Y.Doc, node: Omit<MapNode, 'id'>): MapItemId {
  return addItem(doc.getMap('nodes'), node)
}

/** A node that moves and is renamed by two people at once keeps both changes: every field is its own register. */
export function changeNode(doc: Y.Doc, id: MapItemId, change: Partial<Omit<MapNode, 'id'>>): void {
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

export function setAxes(doc: Y.Doc, axes: MapAxes | undefined): void {
  const map = doc.getMap('axes')
  doc.transact(() => {
    for (const key of ['left', 'right', 'bottom', 'top'] as const) {
      if (axes === undefined) map.delete(key)
      else map.set(key, axes[key])
    }
  }, 'change')
}

export function addDot(doc: Y.Doc, dot: Omit<MapDot, 'id'>): MapItemId {
  return addItem(doc.getMap('dots'), dot)
}

export function changeDot(doc: Y.Doc, id: MapItemId, change: Partial<Omit<MapDot, 'id'>>): void {
  changeItem(doc, doc.getMap('dots').get(id), change)
}

export const removeDot = (doc: Y.Doc, id: MapItemId): void => doc.getMap('dots').delete(id)

function addItem(items: Y.Map<unknown>, values: object): MapItemId {
  const id = createMapItemId()
  items.set(id, new Y.Map(Object.entries(values)))
  return id
}

function changeItem(doc: Y.Doc, item: unknown, change: object): void {
  if (!(item instanceof Y.Map)) return
  doc.transact(() => {
    for (const [key, value] of Object.entries(change)) {
      if (value === undefined) item.delete(key)
      else if (item.get(key) !== value) item.set(key, value)
    }
  }, 'change')
}

/** Half a surrogate pair would be one thing here and another on every laptop that reads it as UTF-8. */
const wellFormed = (value: string | number | undefined): string | number | undefined =>
  typeof value === 'string' ? value.toWellFormed() : value

function replaceList(map: Y.Map<unknown>, values: readonly string[]): void {
  const wanted = new Set(values.map((value) => value.trim().toWellFormed()).filter((value) => value !== ''))
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
      items.set(id, new Y.Map(Object.entries(fields)))
      continue
    }
    for (const [key, value] of Object.entries(fields)) if (existing.get(key) !== value) existing.set(key, value)
  }
}

function readSessions(doc: Y.Doc): Session[] {
  const sessions: Session[] = []
  for (const [id, value] of doc.getMap('sessions')) {
    if (!isSessionId(id) || !(value instanceof Y.Map)) continue
    sessions.push({
      id,
      start: numberIn(value, 'start'),
      minutes: numberIn(value, 'minutes'),
      place: textIn(value, 'place'),
      participants: readParticipants(value.get('participants')),
    })
  }
  return sessions.sort((a, b) => a.start - b.start || byCodeUnit(a.id, b.id))
}

function participantsOf(doc: Y.Doc, session: SessionId): Y.Map<unknown> | undefined {
  const map = doc.getMap('sessions').get(session)
  const participants = map instanceof Y.Map ? map.get('participants') : undefined
  return participants instanceof Y.Map ? participants : undefined
}

function readParticipants(value: unknown): Participant[] {
  if (!(value instanceof Y.Map)) return []
  const people: Participant[] = []
  for (const [id, entry] of value) {
    if (!isRecord(entry) || typeof entry.name !== 'string') continue
    const author = entry.author
    people.push({
      id,
      name: cut(entry.name, limits.maxDisplayNameCharacters),
      role: isRole(entry.role) ? entry.role : 'participant',
      ...(typeof author === 'string' && isAuthorId(author) ? { author } : {}),
    })
  }
  return people.sort((a, b) => byCodeUnit(a.name, b.name) || byCodeUnit(a.id, b.id))
}

function readMap(doc: Y.Doc): ConceptMap {
  const axes = doc.getMap('axes')
  const named = ['left', 'right', 'bottom', 'top'].some((key) => textIn(axes, key) !== '')
  return {
    nodes: readNodes(doc),
    edges: readEdges(doc),
    dots: readDots(doc),
    ...(named
      ? {
          axes: {
            left: textIn(axes, 'left'),
            right: textIn(axes, 'right'),
            bottom: textIn(axes, 'bottom'),
            top: textIn(axes, 'top'),
          },
        }
      : {}),
  }
}

function readNodes(doc: Y.Doc): MapNode[] {
  return readItems(doc.getMap('nodes'), (id, item) => {
    const topicId = item.get('topicId')
    return {
      id,
      kind: isNodeKind(item.get('kind')) ? (item.get('kind') as NodeKind) : 'concept',
      label: textIn(item, 'label'),
      x: numberIn(item, 'x'),
      y: numberIn(item, 'y'),
      ...(typeof topicId === 'string' && isTopicId(topicId) ? { topicId } : {}),
    }
  })
}

function readEdges(doc: Y.Doc): MapEdge[] {
  const edges = readItems(doc.getMap('edges'), (id, item) => {
    const from = textIn(item, 'from')
    const to = textIn(item, 'to')
    return isMapItemId(from) && isMapItemId(to) ? { id, from, to, label: textIn(item, 'label') } : undefined
  })
  // One person removes a node while another draws an edge to it: the edge stays in the document and is not shown.
  const nodes = doc.getMap('nodes')
  return edges.filter((edge) => nodes.has(edge.from) && nodes.has(edge.to))
}

function readDots(doc: Y.Doc): MapDot[] {
  const unit = (value: number): number => Math.min(1, Math.max(0, value))
  return readItems(doc.getMap('dots'), (id, item) => ({
    id,
    label: textIn(item, 'label'),
    x: unit(numberIn(item, 'x')),
    y: unit(numberIn(item, 'y')),
  }))
}

function readItems<T>(items: Y.Map<unknown>, read: (id: MapItemId, item: Y.Map<unknown>) => T | undefined): T[] {
  const found: T[] = []
  for (const id of [...items.keys()].sort(byCodeUnit)) {
    const item = items.get(id)
    if (!isMapItemId(id) || !(item instanceof Y.Map)) continue
    const value = read(id, item)
    if (value !== undefined) found.push(value)
    if (found.length === limits.maxMapItems) break
  }
  return found
}

function readFinals(doc: Y.Doc): Final[] {
  const finals: Final[] = []
  for (const [cid, entry] of doc.getMap('finals')) {
    if (!isRecord(entry) || typeof entry.at !== 'number' || typeof entry.by !== 'string') continue
    if (isAuthorId(entry.by)) finals.push({ cid, at: entry.at, by: entry.by })
  }
  return finals.sort((a, b) => a.at - b.at || byCodeUnit(a.cid, b.cid))
}

function readFiles(doc: Y.Doc): Attachment[] {
  const files: Attachment[] = []
  for (const [name, entry] of doc.getMap('files')) {
    if (!isRecord(entry)) continue
    const { cid, bytes, type, caption, by } = entry
    if (typeof cid !== 'string' || typeof bytes !== 'number' || typeof by !== 'string' || !isAuthorId(by)) continue
    files.push({
      name,
      cid,
      bytes,
      type: typeof type === 'string' ? type : 'application/octet-stream',
      caption: typeof caption === 'string' ? caption : '',
      by,
    })
  }
  return files.sort((a, b) => byCodeUnit(a.name, b.name))
}

function listIn(doc: Y.Doc, field: ListField): string[] {
  const entries = [...doc.getMap(field)].map(([text, at]) => ({ text, at: typeof at === 'number' ? at : 0 }))
  return entries.sort((a, b) => a.at - b.at || byCodeUnit(a.text, b.text)).map((entry) => entry.text)
}

function outcomeStateIn(attributes: Y.Map<unknown>): OutcomeState {
  const state = attributes.get('outcomeState')
  return outcomeStates.find((known) => known === state) ?? 'draft'
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const isRole = (value: unknown): value is Role => value === 'lead' || value === 'notetaker' || value === 'participant'
const isNodeKind = (value: unknown): value is NodeKind => nodeKinds.some((kind) => kind === value)

/** At most `length` code units, never half of a character. */
const cut = (text: string, length: number): string => text.slice(0, length).replace(/[\ud800-\udbff]$/, '')

function textIn(map: Y.Map<unknown>, key: string): string {
  const value = map.get(key)
  return typeof value === 'string' ? value : ''
}

function numberIn(map: Y.Map<unknown>, key: string): number {
  const value = map.get(key)
  return typeof value === 'number' && Number.isFinite(value) ? value : 0
}

// Never `localeCompare`: the order is part of the catalog CID and must be the same on every laptop.
const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

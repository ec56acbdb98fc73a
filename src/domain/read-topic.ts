// Reads a topic from its Y.Doc, whose layout `topic-document.ts` describes. Values come from strangers' documents: what
// does not have its shape is dropped, nothing throws, and equal documents give equal topics on every laptop.
import { CID } from 'multiformats/cid'
import * as Y from 'yjs'
import { readComments } from './comments.ts'
import type { ConceptMap, MapDot, MapEdge, MapNode, MapVote, NodeKind } from './concept-map.ts'
import { nodeKinds } from './concept-map.ts'
import type { MapItemId, TopicId } from './ids.ts'
import { isAuthorId, isMapItemId, isSessionId, isTopicId } from './ids.ts'
import { cutText } from './kept-text.ts'
import { limits } from './limits.ts'
import type { Final, OutcomeState } from './outcome.ts'
import { outcomeStates } from './outcome.ts'
import type { Participant, Role, Session } from './session.ts'
import { type ClockPress, clockPresses } from './session-clock.ts'
import type { Attachment, Topic } from './topic.ts'

/** Reads the whole document. Costs about its size; keep the result while the document does not change. */
export function readTopic(id: TopicId, doc: Y.Doc): Topic {
  const attributes = doc.getMap('topic')
  const mergedInto = attributes.get('mergedInto')
  const imported = textIn(attributes, 'imported')
  return {
    id,
    number: textIn(attributes, 'number'),
    title: cutText(textIn(attributes, 'title'), limits.maxTitleCharacters),
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
    comments: readComments(doc),
    createdAt: numberIn(attributes, 'createdAt'),
    slidePoints: slidePointsIn(attributes),
    ...(typeof mergedInto === 'string' && isTopicId(mergedInto) ? { mergedInto } : {}),
    ...(imported === '' ? {} : { imported }),
  }
}

function readSessions(doc: Y.Doc): Session[] {
  const sessions: Session[] = []
  const presses = readPresses(doc)
  for (const [id, value] of doc.getMap('sessions')) {
    if (!isSessionId(id) || !(value instanceof Y.Map)) continue
    sessions.push({
      id,
      start: numberIn(value, 'start'),
      minutes: numberIn(value, 'minutes'),
      place: textIn(value, 'place'),
      participants: readParticipants(value.get('participants')),
      clock: presses.get(id) ?? [],
    })
  }
  return sessions.sort((a, b) => a.start - b.start || byCodeUnit(a.id, b.id))
}

function readPresses(doc: Y.Doc): Map<string, ClockPress[]> {
  const presses = new Map<string, ClockPress[]>()
  const clock = doc.getMap('clock')
  for (const id of [...clock.keys()].sort(byCodeUnit).slice(0, limits.maxClockPresses)) {
    const entry = clock.get(id)
    if (!isRecord(entry) || typeof entry.session !== 'string') continue
    const { at, phase, minutes, session } = entry
    const kind = clockPresses.find((known) => known === entry.kind)
    if (kind === undefined || !isNumber(at) || !isNumber(phase) || !isNumber(minutes)) continue
    const press = { id, at, kind, phase: Math.trunc(phase), minutes: Math.min(60, Math.max(-60, minutes)) }
    presses.set(session, [...(presses.get(session) ?? []), press])
  }
  return presses
}

function readParticipants(value: unknown): Participant[] {
  if (!(value instanceof Y.Map)) return []
  const people: Participant[] = []
  for (const [id, entry] of value) {
    if (!isRecord(entry) || typeof entry.name !== 'string') continue
    const author = entry.author
    people.push({
      id,
      name: cutText(entry.name, limits.maxDisplayNameCharacters),
      role: isRole(entry.role) ? entry.role : 'participant',
      ...(typeof author === 'string' && isAuthorId(author) ? { author } : {}),
    })
  }
  return people.sort((a, b) => byCodeUnit(a.name, b.name) || byCodeUnit(a.id, b.id))
}

function readMap(doc: Y.Doc): ConceptMap {
  const axes = doc.getMap('axes')
  const named = ['left', 'right', 'bottom', 'top'].some((key) => textIn(axes, key) !== '')
  const votes = readMapVotes(doc)
  return {
    nodes: readNodes(doc),
    edges: readEdges(doc),
    dots: readDots(doc),
    ...(votes.length > 0 ? { votes } : {}),
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

/** Votes for what is still on the map. */
function readMapVotes(doc: Y.Doc): MapVote[] {
  const votes: MapVote[] = []
  for (const key of [...doc.getMap('mapVotes').keys()].sort(byCodeUnit)) {
    const [item = '', author = '', ...rest] = key.split(' ')
    if (!isMapItemId(item) || !isAuthorId(author) || rest.length > 0) continue
    if (doc.getMap('nodes').has(item) || doc.getMap('dots').has(item)) votes.push({ item, author })
    if (votes.length === limits.maxMapItems) break
  }
  return votes
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
    // A name becomes a link in the catalog and in final directories; a CID that cannot be read would fail both.
    if (!isPlainName(name) || !isCid(cid)) continue
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

const isPlainName = (name: string): boolean =>
  name !== '' &&
  name !== '.' &&
  name !== '..' &&
  !/[/\\\0]/.test(name) &&
  new TextEncoder().encode(name).byteLength <= limits.maxFileNameBytes

function isCid(text: string): boolean {
  try {
    return CID.parse(text).version === 1
  } catch {
    return false
  }
}

function listIn(doc: Y.Doc, field: 'tags' | 'proposedBy' | 'necessary'): string[] {
  const entries = [...doc.getMap(field)].map(([text, at]) => ({ text, at: typeof at === 'number' ? at : 0 }))
  return entries.sort((a, b) => a.at - b.at || byCodeUnit(a.text, b.text)).map((entry) => entry.text)
}

function slidePointsIn(attributes: Y.Map<unknown>): string[] {
  const points = attributes.get('slidePoints')
  if (!Array.isArray(points)) return []
  return points
    .filter((point) => typeof point === 'string' && point.trim() !== '')
    .slice(0, limits.maxSlidePoints)
    .map((point) => cutText(point, limits.maxSlidePointCharacters))
}

function outcomeStateIn(attributes: Y.Map<unknown>): OutcomeState {
  const state = attributes.get('outcomeState')
  return outcomeStates.find((known) => known === state) ?? 'draft'
}

const isNumber = (value: unknown): value is number => Number.isFinite(value)
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const isRole = (value: unknown): value is Role => value === 'lead' || value === 'notetaker' || value === 'participant'
const isNodeKind = (value: unknown): value is NodeKind => nodeKinds.some((kind) => kind === value)

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

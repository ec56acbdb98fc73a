import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { createMapItemId, createTopicId } from '../../src/domain/ids.ts'
import { limits } from '../../src/domain/limits.ts'
import {
  addSession,
  changeSession,
  removeParticipant,
  removeSession,
  setParticipant,
} from '../../src/domain/session-document.ts'
import {
  addDot,
  addEdge,
  addFinal,
  addNode,
  changeNode,
  changeTopic,
  readTopic,
  removeNode,
  setAxes,
  setVote,
} from '../../src/domain/topic-document.ts'

const id = createTopicId()
const author = '12D3KooWGzBXWNvHpLALvWgKmKSEYyXR4bnKBZzQHAT2aQVUmBJ7'
const cid = 'bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy'

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return copy
}

function mergeBoth(a: Y.Doc, b: Y.Doc): void {
  const [fromA, fromB] = [Y.encodeStateAsUpdate(a), Y.encodeStateAsUpdate(b)]
  Y.applyUpdate(a, fromB)
  Y.applyUpdate(b, fromA)
}

describe('a topic document', () => {
  it('reads an empty document as an empty topic', () => {
    expect(readTopic(id, new Y.Doc())).toMatchObject({
      id,
      title: '',
      tags: [],
      sessions: [],
      outcome: { state: 'draft', document: '', map: { nodes: [], edges: [], dots: [] }, finals: [] },
    })
  })

  it('reads back what it was changed to, and changes nothing the second time', () => {
    const doc = new Y.Doc()
    const change = {
      number: '7',
      title: 'Doors',
      summary: 'Open ones',
      intro: 'Why',
      goal: 'Open',
      requirements: 'Hinges',
      learn: '- a book',
      outcome: '# Found\n',
      tags: ['z', 'a'],
      proposedBy: ['Bo', 'Ana'],
      necessary: ['Cy'],
      outcomeState: 'final-comment',
      createdAt: 5,
    } as const
    changeTopic(doc, change)
    const { outcome, outcomeState, tags, ...rest } = change
    expect(readTopic(id, doc)).toMatchObject({ ...rest, tags: ['a', 'z'] })
    expect(readTopic(id, doc).outcome).toMatchObject({ document: outcome, state: outcomeState })
    const before = Y.encodeStateAsUpdate(doc)
    changeTopic(doc, change)
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before)
  })

  it('keeps the fields that a change leaves out', () => {
    const doc = new Y.Doc()
    changeTopic(doc, { title: 'Doors', goal: 'Open', tags: ['a'] })
    changeTopic(doc, { title: 'Gates' })
    expect(readTopic(id, doc)).toMatchObject({ title: 'Gates', goal: 'Open', tags: ['a'] })
  })

  it('merges tags, votes and check-ins of two people', () => {
    const ana = new Y.Doc()
    changeTopic(ana, { title: 'Doors', tags: ['a'] })
    const session = addSession(ana, { start: 10, minutes: 75, place: 'Table 3' })
    const bo = copyOf(ana)
    changeTopic(ana, { tags: ['a', 'ana'] })
    changeTopic(bo, { tags: ['a', 'bo'] })
    setParticipant(ana, session, { id: 'p1', name: 'Ana', role: 'lead' })
    setParticipant(bo, session, { id: 'p2', name: 'Bo', role: 'notetaker' })
    setVote(bo, author, 3)
    mergeBoth(ana, bo)
    const topic = readTopic(id, ana)
    expect(topic).toEqual(readTopic(id, bo))
    expect(topic.tags).toEqual(['a', 'ana', 'bo'])
    expect(topic.votes).toEqual([author])
    expect(topic.sessions[0]?.participants.map(({ name, role }) => [name, role])).toEqual([
      ['Ana', 'lead'],
      ['Bo', 'notetaker'],
    ])
  })

  it('keeps both changes when one moves a node and another renames it', () => {
    const ana = new Y.Doc()
    const node = addNode(ana, { kind: 'concept', label: 'Door', x: 0, y: 0 })
    const bo = copyOf(ana)
    changeNode(ana, node, { x: 40, y: 50 })
    changeNode(bo, node, { label: 'Gate' })
    mergeBoth(ana, bo)
    expect(readTopic(id, ana).outcome.map.nodes).toEqual([{ id: node, kind: 'concept', label: 'Gate', x: 40, y: 50 }])
  })

  it('shows no edge whose node somebody removed meanwhile', () => {
    const ana = new Y.Doc()
    const from = addNode(ana, { kind: 'concept', label: 'a', x: 0, y: 0 })
    const to = addNode(ana, { kind: 'question', label: 'b', x: 9, y: 9 })
    const bo = copyOf(ana)
    removeNode(ana, to)
    addEdge(bo, { from, to, label: 'leads to' })
    mergeBoth(ana, bo)
    expect(readTopic(id, ana).outcome.map.edges).toEqual([])
    expect(readTopic(id, ana)).toEqual(readTopic(id, bo))
  })

  it('takes sessions, participants, axes and dots away again', () => {
    const doc = new Y.Doc()
    const session = addSession(doc, { start: 1, minutes: 105, place: '' })
    changeSession(doc, session, { place: 'Garden' })
    setParticipant(doc, session, { id: 'p', name: 'Ana', role: 'lead' })
    removeParticipant(doc, session, 'p')
    expect(readTopic(id, doc).sessions).toEqual([
      { id: session, start: 1, minutes: 105, place: 'Garden', participants: [], clock: [] },
    ])
    removeSession(doc, session)
    setAxes(doc, { left: 'easy', right: 'hard', bottom: '', top: 'useful' })
    addDot(doc, { label: 'far out', x: 7, y: -1 })
    expect(readTopic(id, doc).outcome.map).toMatchObject({ axes: { left: 'easy' }, dots: [{ x: 1, y: 0 }] })
    setAxes(doc, undefined)
    expect(readTopic(id, doc)).toMatchObject({ sessions: [] })
    expect(readTopic(id, doc).outcome.map.axes).toBeUndefined()
  })

  it('lists finals oldest first and is final from the first on', () => {
    const doc = new Y.Doc()
    addFinal(doc, { cid, at: 9, by: author as never })
    addFinal(doc, { cid: `${cid.slice(0, -1)}a`, at: 2, by: author as never })
    expect(readTopic(id, doc).outcome.finals.map((final) => final.at)).toEqual([2, 9])
    expect(readTopic(id, doc).outcome.state).toBe('final')
  })

  it('survives whatever a stranger puts into its maps', () => {
    const names = [
      'topic',
      'tags',
      'proposedBy',
      'votes',
      'sessions',
      'nodes',
      'edges',
      'axes',
      'dots',
      'files',
      'finals',
      'signed',
      'comments',
    ]
    const key = fc.oneof(
      fc.string(),
      fc.constantFrom('title', 'number', 'createdAt', 'outcomeState', 'left', 'mergedInto', author, createMapItemId()),
    )
    const plain = fc.json({ maxDepth: 3 }).map((text): unknown => JSON.parse(text))
    const value = fc.oneof(
      plain,
      fc.dictionary(
        fc.constantFrom('kind', 'label', 'x', 'from', 'to', 'participants', 'start', 'name', 'at', 'by'),
        plain,
        { noNullPrototype: true },
      ),
    )
    const entry = fc.tuple(fc.constantFrom(...names), key, value, fc.boolean())
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 30 }), (entries) => {
        const doc = new Y.Doc()
        for (const [name, itemKey, item, nested] of entries) {
          const isNested = nested && typeof item === 'object' && item !== null
          doc.getMap(name).set(itemKey, isNested ? new Y.Map(Object.entries(item)) : item)
        }
        const topic = readTopic(id, doc)
        expect(typeof topic.title).toBe('string')
        expect(topic.title.length).toBeLessThanOrEqual(limits.maxTitleCharacters)
        expect(readTopic(id, copyOf(doc))).toEqual(topic)
      }),
      { numRuns: 300 },
    )
  })

  it('never shows half of an emoji where a title is cut', () => {
    const doc = new Y.Doc()
    changeTopic(doc, { title: `${'x'.repeat(limits.maxTitleCharacters - 1)}🐋` })
    expect(readTopic(id, doc).title.isWellFormed()).toBe(true)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { catalogReadme, topicFiles } from '../../src/domain/catalog-files.ts'
import { nodeKinds } from '../../src/domain/concept-map.ts'
import { createTopicId } from '../../src/domain/ids.ts'
import { renderMapSvg } from '../../src/domain/map-svg.ts'
import { importMarkdown } from '../../src/domain/markdown/import-markdown.ts'
import { addSession, setParticipant } from '../../src/domain/session-document.ts'
import { settledState } from '../../src/domain/topic.ts'
import { addDot, addEdge, addNode, changeTopic, readTopic } from '../../src/domain/topic-document.ts'

const id = createTopicId()
const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return copy
}

function fullDocument(): Y.Doc {
  const doc = new Y.Doc()
  changeTopic(doc, { number: '7', title: 'Doors | gates', goal: 'Open', outcome: '# Found\n\nHinges.', tags: ['📦'] })
  const nodes = nodeKinds.map((kind, i) => addNode(doc, { kind, label: `A ${kind} & <more>`, x: i * 300, y: 0 }))
  const [from, to] = nodes
  if (from !== undefined && to !== undefined) addEdge(doc, { from, to, label: 'needs "this"' })
  addDot(doc, { label: 'Dot', x: 0.2, y: 0.9 })
  const session = addSession(doc, { start: 5, minutes: 75, place: 'Table 3' })
  setParticipant(doc, session, { id: 'p1', name: 'Ana', role: 'lead' })
  return doc
}

describe('the files of a topic in the catalog', () => {
  it('are the page, and what there is of outcome, map and sessions', () => {
    expect(topicFiles(readTopic(id, fullDocument())).map((file) => file.path)).toEqual([
      'topic.md',
      'outcome.md',
      'map.canvas',
      'map.svg',
      'sessions.json',
    ])
    const doc = new Y.Doc()
    changeTopic(doc, { title: 'Only a title' })
    expect(topicFiles(readTopic(id, doc)).map((file) => file.path)).toEqual(['topic.md', 'sessions.json'])
  })

  it('are the same bytes on a laptop that received the edits in another order', () => {
    const base = fullDocument()
    const [ana, bo] = [copyOf(base), copyOf(base)]
    changeTopic(ana, { goal: 'Open wide', tags: ['📦', 'x'] })
    addNode(bo, { kind: 'question', label: 'Why?', x: 0, y: 400 })
    const [fromAna, fromBo] = [Y.encodeStateAsUpdate(ana), Y.encodeStateAsUpdate(bo)]
    const [one, other] = [new Y.Doc(), new Y.Doc()]
    for (const update of [fromAna, fromBo]) Y.applyUpdate(one, update)
    for (const update of [fromBo, fromAna, fromBo]) Y.applyUpdate(other, update)
    expect(topicFiles(readTopic(id, one))).toEqual(topicFiles(readTopic(id, other)))
  })

  it('name every author, participant and state that the page cannot hold', () => {
    const sessions = topicFiles(readTopic(id, fullDocument())).at(-1)
    expect(JSON.parse(decode(sessions?.bytes ?? new Uint8Array()))).toMatchObject({
      number: '7',
      sessions: [{ start: 5, minutes: 75, place: 'Table 3', participants: [{ name: 'Ana', role: 'lead' }] }],
    })
  })

  it('make one topic when a catalog tree is imported: page and outcome joined to the row', () => {
    const topic = readTopic(id, fullDocument())
    const files = [
      catalogReadme('Camp', [{ ...topic, state: settledState(topic) }]),
      ...topicFiles(topic).map((file) => ({ ...file, path: `topics/${id}/${file.path}` })),
    ]
    const markdown = files.filter((file) => file.path.endsWith('.md'))
    const { topics, notices } = importMarkdown(markdown.map(({ path, bytes }) => ({ name: path, bytes })))
    expect(notices).toEqual([])
    expect(topics).toHaveLength(1)
    expect(topics[0]).toMatchObject({
      number: '7',
      title: 'Doors | gates',
      goal: 'Open',
      outcome: '# Found\n\nHinges.',
    })
  })
})

describe('a map as SVG', () => {
  it('gives each kind its own shape as well as its colour', () => {
    const shapes = nodeKinds.map((kind) => {
      const doc = new Y.Doc()
      addNode(doc, { kind, label: '', x: 0, y: 0 })
      return renderMapSvg(readTopic(id, doc).outcome.map)
    })
    const withoutColours = shapes.map((svg) => svg.replace(/#[0-9a-f]{6}/g, '').replace(/<title>.*?<\/title>/g, ''))
    expect(new Set(withoutColours).size).toBe(nodeKinds.length)
    const fills = shapes.map((svg) => /<(?:rect|polygon|ellipse)[^>]*fill="(#\w+)"/.exec(svg)?.[1])
    expect(new Set(fills).size).toBe(nodeKinds.length)
  })

  it('escapes any label, so that no markup of a stranger gets into the picture', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.constant('</text><script>x</script>"\'&')), (label) => {
        const doc = new Y.Doc()
        const node = addNode(doc, { kind: 'concept', label, x: 0, y: 0 })
        addEdge(doc, { from: node, to: node, label })
        addDot(doc, { label, x: 0, y: 1 })
        const svg = renderMapSvg(readTopic(id, doc).outcome.map)
        const tags = new Set([...svg.matchAll(/<\/?([^\s/>]+)/g)].map((match) => match[1]))
        expect([...tags].filter((tag) => !known.has(tag ?? ''))).toEqual([])
        // XML has no way to write these.
        expect(svg).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/)
        expect(svg.isWellFormed()).toBe(true)
      }),
    )
  })

  it('wraps a long word and a long label', () => {
    const doc = new Y.Doc()
    addNode(doc, { kind: 'concept', label: `https://example.org/${'x'.repeat(60)}`, x: 0, y: 0 })
    const lines = [...renderMapSvg(readTopic(id, doc).outcome.map).matchAll(/<tspan[^>]*>([^<]*)</g)]
    expect(lines.length).toBeGreaterThan(2)
    for (const [, line] of lines) expect((line ?? '').length).toBeLessThan(30)
  })

  it('stays a picture of sane size when a node was put light years away', () => {
    const doc = new Y.Doc()
    addNode(doc, { kind: 'concept', label: 'far', x: 1e300, y: -1e300 })
    addNode(doc, { kind: 'concept', label: 'near', x: 0, y: 0 })
    const box =
      /viewBox="([^"]+)"/
        .exec(renderMapSvg(readTopic(id, doc).outcome.map))?.[1]
        ?.split(' ')
        .map(Number) ?? []
    expect(box.every((value) => Math.abs(value) < 100_000)).toBe(true)
  })
})

const known = new Set(['svg', 'g', 'title', 'text', 'tspan', 'rect', 'polygon', 'ellipse', 'line', 'circle'])

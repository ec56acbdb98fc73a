import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { createTopicId } from '../../src/domain/ids.ts'
import { createLiveRelay } from '../../src/notebook/live-relay.ts'
import type { Clock, LiveMessage, Network } from '../../src/notebook/ports.ts'

const topicId = createTopicId()
const nonce = new Uint8Array(8)

/** A relay whose time passes by hand, and what it sent. */
function startRelay() {
  const sent: LiveMessage[] = []
  const left: string[] = []
  const waits: number[] = []
  let timers: (() => void)[] = []
  let now = 0
  const clock: Clock = {
    now: () => now,
    after(ms, callback) {
      waits.push(ms)
      timers.push(callback)
      return () => {
        timers = timers.filter((timer) => timer !== callback)
      }
    },
  }
  const network: Pick<Network, 'joinLive' | 'sendLive'> = {
    joinLive: (id) => () => left.push(id),
    sendLive: async (message) => {
      sent.push(message)
    },
  }
  const relay = createLiveRelay({ clock, receive: () => undefined })
  relay.attach(network)
  relay.open(topicId)
  /** The timers go off, so late. */
  const pass = (lateMs = 0): void => {
    now += (waits.at(-1) ?? 0) + lateMs
    for (const timer of timers.splice(0)) timer()
  }
  return { relay, sent, left, waits, pass }
}

/** Updates of a document, one for each key. */
function keysOf(text: string): { readonly doc: Y.Doc; readonly updates: readonly LiveMessage[] } {
  const doc = new Y.Doc()
  const updates: LiveMessage[] = []
  doc.on('update', (update: Uint8Array) => updates.push({ kind: 'update', topicId, nonce, update }))
  for (const key of text) doc.getText('outcome').insert(doc.getText('outcome').length, key)
  return { doc, updates }
}

const presence = (n: number): LiveMessage => ({ kind: 'presence', topicId, state: new Uint8Array([n]) })

function textOf(messages: readonly LiveMessage[]): string {
  const doc = new Y.Doc()
  for (const message of messages) if (message.kind === 'update') Y.applyUpdate(doc, message.update)
  return doc.getText('outcome').toString()
}

describe('what people do in a document', () => {
  it('goes out less often from a device whose timers are late, and never too late', () => {
    const { relay, waits, pass } = startRelay()
    for (const [i, lateMs] of [0, 50, 9_000, 0, 0].entries()) {
      relay.send(presence(i))
      pass(lateMs)
    }
    expect(waits).toEqual([40, 200, 300, 600, 200, 200])
  })

  it('goes out together after a moment, with the newest cursor', () => {
    const { relay, sent, pass } = startRelay()
    for (const update of keysOf('dragged').updates) relay.send(update)
    relay.send(presence(1))
    relay.send(presence(2))
    expect(sent).toEqual([])
    pass()
    expect(sent.map(({ kind }) => kind)).toEqual(['update'])
    expect(textOf(sent)).toBe('dragged')
    expect(sent.at(-1)?.state).toEqual(presence(2).state)
    pass()
    pass()
    expect(sent).toHaveLength(1)
    relay.send(presence(3))
    pass()
    expect(sent.at(-1)).toEqual(presence(3))
  })

  it('is all sent before the document is left', () => {
    const { relay, sent, left } = startRelay()
    for (const update of keysOf('bye').updates) relay.send(update)
    relay.send(presence(0))
    relay.close(topicId)
    expect(textOf(sent)).toBe('bye')
    expect(sent.at(-1)?.state).toEqual(presence(0).state)
    expect(left).toEqual([topicId])
  })

  it('is not made too large to send by being sent together', () => {
    const { relay, sent, pass } = startRelay()
    const page = 'x'.repeat(10_000)
    for (const update of keysOf(`ab`).updates) relay.send(update)
    const doc = new Y.Doc()
    doc.on('update', (update: Uint8Array) => relay.send({ kind: 'update', topicId, nonce, update }))
    for (let i = 0; i < 40; i++) doc.getText('outcome').insert(0, page)
    pass()
    expect(sent.length).toBeGreaterThan(2)
    expect(textOf(sent)).toHaveLength(2 + 40 * page.length)
  })
})

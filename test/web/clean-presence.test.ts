import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { createAuthorKey } from '../../src/contributions/author-key.ts'
import { cleanPresence } from '../../web/outcome/clean-presence.ts'

const user = (state: object | null) => (state as { user: Record<string, string> }).user

describe('what somebody says of themselves in a document', async () => {
  const [ana, bo] = [(await createAuthorKey()).id, (await createAuthorKey()).id]

  it('keeps name, colour and place, and tells two people of one colour apart', () => {
    const cursor = { anchor: { tname: 'outcome' }, head: { tname: 'outcome' } }
    const state = { user: { name: 'Ana', color: '#0a5a75', colorLight: '#0a5a7533' }, cursor }
    const clean = cleanPresence(state, ana)
    expect(clean).toMatchObject({ user: { name: 'Ana', colorLight: '#0a5a7533' }, cursor })
    expect(user(clean).color).toMatch(/^#0a5a75\/\*/)
    expect(user(clean).color).not.toBe(user(cleanPresence(state, bo)).color)
  })

  it.each([
    'red; background-image: url(https://example.org/seen.png)',
    'url(https://example.org/)',
    '#0a5a75; position: fixed',
    42,
    undefined,
  ])('lets no style of theirs into the page: %s', (color) => {
    const clean = cleanPresence({ user: { name: 'x', color, colorLight: color } }, ana)
    expect(user(clean).color).toMatch(/^#[0-9a-f]{6}\/\*12D3[A-Za-z0-9]+\*\/$/)
    expect(user(clean).colorLight).toMatch(/^#[0-9a-f]{8}$/)
  })

  it('cuts a name that would cover the text, and takes no other shape', () => {
    expect(user(cleanPresence({ user: { name: 'n'.repeat(500) } }, ana)).name).toHaveLength(60)
    expect(user(cleanPresence({ user: 'Ana', cursor: 7 }, ana)).name).toBe('Somebody')
    expect(cleanPresence({ cursor: 7 }, ana)).not.toHaveProperty('cursor')
    expect(cleanPresence(null, ana)).toBeNull()
  })

  it('takes the places that Yjs makes, and none that it would throw at', () => {
    const doc = new Y.Doc()
    const text = doc.getText('outcome')
    text.insert(0, 'Some words')
    const place = (at: number): unknown => JSON.parse(JSON.stringify(Y.createRelativePositionFromTypeIndex(text, at)))
    for (const [anchor, head] of [
      [place(0), place(4)],
      [place(10), place(10)],
    ]) {
      expect(cleanPresence({ cursor: { anchor, head } }, ana)).toHaveProperty('cursor', { anchor, head })
    }
    const bad = [{}, { tname: 7 }, { item: { client: 1 } }, { item: { client: -1, clock: 0 } }, { type: 'outcome' }, 3]
    for (const anchor of bad) {
      expect(cleanPresence({ cursor: { anchor, head: place(0) } }, ana)).not.toHaveProperty('cursor')
    }
  })
})

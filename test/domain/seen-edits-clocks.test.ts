import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { noteSeenEdits } from '../../src/domain/seen-edits.ts'

describe('what was seen', () => {
  it('stands in updates of its own: no clock is written twice when two people type side by side', () => {
    const [ana, bo] = [new Y.Doc(), new Y.Doc()]
    const clocks = new Map<Y.Doc, number>()
    for (const doc of [ana, bo]) {
      noteSeenEdits(doc)
      doc.on('update', (update: Uint8Array, origin: unknown) => {
        if (origin === 'remote') return
        for (const struct of Y.decodeUpdate(update).structs) {
          expect(struct.id.clock).toBe(clocks.get(doc) ?? 0)
          clocks.set(doc, struct.id.clock + struct.length)
        }
        Y.applyUpdate(doc === ana ? bo : ana, update, 'remote')
      })
    }
    for (let i = 0; i < 40; i++) {
      for (const doc of [ana, bo]) doc.getText('outcome').insert(doc.getText('outcome').length >> 1, 'x')
    }
    expect(ana.getText('outcome').toString()).toBe(bo.getText('outcome').toString())
    expect(ana.getArray('seen').length).toBeGreaterThan(1)
    expect(ana.getArray('seen').toJSON()).toEqual(bo.getArray('seen').toJSON())
  })
})

// What one edit of somebody else costs a browser: each transaction is a trip to another process, and each that writes
// waits for the disk.
import 'fake-indexeddb/auto'
import { expect, it, vi } from 'vitest'
import { openDexieStore } from '../../src/storage/dexie-store.ts'
import { announcementsOf, deliver, openReplica, startTestCamp } from '../support/notebooks.ts'

it('an announced edit and the catalog with it take three transactions, two of which write', async () => {
  const camp = await startTestCamp()
  const ana = await openReplica(camp, 'Ana')
  // Before the database is opened: Dexie takes the method along then.
  const begun = vi.spyOn(IDBDatabase.prototype, 'transaction')
  const bo = await openReplica(camp, 'Bo', { store: await openDexieStore('few') })
  const id = await ana.notebook.createTopic({ title: 'Edited', outcome: 'First words' })
  await deliver(ana, bo)
  const announced = announcementsOf(ana)
  const takeIn = async (outcome: string): Promise<void> => {
    await ana.notebook.changeTopic(id, { outcome })
    await ana.notebook.commit()
    const last = announced.at(-1)
    if (last === undefined) throw new Error('nothing was announced')
    expect((await bo.notebook.exchange.receiveAnnouncement(last)).kind).toBe('accepted')
    await bo.notebook.catalogCid()
  }
  // The first one finds nothing remembered.
  await takeIn('First words, and more')
  begun.mockClear()
  await takeIn('First words, and more, and more')
  const modes = begun.mock.calls.map(([, mode]) => mode)
  begun.mockRestore()
  expect(modes.filter((mode) => mode === 'readwrite')).toHaveLength(2)
  expect(modes.length).toBeLessThanOrEqual(3)
  expect((await bo.notebook.readTopic(id)).outcome.document).toBe('First words, and more, and more')
  await bo.notebook.stop()
  await bo.store.close()
})

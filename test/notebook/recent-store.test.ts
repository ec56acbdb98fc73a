// What a replica wrote last is not read from its store again, and never told when the store did not take it.
import { describe, expect, it } from 'vitest'
import { createTopicId } from '../../src/domain/ids.ts'
import type { ReplicaStore } from '../../src/notebook/ports.ts'
import { createRecentStore } from '../../src/notebook/recent-store.ts'
import { createMemoryStore } from '../../src/storage/memory-store.ts'
import { DeviceDied } from '../support/mortal-store.ts'
import { rowOf } from '../support/rows.ts'

const bytes = (...values: number[]): Uint8Array => new Uint8Array(values)

/** A store that counts what is read of it, and refuses the writes of its list. */
function watched(refused: readonly number[] = []) {
  const below = createMemoryStore()
  const reads: string[] = []
  let writes = 0
  const store: ReplicaStore = {
    ...below,
    loadTopic: (id) => {
      reads.push(id)
      return below.loadTopic(id)
    },
    loadSetting: (key) => {
      reads.push(key)
      return below.loadSetting(key)
    },
    async write(batch) {
      writes++
      if (refused.includes(writes)) throw new DeviceDied('no room')
      await below.write(batch)
    },
  }
  return { below, reads, recent: createRecentStore(store) }
}

describe('a store that remembers what was written last', () => {
  it('gives back what was written without asking, and what was removed as gone', async () => {
    const { reads, recent } = watched()
    const id = createTopicId()
    await recent.write({ putTopics: [{ id, update: bytes(1), row: rowOf(id) }], putSettings: { a: bytes(2) } })
    expect((await recent.loadTopic(id))?.update).toEqual(bytes(1))
    expect(await recent.loadSetting('a')).toEqual(bytes(2))
    await recent.write({ removeTopics: [id], removeSettings: ['a'] })
    expect(await recent.loadTopic(id)).toBeUndefined()
    expect(await recent.loadSetting('a')).toBeUndefined()
    expect(reads).toEqual([])
  })

  it('asks the store for what it did not write', async () => {
    const { below, reads, recent } = watched()
    await below.write({ putSettings: { a: bytes(2) } })
    expect(await recent.loadSetting('a')).toEqual(bytes(2))
    expect(reads).toEqual(['a'])
  })

  it('tells what is stored after a write that failed', async () => {
    const { recent } = watched([2])
    await recent.write({ putSettings: { a: bytes(1) } })
    await expect(recent.write({ putSettings: { a: bytes(2) } })).rejects.toThrow(DeviceDied)
    expect(await recent.loadSetting('a')).toEqual(bytes(1))
  })

  it('keeps a few topics only, and finds the others in the store', async () => {
    const { reads, recent } = watched()
    const ids = Array.from({ length: 40 }, () => createTopicId())
    for (const id of ids) await recent.write({ putTopics: [{ id, update: bytes(1), row: rowOf(id) }] })
    for (const id of ids) expect((await recent.loadTopic(id))?.id).toBe(id)
    expect(reads.length).toBeGreaterThan(0)
    expect(reads).not.toContain(ids.at(-1))
  })
})

import 'fake-indexeddb/auto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { openDexieStore } from '../../src/storage/dexie-store.ts'
import { openLevelStore } from '../../src/storage/level-store.ts'
import { createMemoryStore } from '../../src/storage/memory-store.ts'
import { replicaStoreContract, type StoreUnderTest } from '../contracts/replica-store.contract.ts'

let folder = ''
let count = 0
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'divelog-stores-'))
})
afterAll(() => rm(folder, { recursive: true }))

const implementations: Record<string, () => StoreUnderTest> = {
  memory: () => ({ open: async () => createMemoryStore() }),
  level: () => {
    const directory = join(folder, String(count++))
    return { open: () => openLevelStore(directory), reopen: () => openLevelStore(directory) }
  },
  dexie: () => {
    const name = `store-${count++}`
    return { open: () => openDexieStore(name), reopen: () => openDexieStore(name) }
  },
}

for (const [name, make] of Object.entries(implementations)) {
  describe(`the ${name} store`, () => {
    for (const contract of replicaStoreContract) it(contract.name, () => contract.run(make()))
  })
}

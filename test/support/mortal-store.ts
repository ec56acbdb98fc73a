// A store whose device dies at one chosen write: what was written before stays in the store below, that write and
// everything after it fails, reads too. The store below is what the next start of the device finds.
import { BaseBlockstore } from 'blockstore-core'
import type { Blockstore, InputPair } from 'interface-blockstore'
import type { CID } from 'multiformats/cid'
import type { ReplicaStore } from '../../src/notebook/ports.ts'

export class DeviceDied extends Error {}

/** Dies instead of making write number `deathAt`, counted from 1: one block, one journal entry or one batch each. */
export function createMortalStore(below: ReplicaStore, deathAt: number): ReplicaStore {
  let written = 0
  let dead = false
  const alive = (): void => {
    if (dead) throw new DeviceDied('the device is off')
  }
  const write = async <T>(work: () => T | Promise<T>): Promise<T> => {
    alive()
    if (written + 1 === deathAt) {
      dead = true
      throw new DeviceDied(`died at write ${deathAt}`)
    }
    const result = await work()
    written++
    return result
  }
  const read = async <T>(work: () => Promise<T>): Promise<T> => {
    alive()
    return work()
  }
  return {
    blocks: new MortalBlocks(below.blocks, { alive, write }),
    appendJournal: (entry) => write(() => below.appendJournal(entry)),
    write: (batch) => write(() => below.write(batch)),
    loadJournal: (options) => read(() => below.loadJournal(options)),
    loadHeads: () => read(() => below.loadHeads()),
    loadTopic: (id) => read(() => below.loadTopic(id)),
    loadRows: () => read(() => below.loadRows()),
    loadSetting: (key) => read(() => below.loadSetting(key)),
    loadSettings: (prefix) => read(() => below.loadSettings(prefix)),
    usage: () => read(() => below.usage()),
    close: async () => undefined,
  }
}

interface Mortality {
  readonly alive: () => void
  readonly write: <T>(work: () => T | Promise<T>) => Promise<T>
}

class MortalBlocks extends BaseBlockstore {
  readonly #below: Blockstore
  readonly #mortality: Mortality

  constructor(below: Blockstore, mortality: Mortality) {
    super()
    this.#below = below
    this.#mortality = mortality
  }

  override async put(cid: CID, bytes: InputPair['bytes']): Promise<CID> {
    return this.#mortality.write(() => this.#below.put(cid, bytes))
  }

  override async *get(cid: CID): AsyncGenerator<Uint8Array> {
    this.#mortality.alive()
    yield* this.#below.get(cid)
  }

  override async has(cid: CID): Promise<boolean> {
    this.#mortality.alive()
    return this.#below.has(cid)
  }

  override async delete(cid: CID): Promise<void> {
    await this.#mortality.write(() => this.#below.delete(cid))
  }

  override async *getAll(): ReturnType<Blockstore['getAll']> {
    this.#mortality.alive()
    yield* this.#below.getAll()
  }
}

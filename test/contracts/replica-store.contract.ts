// What every replica store must do, whatever it is made of. Runs in Vitest and, for Dexie, in a real browser too.
import { CID } from 'multiformats/cid'
import { sha256 } from 'multiformats/hashes/sha2'
import { createTopicId, parseAuthorId } from '../../src/domain/ids.ts'
import type { Head, ReplicaStore } from '../../src/notebook/ports.ts'
import { rowOf } from '../support/rows.ts'

export interface StoreUnderTest {
  open(): Promise<ReplicaStore>
  /** Opens what an earlier store of this test closed; undefined where nothing outlives the process. */
  reopen?(): Promise<ReplicaStore>
}

export interface ContractCase {
  readonly name: string
  run(store: StoreUnderTest): Promise<void>
}

const author = parseAuthorId('12D3KooWGC6TvWhfapngX6wvJHMYvKpDMXPb3ZnCZ6dMoaMtimQ5')

export const replicaStoreContract: readonly ContractCase[] = [
  {
    name: 'gives back a block byte for byte, and knows which it has',
    async run({ open }) {
      const store = await open()
      const block = await makeBlock('hello')
      equal(await store.blocks.has(block.cid), false)
      await store.blocks.put(block.cid, block.bytes)
      equal(await store.blocks.has(block.cid), true)
      equal(await text(store, block.cid), 'hello')
      await rejects(text(store, (await makeBlock('other')).cid), 'NotFoundError')
      await store.close()
    },
  },
  {
    name: 'stores many blocks, counts each once, and removes some',
    async run({ open }) {
      const store = await open()
      const blocks = await Promise.all(Array.from({ length: 600 }, (_, i) => makeBlock(`block ${i}`)))
      for await (const _ of store.blocks.putMany([...blocks, ...blocks.slice(0, 10)]));
      equal((await store.usage()).blocks, 600)
      const gone = blocks.slice(0, 100)
      for await (const _ of store.blocks.deleteMany(gone.map((block) => block.cid)));
      equal((await store.usage()).blocks, 500)
      let listed = 0
      for await (const _ of store.blocks.getAll()) listed++
      equal(listed, 500)
      await store.close()
    },
  },
  {
    name: 'keeps journal entries in order, finds those of a topic, trims those that are committed',
    async run({ open }) {
      const store = await open()
      const [a, b] = [createTopicId(), createTopicId()]
      const update = {
        kind: 'update',
        at: 5,
        nonce: new Uint8Array(8).fill(1),
        update: new Uint8Array([1, 2]),
      } as const
      const first = await store.appendJournal({ ...update, topicId: a })
      const second = await store.appendJournal({ ...update, topicId: b })
      const third = await store.appendJournal({ kind: 'profile', name: 'Ana', colour: '#112233' })
      equal([first < second, second < third], [true, true])
      equal(
        (await store.loadJournal()).map((entry) => entry.id),
        [first, second, third],
      )
      equal(
        (await store.loadJournal({ topicId: b })).map((entry) => entry.id),
        [second],
      )
      await store.write({ trimJournal: [first, third] })
      const [left] = await store.loadJournal()
      equal(left?.kind === 'update' ? [...left.update] : [], [1, 2])
      await store.close()
    },
  },
  {
    name: 'writes a batch whole: heads, topics, rows and settings',
    async run({ open }) {
      const store = await open()
      const head = await makeHead(1)
      const next = await makeHead(2)
      const id = createTopicId()
      await store.write({ putHeads: [head], putTopics: [{ id, update: new Uint8Array([9]), row: rowOf(id, 'One') }] })
      await store.write({
        putHeads: [next],
        removeHeads: [head],
        putTopics: [{ id, update: new Uint8Array([8]), row: rowOf(id, 'Two') }],
        putSettings: { 'a/x': new Uint8Array([1]), 'a/y': new Uint8Array([2]), b: new Uint8Array([3]) },
      })
      equal(
        (await store.loadHeads()).map((h) => [h.sequence, h.root.toString()]),
        [[2, next.root.toString()]],
      )
      equal([...((await store.loadTopic(id))?.update ?? [])], [8])
      equal(
        (await store.loadRows()).map((r) => r.title),
        ['Two'],
      )
      equal([...(await store.loadSettings('a/')).keys()].sort(), ['a/x', 'a/y'])
      await store.write({ removeSettings: ['b'], removeTopics: [id] })
      equal(await store.loadSetting('b'), undefined)
      equal(await store.loadTopic(id), undefined)
      await store.close()
    },
  },
  {
    name: 'stores the blocks of a batch with the rest of it, and counts each once',
    async run({ open }) {
      const store = await open()
      const [known, fresh] = [await makeBlock('known'), await makeBlock('fresh')]
      await store.blocks.put(known.cid, known.bytes)
      const head = await makeHead(1)
      await store.write({ putBlocks: [known, fresh, fresh], putHeads: [head] })
      equal(await text(store, fresh.cid), 'fresh')
      equal(await store.blocks.has(fresh.cid), true)
      equal((await store.usage()).blocks, 2)
      equal((await store.loadHeads()).length, 1)
      await store.write({ putBlocks: [], removeHeads: [head] })
      equal((await store.loadHeads()).length, 0)
      await store.close()
    },
  },
  {
    name: 'has everything again after it was closed and opened, and never reuses a journal id',
    async run({ open, reopen }) {
      if (reopen === undefined) return
      const store = await open()
      const block = await makeBlock('kept')
      const head = await makeHead(3)
      await store.blocks.put(block.cid, block.bytes)
      await store.write({ putHeads: [head] })
      const id = await store.appendJournal({ kind: 'profile', name: 'Ana', colour: '#112233' })
      await store.write({ trimJournal: [id] })
      await store.close()
      const again = await reopen()
      equal(await text(again, block.cid), 'kept')
      equal((await again.loadHeads())[0]?.record.byteLength, head.record.byteLength)
      equal(await again.usage(), { blocks: 1, bytes: 4 })
      equal((await again.appendJournal({ kind: 'profile', name: 'Bo', colour: '#112233' })) > id, true)
      await again.close()
      await again.close()
    },
  },
  {
    name: 'waits for writes under way when it closes, and takes none after that',
    async run({ open, reopen }) {
      if (reopen === undefined) return
      const store = await open()
      const { cid, bytes } = await makeBlock('in time')
      const id = createTopicId()
      const writes = Promise.all([
        store.appendJournal({ kind: 'profile', name: 'Ana', colour: '#112233' }),
        store.blocks.put(cid, bytes),
        store.write({ putTopics: [{ id, update: new Uint8Array([9]), row: rowOf(id, 'In time') }] }),
      ])
      await store.close()
      await writes
      await rejects(store.appendJournal({ kind: 'profile', name: 'Bo', colour: '#112233' }), 'StorageFailedError')
      await rejects(store.write({ putSettings: { late: bytes } }), 'StorageFailedError')
      await rejects((async () => store.blocks.put(cid, bytes))(), 'StorageFailedError')
      const again = await reopen()
      equal((await again.loadJournal()).length, 1)
      equal(await text(again, cid), 'in time')
      equal((await again.loadTopic(id))?.row.title, 'In time')
      equal(await again.loadSetting('late'), undefined)
      await again.close()
    },
  },
]

async function makeBlock(content: string): Promise<{ cid: CID; bytes: Uint8Array }> {
  const bytes = new TextEncoder().encode(content)
  return { cid: CID.createV1(0x55, await sha256.digest(bytes)), bytes }
}

async function makeHead(sequence: number): Promise<Head> {
  const { cid } = await makeBlock(`root ${sequence}`)
  return { author, sequence, root: cid, record: new Uint8Array(400).fill(sequence) }
}

async function text(store: ReplicaStore, cid: CID): Promise<string> {
  let found = ''
  for await (const chunk of store.blocks.get(cid)) found += new TextDecoder().decode(chunk)
  return found
}

function equal(actual: unknown, expected: unknown): void {
  const [a, e] = [JSON.stringify(actual), JSON.stringify(expected)]
  if (a !== e) throw new Error(`expected ${e}, got ${a}`)
}

async function rejects(work: Promise<unknown>, name: string): Promise<void> {
  const outcome = await work.then(
    () => 'resolved',
    (error: unknown) =>
      error instanceof Error ? `${error.name} ${error.cause instanceof Error ? error.cause.name : ''}` : '',
  )
  if (!outcome.includes(name)) throw new Error(`expected ${name}, got ${outcome}`)
}

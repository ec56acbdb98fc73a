import { CID } from 'multiformats/cid'
import { sha256 } from 'multiformats/hashes/sha2'
import { beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { type AuthorKey, createAuthorKey } from '../../src/contributions/author-key.ts'
import { clientIdFor } from '../../src/contributions/client-id.ts'
import { createHead } from '../../src/contributions/head.ts'
import { encodeLogEntries } from '../../src/contributions/log.ts'
import { changeTree, type TreeChange } from '../../src/contributions/tree.ts'
import { newBlocks } from '../../src/contributions/walk.ts'
import { createTopicId } from '../../src/domain/ids.ts'
import { carFromBytes } from '../../src/publishing/car-source.ts'
import { importCar } from '../../src/publishing/import-car.ts'
import { verifyCarFile } from '../../src/publishing/verify.ts'
import { writeCampCar } from '../../src/publishing/write-car.ts'
import { createMemoryStore } from '../../src/storage/memory-store.ts'
import { deliver, openReplica, startTestCamp, type TestCamp, type TestReplica } from '../support/notebooks.ts'

let camp: TestCamp
let victim: TestReplica

beforeEach(async () => {
  camp = await startTestCamp()
  victim = await openReplica(camp, 'Victim')
  await victim.notebook.createTopic({ title: 'Mine' })
  await victim.notebook.commit()
})

async function snapshot(): Promise<unknown> {
  const { notebook, store } = victim
  return {
    digest: notebook.exchange.headsDigest(),
    catalog: (await notebook.catalogCid()).toString(),
    usage: await store.usage(),
    rows: notebook.rows().map((row) => row.title),
  }
}

interface Forgery {
  readonly changes: readonly TreeChange[]
  readonly sequence?: number
  readonly commits?: number
  readonly camp?: TestCamp
}

/** A head made by a stranger's own code. */
async function forge(make: (key: AuthorKey) => Forgery, key: AuthorKey) {
  const forgery = make(key)
  const of = forgery.camp ?? camp
  const store = createMemoryStore()
  const root = await changeTree(store.blocks, undefined, {
    genesis: of.genesis,
    campId: of.camp.id,
    commits: forgery.commits ?? 1,
    changes: forgery.changes,
  })
  const head = await createHead(key, root, forgery.sequence ?? 1)
  return { root, offer: () => victim.notebook.exchange.receiveHead(head.record, newBlocks(store.blocks, root, [])) }
}

/** Offers it to the victim; resolves with what came of it. */
const offer = async (make: (key: AuthorKey) => Forgery) => (await forge(make, await createAuthorKey())).offer()

function update(clientId: number, text = 'x'): Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = clientId
  doc.getText('outcome').insert(0, text)
  return Y.encodeStateAsUpdate(doc)
}

/** One letter that nobody's Yjs would write: see the Yjs update format V1. */
function handmade(clientId: number, { originClock = 0, deletedLength = 1 }): Uint8Array {
  const client = varint(clientId)
  const root = [0x04, 1, 7, ...utf8('outcome'), 1, ...utf8('a')]
  const next = [0x84, ...client, ...varint(originClock), 1, ...utf8('b')]
  return new Uint8Array([1, 2, ...client, 0, ...root, ...next, 1, ...client, 1, 5, deletedLength])
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

function varint(value: number): number[] {
  const low = value % 128
  return value < 128 ? [low] : [low + 128, ...varint(Math.floor(value / 128))]
}

const nonce = new Uint8Array(8).fill(3)

describe('a stranger', () => {
  it('is taken when everything is as it must be', async () => {
    const topicId = createTopicId()
    const result = await offer((key) => {
      const bytes = encodeLogEntries([{ at: 1, nonce, update: update(clientIdFor(key.publicKey, topicId, nonce)) }])
      return { changes: [{ kind: 'append', topicId, offset: 0, bytes }] }
    })
    expect(result).toMatchObject({ kind: 'accepted' })
  })

  const topicId = createTopicId()
  it('whose update is made by hand as it must be is taken', async () => {
    const result = await offer((key) => ({ changes: log(entries([handmade(own(key), {})])) }))
    expect(result).toMatchObject({ kind: 'accepted' })
    expect((await victim.notebook.readTopic(topicId)).outcome.document).toBe('ab')
  })

  const log = (bytes: Uint8Array): TreeChange[] => [{ kind: 'append', topicId, offset: 0, bytes }]
  const entries = (updates: readonly Uint8Array[]): Uint8Array =>
    encodeLogEntries(updates.map((bytes) => ({ at: 1, nonce, update: bytes })))
  const own = (key: AuthorKey): number => clientIdFor(key.publicKey, topicId, nonce)

  const forgeries: readonly (readonly [string, string, (key: AuthorKey) => Forgery])[] = [
    ['writes under another client id', 'wrong-client-id', () => ({ changes: log(entries([update(42)])) })],
    [
      'writes one clock twice',
      'clock-overlap',
      (key) => ({ changes: log(entries([update(own(key), 'a'), update(own(key), 'b')])) }),
    ],
    ['signs another sequence than the tree counts', 'wrong-sequence', () => ({ changes: [], sequence: 9, commits: 1 })],
    ['sends a log that is no CBOR', 'bad-log', () => ({ changes: log(new Uint8Array([0xff, 0x00, 0x13])) })],
    [
      'sends an update that is no update',
      'bad-log',
      () => ({ changes: log(entries([new Uint8Array([1, 255, 255, 255])])) }),
    ],
    // Yjs throws in the middle of merging either of these.
    [
      'refers to what it has not written yet',
      'bad-log',
      (key) => ({ changes: log(entries([handmade(own(key), { originClock: 7 })])) }),
    ],
    [
      'deletes a range of no length',
      'bad-log',
      (key) => ({ changes: log(entries([handmade(own(key), { deletedLength: 0 })])) }),
    ],
    [
      'sends an oversize update',
      'too-large',
      (key) => ({ changes: log(entries([update(own(key), 'y'.repeat(1_100_000))])) }),
    ],
  ]
  for (const [deed, reason, make] of forgeries) {
    it(`who ${deed} is refused whole, and nothing changes`, async () => {
      const before = await snapshot()
      expect(await offer(make)).toMatchObject({ kind: 'rejected', reason })
      expect(await snapshot()).toEqual(before)
      expect((await victim.notebook.status()).rejected.at(-1)).toMatchObject({ reason })
    })
  }

  it('who forks so that Yjs cannot merge both is taken with both, in every order, and hides nothing of others', async () => {
    const key = await createAuthorKey()
    const client = varint(own(key))
    const collected = new Uint8Array([1, 1, ...client, 0, 0x00, 2, 0])
    const written = new Uint8Array([1, 1, ...client, 0, 0x04, 1, 7, ...utf8('outcome'), 3, ...utf8('abc'), 0])
    const pair = await Promise.all(
      [collected, written].map((bytes) =>
        forge(() => ({ changes: log(encodeLogEntries([{ at: 1, nonce, update: bytes }])) }), key),
      ),
    )
    const ana = await openReplica(camp, 'Ana')
    await ana.notebook.createTopic({ title: 'Afterwards' })
    const states = []
    for (const order of [pair, pair.toReversed()]) {
      victim = await openReplica(camp, 'Victim')
      for (const head of order) expect(await head.offer()).toMatchObject({ kind: 'accepted' })
      expect(victim.notebook.authors().find(({ id }) => id === key.id)).toMatchObject({ forked: true })
      expect((await deliver(ana, victim)).at(-1)).toMatchObject({ kind: 'accepted' })
      expect(victim.notebook.rows().map((row) => row.title)).toContain('Afterwards')
      expect((await victim.notebook.readTopic(topicId)).outcome.document).toBe('abc')
      states.push((await victim.notebook.catalogCid()).toString())
    }
    expect(states[1]).toBe(states[0])
  })

  it('of another camp is refused', async () => {
    const other = await startTestCamp('Another camp')
    expect(await offer(() => ({ changes: [], camp: other }))).toMatchObject({ kind: 'rejected', reason: 'wrong-camp' })
  })

  it('who changes a signed record is refused', async () => {
    const ana = await openReplica(camp, 'Ana')
    const head = await ana.notebook.commit()
    if (head === undefined) throw new Error('no head')
    for (let i = 0; i < head.record.length; i += 7) {
      const record = head.record.slice()
      record[i] = (record[i] ?? 0) ^ 0x40
      const result = await victim.notebook.exchange.receiveHead(record, ana.notebook.exchange.blocksFor(head, []))
      expect(result.kind).not.toBe('accepted')
    }
  })

  it('who sends forged bytes under an honest CID is refused, and the honest tree is taken afterwards', async () => {
    const ana = await openReplica(camp, 'Ana')
    await ana.notebook.createTopic({ title: 'Honest' })
    const head = await ana.notebook.commit()
    if (head === undefined) throw new Error('no head')
    const before = await snapshot()
    const blocks = []
    for await (const block of ana.notebook.exchange.blocksFor(head, [])) blocks.push(block)
    const forged = blocks.map((block, i) => (i === 2 ? { ...block, bytes: new Uint8Array([1, 2, 3]) } : block))
    expect(await victim.notebook.exchange.receiveHead(head.record, forged)).toMatchObject({ reason: 'bad-block-hash' })
    expect(await snapshot()).toEqual(before)
    expect((await deliver(ana, victim)).map((result) => result.kind)).toContain('accepted')
  })

  it('who leaves a block out is told which, and the pull goes on from there', async () => {
    const ana = await openReplica(camp, 'Ana')
    await ana.notebook.createTopic({ title: 'In two parts' })
    const head = await ana.notebook.commit()
    if (head === undefined) throw new Error('no head')
    const blocks = []
    for await (const block of ana.notebook.exchange.blocksFor(head, [])) blocks.push(block)
    const [kept, left] = [blocks.slice(0, -2), blocks.slice(-2)]
    const first = await victim.notebook.exchange.receiveHead(head.record, kept)
    expect(first.kind === 'incomplete' ? first.missing.length : 0).toBeGreaterThan(0)
    expect(await victim.notebook.exchange.receiveHead(head.record, left)).toMatchObject({ kind: 'accepted' })
  })
})

describe('a damaged .car file', () => {
  async function carOf(replica: TestReplica): Promise<Uint8Array> {
    await replica.notebook.commit()
    const chunks: Uint8Array[] = []
    for await (const chunk of writeCampCar(replica.notebook.exchange)) chunks.push(chunk)
    return new Uint8Array(Buffer.concat(chunks))
  }

  it('is refused where it is damaged, whatever byte it is, and the whole file is taken afterwards', async () => {
    const ana = await openReplica(camp, 'Ana')
    await ana.notebook.createTopic({ title: 'By stick', outcome: 'Carried by hand. '.repeat(40) })
    const file = await carOf(ana)
    expect((await verifyCarFile(carFromBytes(file))).problems).toEqual([])
    const before = await snapshot()
    for (let at = 60; at < file.length; at += Math.ceil(file.length / 60)) {
      const flipped = file.slice()
      flipped[at] = (flipped[at] ?? 0) ^ 0x01
      const taken = await importCar(carFromBytes(flipped), victim.notebook.exchange)
      expect(taken.kind === 'camp' && taken.isWhole).toBe(false)
      expect((await verifyCarFile(carFromBytes(flipped))).problems).not.toEqual([])
    }
    for (const length of [0, 1, 40, file.length >> 1, file.length - 1]) {
      const taken = await importCar(carFromBytes(file.subarray(0, length)), victim.notebook.exchange)
      expect(taken.kind === 'camp' && taken.isWhole).toBe(false)
    }
    expect(await snapshot()).toEqual(before)
    expect(await importCar(carFromBytes(file), victim.notebook.exchange)).toMatchObject({ kind: 'camp', isWhole: true })
    expect(victim.notebook.rows().map((row) => row.title)).toContain('By stick')
  })

  it('of another camp is refused by name', async () => {
    const other = await openReplica(await startTestCamp('Elsewhere'), 'Eve')
    const taken = await importCar(carFromBytes(await carOf(other)), victim.notebook.exchange)
    expect(taken).toMatchObject({ kind: 'refused' })
    expect(taken.problems.join()).toContain('another camp')
  })
})

it('blocks are hashed with SHA-256 only', async () => {
  const identity = CID.createV1(0x55, {
    code: 0,
    digest: new Uint8Array([1]),
    size: 1,
    bytes: new Uint8Array([0, 1, 1]),
  })
  const head = await createHead(await createAuthorKey(), CID.createV1(0x70, await sha256.digest(new Uint8Array())), 1)
  const result = await victim.notebook.exchange.receiveHead(head.record, [
    { cid: identity, bytes: new Uint8Array([1]) },
  ])
  expect(result).toMatchObject({ kind: 'rejected', reason: 'bad-block-hash' })
})

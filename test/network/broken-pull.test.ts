// A pull whose stream breaks in the middle, between two real nodes without the schedule that would try again by itself.
import { noise } from '@libp2p/noise'
import { tcp } from '@libp2p/tcp'
import { yamux } from '@libp2p/yamux'
import { createLibp2p, type Libp2p } from 'libp2p'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type AuthorKey, createAuthorKey } from '../../src/contributions/author-key.ts'
import { createKnownCopies } from '../../src/network/known-copies.ts'
import { createSyncClient, type SyncClient } from '../../src/network/sync-client.ts'
import { createSyncServer, type SyncServer } from '../../src/network/sync-server.ts'
import type { Block, Exchange, PullSummary } from '../../src/notebook/ports.ts'
import { systemClock } from '../../src/notebook/system-clock.ts'
import { randomBytes } from '../support/damage.ts'
import { openReplica, startTestCamp, type TestCamp, type TestReplica } from '../support/notebooks.ts'
import { createRandom } from '../support/random.ts'

interface Node extends TestReplica {
  readonly libp2p: Libp2p
  readonly client: SyncClient
  readonly server: SyncServer
}

let camp: TestCamp
let ana: Node
let bo: Node
/** Blocks that the line still carries before it breaks, at Bo's end and at Ana's. */
let carried = Number.POSITIVE_INFINITY
let sent = Number.POSITIVE_INFINITY
let breaking = new AbortController()
/** Blocks that reached Bo, without the genesis, which he has. */
let arrived: string[] = []

async function go(name: string, watch: (exchange: Exchange) => Exchange): Promise<Node> {
  const key: AuthorKey = await createAuthorKey()
  const replica = await openReplica(camp, name, { key })
  const exchange = watch(replica.notebook.exchange)
  const libp2p = await createLibp2p({
    privateKey: await key.privateKey(),
    addresses: { listen: ['/ip4/127.0.0.1/tcp/0'] },
    transports: [tcp()],
    streamMuxers: [yamux()],
    connectionEncrypters: [noise()],
  })
  const copies = createKnownCopies({
    self: key.id,
    clock: systemClock,
    ownNode: () => undefined,
    noteReceipt: exchange.noteReceipt,
    onNews: () => undefined,
    onReached: () => undefined,
  })
  const parts = { libp2p, exchange, clock: systemClock, copies, onProven: () => undefined, members: () => [] }
  const server = createSyncServer({
    ...parts,
    onListed: () => undefined,
    onFailed: () => undefined,
  })
  await server.start()
  return { ...replica, libp2p, client: createSyncClient({ ...parts, onMembers: () => undefined }), server }
}

const isGenesis = ({ cid }: Block): boolean => cid.equals(camp.genesis.cid)

const sending = (exchange: Exchange): Exchange => ({
  ...exchange,
  async *blocksFor(head, roots, options) {
    for await (const block of exchange.blocksFor(head, roots, options)) {
      if (sent-- <= 0) throw new Error('the lid was closed')
      yield block
    }
  },
})

const receiving = (exchange: Exchange): Exchange => ({
  ...exchange,
  receiveHead(record, blocks, options) {
    const carry = (): void => {
      if (carried-- <= 0) breaking.abort(new Error('out of reach'))
      breaking.signal.throwIfAborted()
    }
    const noted = async function* (): AsyncGenerator<Block> {
      for await (const block of blocks) {
        if (!isGenesis(block)) {
          carry()
          arrived.push(block.cid.toString())
        }
        yield block
      }
      carry()
    }
    return exchange.receiveHead(record, noted(), options)
  },
})

beforeEach(async () => {
  camp = await startTestCamp()
  ;[ana, bo] = await Promise.all([go('Ana', sending), go('Bo', receiving)])
  await bo.notebook.commit()
  const id = await ana.notebook.createTopic({ title: 'With pictures' })
  // Chunks of 256 KiB, so that what was sent before the break is on the line and not in a buffer.
  await ana.notebook.attach(id, { name: 'a.bin', type: '', bytes: randomBytes(3_000_000, createRandom(1)) })
  await ana.notebook.commit()
  await bo.libp2p.dial(ana.libp2p.getMultiaddrs())
  carried = sent = Number.POSITIVE_INFINITY
  arrived = []
})

afterEach(async () => {
  await Promise.all([ana, bo].map((node) => node.server.stop()))
  await Promise.all([ana, bo].map((node) => node.libp2p.stop()))
})

const pull = (): Promise<PullSummary> => bo.client.pull(ana.libp2p.peerId)

async function pullUntilItBreaks(blocks: number): Promise<void> {
  carried = blocks
  breaking = new AbortController()
  await expect(bo.client.pull(ana.libp2p.peerId, { signal: breaking.signal })).rejects.toThrow()
  carried = Number.POSITIVE_INFINITY
  breaking = new AbortController()
}

const blocksOfAna = async (): Promise<string[]> => {
  const [head] = ana.notebook.exchange.heads().filter((held) => held.author === ana.notebook.self)
  if (head === undefined) throw new Error('no head')
  const cids: string[] = []
  for await (const block of ana.notebook.exchange.blocksFor(head, [])) {
    if (!isGenesis(block)) cids.push(block.cid.toString())
  }
  return cids
}

const titles = (): string[] => bo.notebook.rows().map((row) => row.title)

describe('a pull that broke in the middle', () => {
  it.each([1, 4, 9, 'all'])('is taken up by the next one, which asks for nothing that came: %s', async (count) => {
    const whole = await blocksOfAna()
    await pullUntilItBreaks(typeof count === 'number' ? count : whole.length)
    expect(arrived).toHaveLength(typeof count === 'number' ? count : whole.length)
    expect(titles()).toEqual([])
    expect(await bo.notebook.exchange.unfinishedHeads()).toMatchObject([{ author: ana.notebook.self }])

    const { results } = await pull()
    expect(results).toMatchObject([{ kind: 'accepted', author: ana.notebook.self }])
    expect(arrived.sort()).toEqual([...whole].sort())
    expect(titles()).toEqual(['With pictures'])
    expect(await bo.notebook.exchange.unfinishedHeads()).toEqual([])
  })

  it('goes on each time from where the last one broke', async () => {
    const whole = await blocksOfAna()
    for (let i = 0; i < whole.length; i++) await pullUntilItBreaks(1)
    expect(arrived.sort()).toEqual([...whole].sort())
    await pull()
    expect(arrived).toHaveLength(whole.length)
    expect(titles()).toEqual(['With pictures'])
  })

  it('asks for nothing twice either when the other side reset the stream', async () => {
    sent = (await blocksOfAna()).length - 1
    await expect(pull()).rejects.toThrow()
    sent = Number.POSITIVE_INFINITY
    await pull()
    expect(new Set(arrived).size).toBe(arrived.length)
    expect(titles()).toEqual(['With pictures'])
  })

  it('takes what the author wrote in the meantime as well', async () => {
    await pullUntilItBreaks(9)
    await ana.notebook.createTopic({ title: 'Written meanwhile' })
    await ana.notebook.commit()
    await pull()
    expect(new Set(arrived).size).toBe(arrived.length)
    expect(titles().sort()).toEqual(['With pictures', 'Written meanwhile'])
    expect(await bo.notebook.exchange.unfinishedHeads()).toEqual([])
  })

  it('is finished by another peer, and does not keep a peer without those blocks from being pulled', async () => {
    await pullUntilItBreaks(9)
    const cem = await go('Cem', (exchange) => exchange)
    try {
      await cem.notebook.createTopic({ title: 'By Cem' })
      await cem.notebook.commit()
      await bo.libp2p.dial(cem.libp2p.getMultiaddrs())
      await bo.client.pull(cem.libp2p.peerId)
      expect(titles()).toEqual(['By Cem'])
      expect(await bo.notebook.exchange.unfinishedHeads()).toHaveLength(1)

      await cem.libp2p.dial(ana.libp2p.getMultiaddrs())
      await cem.client.pull(ana.libp2p.peerId)
      await bo.client.pull(cem.libp2p.peerId)
      expect(new Set(arrived).size).toBe(arrived.length)
      expect(titles().sort()).toEqual(['By Cem', 'With pictures'])
    } finally {
      await cem.server.stop()
      await cem.libp2p.stop()
    }
  })
})

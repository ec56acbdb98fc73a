// Who goes on sending what nobody honest sends is hung up on and refused; who relays, is late or repeats is not.
// Real nodes; only the ten minutes of refusal pass at once.
import { multiaddr } from '@multiformats/multiaddr'
import { MemoryBlockstore } from 'blockstore-core'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { type AuthorKey, createAuthorKey } from '../../src/contributions/author-key.ts'
import { createHead } from '../../src/contributions/head.ts'
import { encodeLogEntries } from '../../src/contributions/log.ts'
import { changeTree } from '../../src/contributions/tree.ts'
import { newBlocks } from '../../src/contributions/walk.ts'
import { MisbehavedPeerError } from '../../src/domain/errors.ts'
import { createTopicId } from '../../src/domain/ids.ts'
import { limits } from '../../src/domain/limits.ts'
import { encodeAnnouncement } from '../../src/network/announcement-codec.ts'
import { deriveKey } from '../../src/network/camp-proof.ts'
import { headsTopic } from '../../src/network/gossip-announcer.ts'
import { gossipScore } from '../../src/network/gossip-score.ts'
import { seal } from '../../src/network/sealed-message.ts'
import type { Announcement, Clock, Head } from '../../src/notebook/ports.ts'
import { systemClock } from '../../src/notebook/system-clock.ts'
import { startTestCamp, type TestCamp } from '../support/notebooks.ts'
import { type OnlineReplica, type OnlineReplicaInit, openOnlineReplica } from '../support/online-replica.ts'

/** Enough to be hung up on, also where a slow machine takes seconds to send them and a part is forgiven. */
const tooMany = limits.maxInvalidMessages * 2
/** Not enough, and twice that is. */
const few = limits.maxInvalidMessages * 0.7

let camp: TestCamp
let topic: string
let key: Uint8Array
let ana: OnlineReplica
let mal: OnlineReplica
let open: OnlineReplica[]
/** Ends the refusals that stand. */
let refusals: (() => void)[]

const clock: Clock = {
  now: systemClock.now,
  after(ms, callback) {
    if (ms !== limits.refusePeerMs) return systemClock.after(ms, callback)
    refusals.push(callback)
    return () => undefined
  },
}

beforeEach(async () => {
  camp = await startTestCamp()
  topic = headsTopic(camp.camp.id)
  key = deriveKey(camp.campKey, 'gossip')
  open = []
  refusals = []
  ;[ana, mal] = await Promise.all([go('Ana', { clock }), go('Mal')])
  await meet(mal, ana)
})

afterEach(async () => {
  await Promise.all(open.map((replica) => replica.stop()))
})

async function go(name: string, init: OnlineReplicaInit = {}): Promise<OnlineReplica> {
  const replica = await openOnlineReplica(camp, name, init)
  open.push(replica)
  return replica
}

/** Connected, known as of the camp, and gossiping, in both directions. */
async function meet(one: OnlineReplica, other: OnlineReplica): Promise<void> {
  await one.network.connect(other.addr)
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const) {
    await vi.waitFor(() => {
      expect(from.network.peers()).toContainEqual(expect.objectContaining({ id: to.notebook.self, inCamp: true }))
      expect(subscribers(from)).toContain(to.notebook.self)
    }, 10_000)
  }
}

const pubsubOf = (replica: OnlineReplica) => replica.helia.libp2p.services.pubsub
const subscribers = (replica: OnlineReplica, name = topic): string[] =>
  pubsubOf(replica).getSubscribers(name).map(String)
const publish = (payload: Uint8Array, name = topic): Promise<unknown> =>
  pubsubOf(mal).publish(name, seal(key, name, payload))
const scoreOf = (judge: OnlineReplica, peer: OnlineReplica): number =>
  gossipScore(pubsubOf(judge), peer.helia.libp2p.peerId)
const isConnected = (one: OnlineReplica, other: OnlineReplica): boolean =>
  one.helia.libp2p.getConnections(other.helia.libp2p.peerId).length > 0

async function misbehave(times: number): Promise<void> {
  for (let i = 0; i < times; i++) await publish(new TextEncoder().encode(`garbage ${Math.random()}`))
}

/** Whom it said it hung up on; a pull that was under way may have failed for that. */
const refusalsBy = (replica: OnlineReplica): string[] =>
  replica.failures.flatMap((error) => (error instanceof MisbehavedPeerError ? [error.peer] : []))

const hungUp = (): Promise<void> => vi.waitFor(() => expect(isConnected(ana, mal)).toBe(false), 10_000)

describe('a peer that goes on sending invalid messages', () => {
  it('is hung up on and refused in both directions, until the time is up', async () => {
    await misbehave(tooMany)
    await hungUp()
    await vi.waitFor(() => expect(refusalsBy(ana)).toEqual([mal.notebook.self]), 10_000)
    await expect(ana.helia.libp2p.dial(multiaddr(mal.addr))).rejects.toMatchObject({ name: 'DialDeniedError' })
    // From the other side the dial succeeds and the connection is closed as soon as its key is known.
    await mal.helia.libp2p.dial(multiaddr(ana.addr)).catch(() => undefined)
    expect(isConnected(ana, mal)).toBe(false)
    await expect(mal.network.pull({ peer: ana.notebook.self })).rejects.toThrow()

    // Gossipsub remembers a score for a heartbeat, which is over in ten minutes.
    await heartbeats(ana, 2)
    expect(refusals).toHaveLength(1)
    refusals[0]?.()
    await meet(mal, ana)
    expect(scoreOf(ana, mal)).toBe(0)
  })

  it('is none of those who send a few', async () => {
    await misbehave(few)
    await vi.waitFor(() => expect(scoreOf(ana, mal)).toBeLessThan(0), 10_000)
    await heartbeats(ana, 3)
    expect(isConnected(ana, mal)).toBe(true)
    await mal.network.pull({ peer: ana.notebook.self })
  })

  it('is known again when it hangs up and comes back in between', async () => {
    await misbehave(few)
    await vi.waitFor(() => expect(scoreOf(ana, mal)).toBeLessThan(0), 10_000)
    await heartbeats(ana, 2)
    expect(isConnected(ana, mal)).toBe(true)
    await ana.helia.libp2p.hangUp(mal.helia.libp2p.peerId)
    await meet(mal, ana)
    await misbehave(few)
    await hungUp()
  })

  it('is one whose messages bear a false signature, which no validator sees', async () => {
    const from = mal.helia.libp2p.peerId
    for (let i = 0; i < tooMany; i++) {
      sendRpc(mal, ana, {
        messages: [
          {
            topic,
            from: from.toMultihash().bytes,
            data: new Uint8Array([i]),
            seqno: new Uint8Array(8).fill(i),
            signature: new Uint8Array(64).fill(i),
          },
        ],
      })
    }
    await hungUp()
  })

  it('is one that sends it where people edit', async () => {
    const topicId = createTopicId()
    const name = `/divelog/1/${camp.camp.id}/live/${topicId}`
    const leave = ana.network.joinLive(topicId, () => undefined)
    await vi.waitFor(() => expect(subscribers(mal, name)).toContain(ana.notebook.self), 10_000)
    for (let i = 0; i < tooMany; i++) await publish(new Uint8Array([i]), name)
    await hungUp()
    leave()
  })

  it('is one that publishes false trees', async () => {
    const cem = await falseAuthor()
    await ana.notebook.exchange.receiveHead(cem.first.record, cem.blocks)
    for (let i = 0; i < tooMany; i++) await publish(encodeAnnouncement(await cem.lie(i)))
    await hungUp()
  })
})

describe('an honest peer', () => {
  let bo: OnlineReplica
  beforeEach(async () => {
    bo = await go('Bo', { clock })
    await meet(bo, ana)
    // What Bo gets is what Ana passes on, and she asks him for nothing.
    ana.network.holdPulls()
    bo.network.holdPulls()
  })

  it('that passes on false trees it holds too little to check is not blamed', async () => {
    const cem = await falseAuthor()
    await bo.notebook.exchange.receiveHead(cem.first.record, cem.blocks)
    const refused = countRefused(bo)
    await publishUntil(() => refused() >= tooMany, cem.lie)
    await heartbeats(bo, 2)
    expect([scoreOf(bo, ana), isConnected(bo, ana)]).toEqual([0, true])
  })

  it('that passes on what its author sent here too is not blamed, and the author is', async () => {
    const cem = await falseAuthor()
    await bo.notebook.exchange.receiveHead(cem.first.record, cem.blocks)
    await meet(mal, bo)
    await publishUntil(() => !isConnected(bo, mal), cem.lie)
    expect(refusalsBy(bo)).toEqual([mal.notebook.self])
    await heartbeats(bo, 2)
    expect([scoreOf(bo, ana), isConnected(bo, ana)]).toEqual([0, true])
  })

  it('that passes on more forks than are kept here is not blamed, nor is who wrote them', async () => {
    const forks = await forksOf(limits.maxForkedHeadsPerAuthor + tooMany)
    // Those with the smallest roots are kept: whatever comes after them is refused.
    const [kept, more] = [forks.slice(0, limits.maxForkedHeadsPerAuthor), forks.slice(limits.maxForkedHeadsPerAuthor)]
    for (const { head, blocks } of kept) await bo.notebook.exchange.receiveHead(head.record, blocks)
    const refused = countRefused(bo)
    await meet(mal, bo)
    const next = async (i: number): Promise<Announcement> => ({
      head: more[i % more.length]?.head as Head,
      appends: [],
    })
    await publishUntil(() => refused() >= tooMany, next)
    await heartbeats(bo, 2)
    expect([scoreOf(bo, ana), scoreOf(bo, mal)]).toEqual([0, 0])
    expect([isConnected(bo, ana), isConnected(bo, mal)]).toEqual([true, true])
  })
})

describe('a peer on bad Wi-Fi', () => {
  it('that repeats what is long known is not blamed', async () => {
    await mal.notebook.createTopic({ title: 'Late' })
    const head = (await mal.notebook.commit()) as Head
    await vi.waitFor(() => expect(ana.notebook.rows()).toHaveLength(1), 10_000)
    // Sealed and signed anew each time, as gossipsub takes an old message for a new one after two minutes.
    for (let i = 0; i < 50; i++) await publish(encodeAnnouncement({ head, appends: [] }))
    await heartbeats(ana, 2)
    expect([scoreOf(ana, mal), isConnected(ana, mal)]).toEqual([0, true])
  })

  it('that offers messages and cannot send them in time is not hung up on', async () => {
    let worst = 0
    pubsubOf(ana).addEventListener('gossipsub:heartbeat', () => {
      worst = Math.min(worst, scoreOf(ana, mal))
      // As many as gossipsub asks for.
      for (let i = 0; i < 12; i++) {
        const messageIDs = [crypto.getRandomValues(new Uint8Array(32))]
        sendRpc(mal, ana, { control: { ihave: [{ topicID: topic, messageIDs }] } })
      }
    })
    await vi.waitFor(() => expect(brokenPromises(ana, mal)).toBeGreaterThan(10), 20_000)
    await heartbeats(ana, 2)
    expect([worst, isConnected(ana, mal)]).toEqual([0, true])
  })
})

/** Gossipsub's own class, where it is more than the interface it is exported by. */
interface OpenGossipSub {
  sendRpc(peer: string, rpc: object): boolean
  dumpPeerScoreStats(): Record<string, { readonly behaviourPenalty: number } | undefined>
}
const insideOf = (replica: OnlineReplica): OpenGossipSub => pubsubOf(replica) as unknown as OpenGossipSub

function sendRpc(
  from: OnlineReplica,
  to: OnlineReplica,
  rpc: { readonly messages?: object[]; readonly control?: object },
) {
  const control = { ihave: [], iwant: [], graft: [], prune: [], idontwant: [], ...rpc.control }
  insideOf(from).sendRpc(to.notebook.self, { subscriptions: [], messages: rpc.messages ?? [], control })
}

const brokenPromises = (judge: OnlineReplica, peer: OnlineReplica): number =>
  insideOf(judge).dumpPeerScoreStats()[peer.notebook.self]?.behaviourPenalty ?? 0

async function heartbeats(replica: OnlineReplica, count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    await new Promise((done) => pubsubOf(replica).addEventListener('gossipsub:heartbeat', done, { once: true }))
  }
}

/** Gossip may lose any message on its way over two laptops. */
async function publishUntil(isDone: () => boolean, next: (i: number) => Promise<Announcement>): Promise<void> {
  for (let i = 0; !isDone(); i++) {
    await publish(encodeAnnouncement(await next(i)))
    if (i >= tooMany) await heartbeats(ana, 1)
  }
}

/** How many heads were refused from now on. */
function countRefused(replica: OnlineReplica): () => number {
  let refused = 0
  replica.notebook.onEvent((event) => {
    if (event.kind === 'head:rejected') refused++
  })
  return () => refused
}

/** Somebody who wrote one true head, and what they sign after it: words under another's client id. */
async function falseAuthor() {
  const author = await createAuthorKey()
  const blocks = new MemoryBlockstore()
  const first = await sign(author, blocks, { commits: 1, changes: [] })
  const topicId = createTopicId()
  return {
    first,
    blocks: newBlocks(blocks, first.root, []),
    async lie(i: number): Promise<Announcement> {
      const doc = new Y.Doc()
      doc.getText('outcome').insert(0, `I am somebody else ${i}`)
      const entry = { at: 1, nonce: new Uint8Array(8), update: Y.encodeStateAsUpdate(doc) }
      const append = { topicId, offset: 0, bytes: encodeLogEntries([entry]) }
      const head = await sign(author, blocks, {
        root: first.root,
        commits: i + 2,
        changes: [{ kind: 'append', ...append }],
      })
      return { head, previousRoot: first.root, appends: [append] }
    },
  }
}

/** Heads of one author and one sequence, by root. */
async function forksOf(count: number) {
  const author = await createAuthorKey()
  const forks = []
  for (let i = 0; i < count; i++) {
    const blocks = new MemoryBlockstore()
    const changes = [{ kind: 'profile', name: `Me ${i}`, colour: '#777777' }] as const
    const head = await sign(author, blocks, { commits: 1, changes })
    forks.push({ head, blocks: newBlocks(blocks, head.root, []) })
  }
  return forks.sort((a, b) => (a.head.root.toString() < b.head.root.toString() ? -1 : 1))
}

type TreeInit = Pick<Parameters<typeof changeTree>[2], 'commits' | 'changes'> & { readonly root?: Head['root'] }

async function sign(author: AuthorKey, blocks: MemoryBlockstore, { root, ...init }: TreeInit): Promise<Head> {
  const next = await changeTree(blocks, root, { genesis: camp.genesis, campId: camp.camp.id, ...init })
  return createHead(author, next, init.commits)
}

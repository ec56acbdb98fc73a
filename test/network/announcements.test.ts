// Announcements from members who misuse gossip, on real nodes: what the validator says and what it costs.
import { type TopicValidatorFn, TopicValidatorResult } from '@libp2p/gossipsub'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createTopicId } from '../../src/domain/ids.ts'
import { limits } from '../../src/domain/limits.ts'
import { encodeAnnouncement } from '../../src/network/announcement-codec.ts'
import { deriveKey } from '../../src/network/camp-proof.ts'
import { headsTopic } from '../../src/network/gossip-announcer.ts'
import { seal, sealOverheadBytes } from '../../src/network/sealed-message.ts'
import type { Announcement, Head } from '../../src/notebook/ports.ts'
import { openReplica, startTestCamp, type TestCamp, type TestReplica } from '../support/notebooks.ts'
import { type OnlineReplica, openOnlineReplica } from '../support/online-replica.ts'

let camp: TestCamp
let topic: string
let key: Uint8Array
let ana: OnlineReplica
let bo: OnlineReplica
/** What Ana's node made of each announcement that reached it. */
let verdicts: TopicValidatorResult[]

beforeEach(async () => {
  camp = await startTestCamp()
  topic = headsTopic(camp.camp.id)
  key = deriveKey(camp.campKey, 'gossip')
  ;[ana, bo] = await Promise.all([openOnlineReplica(camp, 'Ana'), openOnlineReplica(camp, 'Bo')])
  verdicts = []
  const { topicValidators } = ana.helia.libp2p.services.pubsub
  const validate = topicValidators.get(topic) as TopicValidatorFn
  topicValidators.set(topic, async (from, message) => {
    const verdict = await validate(from, message)
    verdicts.push(verdict)
    return verdict
  })
  await ana.notebook.createTopic({ title: 'Mine' })
  await Promise.all([ana, bo].map((replica) => replica.notebook.commit()))
  await bo.network.connect(ana.addr)
  await vi.waitFor(() => expect(bo.notebook.exchange.headsDigest()).toBe(ana.notebook.exchange.headsDigest()), 10_000)
  const { pubsub } = bo.helia.libp2p.services
  await vi.waitFor(() => expect(pubsub.getSubscribers(topic)).toHaveLength(1), 10_000)
})

afterEach(async () => {
  await Promise.all([ana, bo].map((replica) => replica.stop()))
})

const publish = (payload: Uint8Array): Promise<unknown> =>
  bo.helia.libp2p.services.pubsub.publish(topic, seal(key, topic, payload))

/** Publishes it until Ana's node has judged one more. */
async function judged(payload: Uint8Array): Promise<TopicValidatorResult | undefined> {
  const before = verdicts.length
  await publish(payload)
  await vi.waitFor(() => expect(verdicts.length).toBeGreaterThan(before), 10_000)
  return verdicts.at(-1)
}

async function costsOfAna(): Promise<unknown> {
  const { notebook, store } = ana
  // First, because it renders the catalog of what is held.
  const { rejected } = await notebook.status()
  return {
    digest: notebook.exchange.headsDigest(),
    usage: await store.usage(),
    unfinished: await notebook.exchange.unfinishedHeads(),
    rows: notebook.rows(),
    rejected,
    failures: ana.failures,
  }
}

/** Somebody of the camp who is not online, and the announcement of each commit. */
async function author(): Promise<TestReplica & { readonly commit: (title: string) => Promise<Announcement> }> {
  const cem = await openReplica(camp, 'Cem')
  return {
    ...cem,
    async commit(title) {
      await cem.notebook.createTopic({ title })
      const head = (await cem.notebook.commit()) as Head
      return { head, appends: [] }
    },
  }
}

describe('an announcement over the limit', () => {
  it('is refused before anything of it is read, though a member sealed it and an author signed it', async () => {
    const cem = await author()
    const { head } = await cem.commit('Large')
    const filler = (bytes: number): Uint8Array =>
      encodeAnnouncement({ head, appends: [{ topicId: createTopicId(), offset: 0, bytes: new Uint8Array(bytes) }] })
    const room = limits.maxAnnouncementBytes - sealOverheadBytes
    const fits = filler(room - (filler(1_000).byteLength - 1_000))
    expect(fits.byteLength).toBe(room)
    const before = await costsOfAna()
    expect(await judged(filler(room - (filler(1_000).byteLength - 1_000) + 1))).toBe(TopicValidatorResult.Reject)
    expect(await judged(filler(100_000))).toBe(TopicValidatorResult.Reject)
    expect(await costsOfAna()).toEqual(before)
    // The same head in a message of just the largest size is read: it is wanted, and not here.
    expect(await judged(fits)).toBe(TopicValidatorResult.Accept)
  })

  it('is never sent: a commit that does not fit is announced by its head and pulled', async () => {
    const published = vi.spyOn(bo.helia.libp2p.services.pubsub, 'publish')
    const id = await bo.notebook.createTopic({ title: 'Long', outcome: 'word '.repeat(20_000) })
    await bo.notebook.commit()
    await vi.waitFor(() => expect(ana.notebook.rows().map((row) => row.id)).toContain(id), 10_000)
    const sizes = published.mock.calls.flatMap(([name, bytes]) => (name === topic ? [bytes?.byteLength ?? 0] : []))
    expect(sizes.length).toBeGreaterThan(0)
    expect(Math.max(...sizes)).toBeLessThan(2_000)
  })
})

describe('a replayed announcement', () => {
  it('is passed on no further and changes nothing, whatever is put beside the head', async () => {
    const cem = await author()
    const [old, now] = [await cem.commit('First'), await cem.commit('Second')]
    for (const { head } of [old, now]) {
      const result = await ana.notebook.exchange.receiveHead(head.record, cem.notebook.exchange.blocksFor(head, []))
      if (head === now.head) expect(result).toMatchObject({ kind: 'accepted' })
    }
    const append = { topicId: createTopicId(), offset: 0, bytes: new Uint8Array([1, 2, 3]) }
    const before = await costsOfAna()
    for (const replay of [
      now,
      now,
      old,
      { ...now, previousRoot: old.head.root, appends: [append] },
      { ...old, previousRoot: now.head.root, appends: [append] },
    ]) {
      expect(await judged(encodeAnnouncement(replay))).toBe(TopicValidatorResult.Ignore)
    }
    expect(await costsOfAna()).toEqual(before)
  })

  it('of another camp, sealed anew for this one, makes no head', async () => {
    const elsewhere = await openReplica(await startTestCamp('Elsewhere'), 'Eve')
    await elsewhere.notebook.createTopic({ title: 'Not ours' })
    const head = (await elsewhere.notebook.commit()) as Head
    const before = ana.notebook.exchange.headsDigest()
    await judged(encodeAnnouncement({ head, previousRoot: head.root, appends: [] }))
    const after = await ana.network.pull()
    expect(after.results.filter((result) => result.kind === 'accepted')).toEqual([])
    expect(ana.notebook.exchange.headsDigest()).toBe(before)
    expect(ana.notebook.rows().map((row) => row.title)).toEqual(['Mine'])
  })
})

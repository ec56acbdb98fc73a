// Three laptops in a row, where the ends know each other only through the middle, and no pull by the clock helps.
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { headsTopic } from '../../src/network/gossip-announcer.ts'
import type { Clock, Exchange } from '../../src/notebook/ports.ts'
import { systemClock } from '../../src/notebook/system-clock.ts'
import { startTestCamp } from '../support/notebooks.ts'
import { type OnlineReplica, openOnlineReplica } from '../support/online-replica.ts'

/** Longer than any answer takes here, shorter than the first pull by the clock. */
const patienceMs = 1_000
const slowMs = 400

/** Time for which nothing happens after more than a second: what arrives was passed on, not found by chance. */
const impatient: Clock = {
  now: systemClock.now,
  after: (ms, callback) => (ms > patienceMs ? () => undefined : systemClock.after(ms, callback)),
}

/** A laptop that is busy when a head comes in. */
const slowly = (exchange: Exchange): Exchange => ({
  ...exchange,
  async receiveHead(record, blocks, options) {
    await delay(slowMs)
    return exchange.receiveHead(record, blocks, options)
  },
})

let ana: OnlineReplica
let middle: OnlineReplica
let cem: OnlineReplica
let topic: string

const digests = (): Set<string> => new Set([ana, middle, cem].map((replica) => replica.notebook.exchange.headsDigest()))

beforeEach(async () => {
  const camp = await startTestCamp()
  topic = headsTopic(camp.camp.id)
  ;[ana, middle, cem] = await Promise.all([
    openOnlineReplica(camp, 'Ana'),
    openOnlineReplica(camp, 'Middle', { clock: impatient, wrapExchange: slowly }),
    openOnlineReplica(camp, 'Cem', { clock: impatient }),
  ])
  // Their names are signed before they meet: said a moment later, they wait for a pull by the clock.
  await Promise.all([ana, middle, cem].map((replica) => replica.notebook.commit()))
  await cem.network.connect(middle.addr)
  const { pubsub } = cem.helia.libp2p.services
  await vi.waitFor(() => expect(pubsub.getSubscribers(topic)).toHaveLength(1), 10_000)
})

afterEach(async () => {
  await Promise.all([ana, middle, cem].map((replica) => replica.stop()))
})

it('what somebody brings along reaches those behind the one they meet', async () => {
  await ana.notebook.createTopic({ title: 'Written in the other building' })
  await ana.notebook.commit()
  await ana.network.connect(middle.addr)
  await vi.waitFor(() => expect(digests().size).toBe(1), 10_000)
  expect(cem.notebook.rows().map((row) => row.title)).toEqual(['Written in the other building'])
})

it('an announcement that must be pulled is pulled as soon as the one who passed it on has it', async () => {
  await ana.network.connect(middle.addr)
  await vi.waitFor(() => expect(ana.helia.libp2p.services.pubsub.getSubscribers(topic)).toHaveLength(1), 10_000)
  // The first commit is more than an appended log: nobody can make it from the announcement.
  await ana.notebook.createTopic({ title: 'Written here' })
  await ana.notebook.commit()
  await vi.waitFor(() => expect(digests().size).toBe(1), 10_000)
  expect(cem.notebook.rows().map((row) => row.title)).toEqual(['Written here'])
  expect([...ana.failures, ...middle.failures, ...cem.failures]).toEqual([])
})

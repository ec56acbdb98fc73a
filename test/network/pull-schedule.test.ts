import type { PeerId } from '@libp2p/interface'
import { peerIdFromPublicKey } from '@libp2p/peer-id'
import { describe, expect, it } from 'vitest'
import { createAuthorKey } from '../../src/contributions/author-key.ts'
import { createPullSchedule } from '../../src/network/pull-schedule.ts'
import { createHandClock } from '../support/hand-clock.ts'

async function setUp() {
  const clock = createHandClock()
  const asked: number[] = []
  const start = clock.now()
  const schedule = createPullSchedule({
    client: {
      async pull() {
        asked.push(clock.now() - start)
        return { results: [], blocks: 0, bytes: 0 }
      },
    },
    clock,
    holds: () => true,
    onPulled: () => undefined,
    onFailed: (error) => {
      throw error
    },
    onChanged: () => undefined,
    random: () => 0.5,
  })
  const peer: PeerId = peerIdFromPublicKey((await (await createAuthorKey()).privateKey()).publicKey)
  return { clock, schedule, asked, peer }
}

describe('whom to ask on meeting', () => {
  it('asks whom we dialled at once, and again soon after', async () => {
    const { clock, schedule, asked, peer } = await setUp()
    schedule.met(peer)
    await clock.turn(1_400)
    expect(asked).toEqual([0])
    await clock.turn(200)
    expect(asked).toEqual([0, 1_500])
    await schedule.stop()
  })

  it('does not ask who dialled us and listed nothing new, until the usual time', async () => {
    const { clock, schedule, asked, peer } = await setUp()
    schedule.metBy(peer)
    await clock.turn(100)
    schedule.listed(peer, false)
    await clock.turn(1_400)
    expect(asked).toEqual([])
    await clock.turn(200)
    expect(asked).toEqual([1_600])
    await schedule.stop()
  })

  it('knows a list that came before identify had ended', async () => {
    const { clock, schedule, asked, peer } = await setUp()
    schedule.listed(peer, false)
    schedule.metBy(peer)
    await clock.turn(1_400)
    expect(asked).toEqual([])
    await schedule.stop()
  })

  it('asks at once when the list shows news', async () => {
    const { clock, schedule, asked, peer } = await setUp()
    schedule.metBy(peer)
    await clock.turn(100)
    schedule.listed(peer, true)
    await clock.turn(0)
    expect(asked).toEqual([100])
    await schedule.stop()
  })

  it('asks who dialled us and then says nothing', async () => {
    const { clock, schedule, asked, peer } = await setUp()
    schedule.metBy(peer)
    await clock.turn(600)
    expect(asked).toEqual([500])
    await schedule.stop()
  })

  it('is not made to ask by each list that comes later', async () => {
    const { clock, schedule, asked, peer } = await setUp()
    schedule.met(peer)
    await clock.turn(0)
    for (let i = 0; i < 20; i++) schedule.listed(peer, true)
    await clock.turn(1_000)
    expect(asked).toEqual([0])
    await schedule.stop()
  })

  it('compares anew after the peer was gone', async () => {
    const { clock, schedule, asked, peer } = await setUp()
    schedule.listed(peer, false)
    schedule.lost(peer)
    schedule.metBy(peer)
    await clock.turn(600)
    expect(asked).toEqual([500])
    await schedule.stop()
  })
})

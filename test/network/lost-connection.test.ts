import { afterEach, describe, expect, it, vi } from 'vitest'
import { startTestCamp } from '../support/notebooks.ts'
import { type OnlineReplica, openOnlineReplica } from '../support/online-replica.ts'

const open: OnlineReplica[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((replica) => replica.stop()))
})

describe('two laptops with two connections', () => {
  it('go on hearing each other at once when the connection that gossip uses closes', async () => {
    const camp = await startTestCamp()
    const ana = await openOnlineReplica(camp, 'ana')
    const bo = await openOnlineReplica(camp, 'bo')
    open.push(ana, bo)
    const id = await ana.notebook.createTopic({ title: 'Two ways' })
    await ana.notebook.commit()
    await bo.network.connect(ana.addr)
    await vi.waitFor(() => expect(bo.notebook.rows()).toHaveLength(1), 10_000)
    const { libp2p } = bo.helia
    const gossiped = (): boolean =>
      libp2p.getConnections().some((c) => c.streams.some((stream) => stream.protocol?.includes('meshsub')))
    await vi.waitFor(() => expect(gossiped()).toBe(true), 10_000)
    const [first] = libp2p.getConnections()
    const identified = [ana, bo].map(
      ({ helia }) => new Promise((resolve) => helia.libp2p.addEventListener('peer:identify', resolve, { once: true })),
    )
    const second = await libp2p.dial(first?.remoteAddr ?? [], { force: true })
    await Promise.all(identified)
    expect(libp2p.getConnections()).toHaveLength(2)
    // Whatever identifying starts has begun: from here on nothing but the mender can bring gossip back.
    await new Promise((resolve) => setTimeout(resolve, 500))

    first?.abort(new Error('the relay left'))
    await vi.waitFor(() => expect(libp2p.getConnections()).toEqual([second]), 10_000)
    const heardByBo = vi.fn()
    const heardByAna = vi.fn()
    bo.network.joinLive(id, heardByBo)
    ana.network.joinLive(id, heardByAna)
    const presence = { kind: 'presence', topicId: id, state: new Uint8Array([1]) } as const
    await vi.waitFor(
      async () => {
        await ana.network.sendLive(presence)
        await bo.network.sendLive(presence)
        expect(heardByBo).toHaveBeenCalled()
        expect(heardByAna).toHaveBeenCalled()
      },
      { timeout: 10_000, interval: 200 },
    )
  })
})

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { joinCamp, type OpenNodeNotebook, openNodeNotebook, startCamp } from '../../src/open-notebook.node.ts'

let folder = ''
const open: OpenNodeNotebook[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'divelog-net-'))
})
afterEach(async () => {
  await Promise.all(open.splice(0).map((replica) => replica.stop()))
  await rm(folder, { recursive: true })
})

async function go(name: string): Promise<OpenNodeNotebook> {
  const replica = await openNodeNotebook({
    home: join(folder, name),
    command: 'test',
    network: { listen: ['/ip4/127.0.0.1/tcp/0'], discover: false },
  })
  open.push(replica)
  return replica
}

const catalogOf = async (replica: OpenNodeNotebook): Promise<string> => (await replica.notebook.catalogCid()).toString()

describe('two laptops', () => {
  it('agree to the byte after they meet, and see each edit that follows', async () => {
    await startCamp(join(folder, 'ana'), { name: 'Camp' })
    const ana = await go('ana')
    const id = await ana.notebook.createTopic({ title: 'Met', outcome: 'First words' })
    await ana.notebook.commit()
    await joinCamp(join(folder, 'bo'), ana.invite())
    const bo = await go('bo')
    await vi.waitFor(() => expect(bo.notebook.rows()).toHaveLength(1), 10_000)
    expect(await catalogOf(bo)).toBe(await catalogOf(ana))

    await vi.waitFor(() => expect(ana.network?.peers()).toMatchObject([{ via: 'tcp', inCamp: true }]), 10_000)
    await ana.notebook.changeTopic(id, { outcome: 'First words, and more' })
    await ana.notebook.commit()
    await vi.waitFor(
      async () => expect((await bo.notebook.readTopic(id)).outcome.document).toBe('First words, and more'),
      10_000,
    )
    await bo.notebook.changeTopic(id, { summary: 'From Bo' })
    await bo.notebook.commit()
    await vi.waitFor(async () => expect((await ana.notebook.readTopic(id)).summary).toBe('From Bo'), 10_000)
    await vi.waitFor(() => expect(ana.notebook.saveState().heldBy).toHaveLength(1), 10_000)
    expect(await catalogOf(bo)).toBe(await catalogOf(ana))
  })

  it('give nothing to somebody without the invite, who knows the address and every CID', async () => {
    await startCamp(join(folder, 'ana'), { name: 'Camp' })
    await startCamp(join(folder, 'eve'), { name: 'Camp' })
    const ana = await go('ana')
    const eve = await go('eve')
    await ana.notebook.createTopic({ title: 'Private' })
    const head = await ana.notebook.commit()
    const [addr] = ana.network?.multiaddrs() ?? []
    if (addr === undefined || head === undefined) throw new Error('no address or head')
    const peer = await eve.network?.connect(addr)
    await expect(eve.network?.pull(peer === undefined ? {} : { peer })).rejects.toThrow()
    expect(eve.notebook.rows()).toHaveLength(0)
    expect(ana.network?.peers()).toMatchObject([{ inCamp: false }])
  })
})

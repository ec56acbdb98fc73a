import { describe, expect, it } from 'vitest'
import { createAuthorKey } from '../../src/contributions/author-key.ts'
import { announcementsOf, deliver, openReplica, startTestCamp } from '../support/notebooks.ts'

describe('a notebook', () => {
  it('shows a new topic with the text that was written', async () => {
    const { notebook } = await openReplica(await startTestCamp(), 'Ana')
    const id = await notebook.createTopic({ title: 'Gossip at scale', number: '3', goal: 'Fewer copies' })
    expect(notebook.rows().map((row) => row.title)).toEqual(['Gossip at scale'])
    await notebook.commit()
    expect((await notebook.readTopic(id)).goal).toBe('Fewer copies')
    expect(notebook.findTopic('3')).toBe(id)
    await notebook.stop()
  })

  it('shows a change in the catalog at once, before it is signed', async () => {
    const { notebook } = await openReplica(await startTestCamp(), 'Ana')
    const id = await notebook.createTopic({ title: 'Before' })
    await notebook.commit()
    await notebook.changeTopic(id, { title: 'After' })
    expect(notebook.rows().map((row) => row.title)).toEqual(['After'])
    await notebook.stop()
  })

  it('gives one catalog CID on two replicas that hold the same heads', async () => {
    const camp = await startTestCamp()
    const ana = await openReplica(camp, 'Ana')
    const bo = await openReplica(camp, 'Bo')
    const id = await ana.notebook.createTopic({ title: 'Offline first' })
    await deliver(ana, bo)
    await bo.notebook.changeTopic(id, { outcome: '# What we found\n\nPaper works.' })
    await ana.notebook.changeTopic(id, { summary: 'No network needed' })
    await deliver(bo, ana)
    await deliver(ana, bo)
    expect((await ana.notebook.catalogCid()).toString()).toBe((await bo.notebook.catalogCid()).toString())
    expect(ana.notebook.exchange.headsDigest()).toBe(bo.notebook.exchange.headsDigest())
    const topic = await ana.notebook.readTopic(id)
    expect(topic.outcome.document).toContain('Paper works.')
    expect(topic.summary).toBe('No network needed')
  })

  it('lets somebody else sign what is final, and never what differs from it', async () => {
    const camp = await startTestCamp()
    const [ana, bo] = [await openReplica(camp, 'Ana'), await openReplica(camp, 'Bo')]
    const id = await ana.notebook.createTopic({ title: 'Signed by two', outcome: 'We agree.' })
    const published = await ana.notebook.publish(id)
    expect(published.signers).toEqual([ana.notebook.self])
    await deliver(ana, bo)
    expect((await bo.notebook.publish(id)).cid).toBe(published.cid)
    await deliver(bo, ana)
    const signers = async () => (await ana.notebook.readTopic(id)).outcome.finals.map((final) => final.signers)
    expect(await signers()).toEqual([[ana.notebook.self, bo.notebook.self]])
    // Signing again changes nothing.
    await bo.notebook.publish(id)
    await deliver(bo, ana)
    expect(await signers()).toHaveLength(1)
    await ana.notebook.changeTopic(id, { outcome: 'We agree, mostly.' })
    expect((await ana.notebook.publish(id)).cid).not.toBe(published.cid)
    expect(await signers()).toEqual([[ana.notebook.self, bo.notebook.self], [ana.notebook.self]])
  })

  it('tells who holds the same heads, by the last word of each, and changes its mind when ours change', async () => {
    const camp = await startTestCamp()
    const ana = await openReplica(camp, 'Ana')
    const bo = await openReplica(camp, 'Bo')
    await ana.notebook.createTopic({ title: 'Compared' })
    await deliver(ana, bo)
    await deliver(bo, ana)
    expect(ana.notebook.agreement()).toEqual({ same: [], differs: [], nodeOf: {} })
    const told = { peer: bo.notebook.self, at: 1, holdsOwnSequence: 1 }
    ana.notebook.exchange.noteReceipt({ ...told, headsDigest: bo.notebook.exchange.headsDigest() })
    expect(ana.notebook.agreement()).toEqual({ same: [bo.notebook.self], differs: [], nodeOf: {} })
    await ana.notebook.createTopic({ title: 'Ahead' })
    await ana.notebook.commit()
    expect(ana.notebook.agreement()).toEqual({ same: [], differs: [bo.notebook.self], nodeOf: {} })
  })

  it('takes an announced commit without asking for a block', async () => {
    const camp = await startTestCamp()
    const ana = await openReplica(camp, 'Ana')
    const bo = await openReplica(camp, 'Bo')
    const id = await ana.notebook.createTopic({ title: 'Announced' })
    await deliver(ana, bo)
    const announced = announcementsOf(ana)
    await ana.notebook.changeTopic(id, { outcome: 'A hundred bytes, more or less, of what the group said.' })
    await ana.notebook.commit()
    const [announcement] = announced
    if (announcement === undefined) throw new Error('nothing was announced')
    expect(await bo.notebook.exchange.receiveAnnouncement(announcement)).toMatchObject({ kind: 'accepted' })
    expect((await bo.notebook.readTopic(id)).outcome.document).toContain('A hundred bytes')
    expect((await ana.notebook.catalogCid()).toString()).toBe((await bo.notebook.catalogCid()).toString())
  })

  it('publishes equal outcomes under one CID, whoever publishes', async () => {
    const camp = await startTestCamp()
    const ana = await openReplica(camp, 'Ana')
    const bo = await openReplica(camp, 'Bo')
    const id = await ana.notebook.createTopic({ title: 'Published', outcome: 'Done.' })
    await ana.notebook.attach(id, { name: 'board.jpg', type: 'image/jpeg', bytes: new Uint8Array(300_000).fill(9) })
    await deliver(ana, bo)
    const byAna = await ana.notebook.publish(id)
    const byBo = await bo.notebook.publish(id)
    expect(byAna.cid).toBe(byBo.cid)
    await deliver(ana, bo)
    expect((await bo.notebook.readTopic(id)).outcome.state).toBe('final')
  })

  it('heals two devices that write with one copied key', async () => {
    const camp = await startTestCamp()
    const key = await createAuthorKey()
    const laptop = await openReplica(camp, 'Ana', { key })
    const desktop = await openReplica(camp, 'Ana', { key })
    const first = await laptop.notebook.createTopic({ title: 'On the laptop' })
    const second = await desktop.notebook.createTopic({ title: 'On the desktop' })
    for (let round = 0; round < 4; round++) {
      await deliver(laptop, desktop)
      await deliver(desktop, laptop)
    }
    expect((await laptop.notebook.catalogCid()).toString()).toBe((await desktop.notebook.catalogCid()).toString())
    for (const { notebook } of [laptop, desktop]) {
      expect((await notebook.readTopic(first)).title).toBe('On the laptop')
      expect((await notebook.readTopic(second)).title).toBe('On the desktop')
    }
  })

  it('signs again what it wrote before it met another device with its key, without a further edit', async () => {
    const camp = await startTestCamp()
    const key = await createAuthorKey()
    const laptop = await openReplica(camp, 'Ana', { key })
    const desktop = await openReplica(camp, 'Ana', { key })
    await laptop.notebook.createTopic({ title: 'On the laptop' })
    await laptop.notebook.commit()
    const id = await desktop.notebook.createTopic({ title: 'On the desktop' })
    await desktop.notebook.commit()
    await desktop.notebook.changeTopic(id, { goal: 'A newer head' })
    await deliver(desktop, laptop)
    const sequence = (): number => laptop.notebook.exchange.heads()[0]?.sequence ?? 0
    await expect.poll(sequence, { timeout: 20_000 }).toBe(3)
    expect(await deliver(laptop, desktop)).toMatchObject([{ kind: 'accepted' }])
    expect(desktop.notebook.rows().map((row) => row.title)).toContain('On the laptop')
  })

  it('sweeps only what nothing reaches', async () => {
    const { notebook, store } = await openReplica(await startTestCamp(), 'Ana')
    const id = await notebook.createTopic({ title: 'Swept' })
    for (let i = 0; i < 5; i++) {
      await notebook.changeTopic(id, { outcome: `Version ${i}` })
      await notebook.catalogCid()
    }
    const before = await store.usage()
    const swept = await notebook.sweep()
    expect(swept.removed).toBeGreaterThan(0)
    expect((await store.usage()).blocks).toBe(before.blocks - swept.removed)
    expect((await notebook.readTopic(id)).outcome.document).toBe('Version 4')
    expect((await notebook.sweep()).removed).toBe(0)
  })
})

import { describe, expect, it } from 'vitest'
import { createAuthorKey } from '../../src/contributions/author-key.ts'
import { signFinal } from '../../src/domain/topic-document.ts'
import { deliver, openReplica, startTestCamp, type TestReplica } from '../support/notebooks.ts'

/** Ana has made an outcome final, and Bo holds it. */
async function published() {
  const camp = await startTestCamp()
  const [ana, bo] = [await openReplica(camp, 'Ana'), await openReplica(camp, 'Bo')]
  const id = await ana.notebook.createTopic({ title: 'Boats', outcome: 'They sink.' })
  const { cid } = await ana.notebook.publish(id)
  await deliver(ana, bo)
  const signersIn = async ({ notebook }: TestReplica) => [...((await notebook.signers(id)).get(cid) ?? [])]
  /** The document of a topic says whatever anybody writes into it. */
  const claim = async ({ notebook }: TestReplica, author: typeof ana.notebook.self) => {
    const topic = await notebook.openTopic(id)
    signFinal(topic.doc, cid, author, Date.now())
    await topic.close()
  }
  return { ana, bo, id, cid, signersIn, claim }
}

describe('the signers of a final', () => {
  it('are those whose own trees link it, here and on every replica that has these trees', async () => {
    const { ana, bo, id, signersIn } = await published()
    expect(await signersIn(bo)).toEqual([ana.notebook.self])
    await bo.notebook.publish(id)
    expect(new Set(await signersIn(bo))).toEqual(new Set([ana.notebook.self, bo.notebook.self]))
    expect(await signersIn(ana)).toEqual([ana.notebook.self])
    await deliver(bo, ana)
    expect(new Set(await signersIn(ana))).toEqual(new Set([ana.notebook.self, bo.notebook.self]))
  })

  it('are ourselves from the moment on at which we published, before the next head is signed', async () => {
    const { notebook } = await openReplica(await startTestCamp(), 'Ana')
    const id = await notebook.createTopic({ title: 'Boats', outcome: 'They sink.' })
    const { cid } = await notebook.publish(id)
    expect([...((await notebook.signers(id)).get(cid) ?? [])]).toEqual([notebook.self])
    await notebook.commit()
    expect([...((await notebook.signers(id)).get(cid) ?? [])]).toEqual([notebook.self])
  })

  it('are not whom a document names, if their trees do not say so', async () => {
    const { ana, bo, id, signersIn, claim } = await published()
    const { id: stranger } = await createAuthorKey()
    await claim(bo, stranger)
    await deliver(bo, ana)
    const [final] = (await ana.notebook.readTopic(id)).outcome.finals
    expect(final?.signers).toEqual([ana.notebook.self, stranger])
    expect(await signersIn(ana)).toEqual([ana.notebook.self])
  })

  it('may be somebody in whose name another one wrote into the document before', async () => {
    const { ana, bo, id, cid, signersIn, claim } = await published()
    await claim(ana, bo.notebook.self)
    await deliver(ana, bo)
    expect(await signersIn(bo)).toEqual([ana.notebook.self])
    expect((await bo.notebook.publish(id)).cid).toBe(cid)
    expect(new Set(await signersIn(bo))).toEqual(new Set([ana.notebook.self, bo.notebook.self]))
  })
})

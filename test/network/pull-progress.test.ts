import type { CID } from 'multiformats/cid'
import { describe, expect, it } from 'vitest'
import { encodeCbor } from '../../src/contributions/strict-cbor.ts'
import { createArrivingTopics } from '../../src/network/arriving-topics.ts'
import { decodeAnswer, encodeAnswer } from '../../src/network/sync-messages.ts'
import type { Block } from '../../src/notebook/ports.ts'
import { openReplica, startTestCamp } from '../support/notebooks.ts'

/** Enough that the directory of topics is sharded. */
const count = 120

async function treeOf(topics: number): Promise<{ readonly root: CID; readonly blocks: readonly Block[] }> {
  const { notebook } = await openReplica(await startTestCamp(), 'Ana')
  for (let i = 0; i < topics; i++) await notebook.createTopic({ title: `Topic ${i}` })
  const head = await notebook.commit()
  if (head === undefined) throw new Error('no head')
  const blocks: Block[] = []
  for await (const block of notebook.exchange.blocksFor(head, [])) blocks.push(block)
  return { root: head.root, blocks }
}

describe('topics on their way', () => {
  it('are counted once they are whole, and all of them are at the end', async () => {
    const { root, blocks } = await treeOf(count)
    const arriving = createArrivingTopics(root, () => true)
    const counts = blocks.map((block) => {
      arriving.see(block)
      return arriving.whole()
    })
    expect(counts[0]).toBe(0)
    expect(counts.at(-1)).toBe(count)
    expect(counts).toEqual(counts.toSorted((a, b) => a - b))
    // One leaf of a log makes one topic whole: numbers move while blocks come, not only at the end.
    expect(new Set(counts).size).toBeGreaterThan(count / 2)
  })

  it('do not count when they are here already', async () => {
    const { root, blocks } = await treeOf(3)
    const arriving = createArrivingTopics(root, () => false)
    for (const block of blocks) arriving.see(block)
    expect(arriving.whole()).toBe(0)
  })

  it('end at a block that is no node, without an error', async () => {
    const { root, blocks } = await treeOf(3)
    const arriving = createArrivingTopics(root, () => true)
    const [first, ...others] = blocks
    arriving.see({ cid: first?.cid ?? root, bytes: new Uint8Array([0xff, 0x00]) })
    for (const block of others) arriving.see(block)
    expect(arriving.whole()).toBe(0)
  })
})

describe('an answer to a pull', () => {
  const answer = { kind: 'heads', proof: new Uint8Array(32), digest: 'a'.repeat(64), ownSequence: 1, count: 2 } as const

  it('says how many topics the peer holds', () => {
    expect(decodeAnswer(encodeAnswer({ ...answer, members: [], topics: 56 }))).toMatchObject({ topics: 56, count: 2 })
  })

  it('may leave that out', () => {
    const old = encodeCbor({ k: 'heads', p: answer.proof, d: answer.digest, o: 1, n: 2, m: [] })
    expect(decodeAnswer(old)).toMatchObject({ topics: 0, count: 2 })
  })

  it('is refused when that is no number', () => {
    const bad = encodeCbor({ k: 'heads', p: answer.proof, d: answer.digest, o: 1, n: 2, m: [], t: 'many' })
    expect(() => decodeAnswer(bad)).toThrow(expect.objectContaining({ name: 'DamagedDataError' }))
  })
})

// "On 2 other laptops": machines are counted, not the programs on them.
import { describe, expect, it } from 'vitest'
import { createAuthorKey } from '../../src/contributions/author-key.ts'
import type { AuthorId } from '../../src/domain/ids.ts'
import { oneALaptop } from '../../web/frame/one-a-laptop.ts'
import { whereHeld } from '../../web/publish/holders.ts'

describe('one laptop', () => {
  it('is counted once, by the person’s browser, whatever order both said it in', async () => {
    const [bo, node, cem] = await three()
    const who = { nodeOf: { [bo]: node }, ownNodes: [] }
    expect(oneALaptop([bo, node, cem], who)).toEqual([bo, cem])
    expect(oneALaptop([node, cem, bo], who)).toEqual([cem, bo])
  })

  it('is counted by its node as long as no browser on it said anything', async () => {
    const [bo, node] = await three()
    expect(oneALaptop([node], { nodeOf: { [bo]: node }, ownNodes: [] })).toEqual([node])
  })

  it('is counted once for two people who sit at it', async () => {
    const [bo, cem, node] = await three()
    expect(oneALaptop([bo, cem], { nodeOf: { [bo]: node, [cem]: node }, ownNodes: [] })).toEqual([bo])
  })

  it('does not swallow the node of this machine', async () => {
    const [bo, node] = await three()
    expect(oneALaptop([node, bo], { nodeOf: { [bo]: node }, ownNodes: [node] })).toEqual([node, bo])
  })
})

it('an outcome on another laptop’s browser and node is on one laptop, and not in the node of this one', async () => {
  const [bo, bosNode, own] = await three()
  const who = { nodeOf: { [bo]: bosNode }, ownNodes: [own] }
  expect(whereHeld([bo, bosNode], who)).toEqual({ isInOwnNode: false, laptops: [bo] })
  expect(whereHeld([own, bosNode], who)).toEqual({ isInOwnNode: true, laptops: [bosNode] })
})

async function three(): Promise<[AuthorId, AuthorId, AuthorId]> {
  const [a, b, c] = await Promise.all([createAuthorKey(), createAuthorKey(), createAuthorKey()])
  return [a.id, b.id, c.id]
}

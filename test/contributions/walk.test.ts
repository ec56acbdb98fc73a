import { encode, prepare } from '@ipld/dag-pb'
import { MemoryBlockstore } from 'blockstore-core'
import { CID } from 'multiformats/cid'
import * as Digest from 'multiformats/hashes/digest'
import { beforeEach, describe, expect, it } from 'vitest'
import { type DirectoryEdit, editDirectory, putFile } from '../../src/contributions/files.ts'
import { MissingBlockError } from '../../src/contributions/load-block.ts'
import { dagPbCode, putBlock, rawCode } from '../../src/contributions/put-block.ts'
import { linksOf, missingBlocks, newBlocks } from '../../src/contributions/walk.ts'
import type { Block } from '../../src/domain/head.ts'
import { limits } from '../../src/domain/limits.ts'
import { createRandom } from '../support/random.ts'

let blocks: MemoryBlockstore
beforeEach(() => {
  blocks = new MemoryBlockstore()
})

async function walked(root: CID, oldRoots: readonly CID[], signal?: AbortSignal): Promise<Block[]> {
  const found: Block[] = []
  for await (const block of newBlocks(blocks, root, oldRoots, signal === undefined ? {} : { signal })) found.push(block)
  return found
}

const names = (found: readonly Block[]): string[] => found.map((block) => block.cid.toString())
const file = (text: string): Promise<CID> =>
  putFile(blocks, new TextEncoder().encode(text.repeat(20)), { chunkBytes: 64 })

describe('the blocks that are new below a root', () => {
  it('are refused by name where a stranger links to a CID of a megabyte', async () => {
    const huge = CID.createV1(rawCode, Digest.create(0, new Uint8Array(1_000_000)))
    const root = await putBlock(blocks, dagPbCode, encode(prepare({ Links: [{ Name: '', Hash: huge, Tsize: 1 }] })))
    await expect(walked(root, [])).rejects.toMatchObject({ name: 'DamagedDataError', reason: 'missing-block' })
    expect(await missingBlocks(blocks, root)).toEqual([huge])
  })

  it.each([1, 2, 3, 4, 5, 6])(
    'and those that are held make the whole, each sent once, parents first: seed %i',
    async (seed) => {
      const random = createRandom(seed)
      const below = (count: number): number => Math.floor(random() * count)
      const edits = async (count: number): Promise<DirectoryEdit[]> =>
        Promise.all(
          Array.from({ length: count }, async () => {
            const path = `d${below(4)}/entry-${below(300)}`
            if (random() < 0.2) return { path, remove: true as const }
            return { path, cid: await file(`content ${below(1_000)} `), size: 500 }
          }),
        )
      const old = await editDirectory(blocks, undefined, await edits(400))
      const other = await editDirectory(blocks, undefined, await edits(100))
      const next = await editDirectory(blocks, old, await edits(12))
      const whole = await walked(next, [])
      const [heldOld, heldOther] = [names(await walked(old, [])), names(await walked(other, []))]
      for (const [roots, held] of [
        [[old], heldOld],
        [
          [old, other],
          [...heldOld, ...heldOther],
        ],
        [[next], names(whole)],
      ] as const) {
        const sent = await walked(next, roots)
        expect(new Set(names(sent)).size).toBe(sent.length)
        expect(new Set([...names(sent), ...held])).toEqual(new Set([...names(whole), ...held]))
        const had = new Set([...held, next.toString()])
        for (const { cid, bytes } of sent) {
          expect(had.has(cid.toString())).toBe(true)
          for (const link of linksOf(cid, bytes)) had.add(link.toString())
        }
      }
      expect(await walked(next, [next])).toEqual([])
    },
  )

  it('are few after one edit of a large directory', async () => {
    const leaf = await file('same ')
    const many = Array.from({ length: 3_000 }, (_, i) => ({ path: `topics/entry-${i}`, cid: leaf, size: 1 }))
    const old = await editDirectory(blocks, undefined, many)
    const next = await editDirectory(blocks, old, [{ path: 'topics/entry-5', cid: await file('new '), size: 1 }])
    const reads: string[] = []
    const source = {
      get: (cid: CID) => {
        reads.push(cid.toString())
        return blocks.get(cid)
      },
    }
    const sent: Block[] = []
    for await (const block of newBlocks(source, next, [old])) sent.push(block)
    // Root, `topics`, at most two shards and a file of two leaves.
    expect(sent.length).toBeLessThanOrEqual(7)
    expect(reads.length).toBeLessThan(20)
  })

  it('are all of them when the old root, or a part of it, is not here', async () => {
    const old = await editDirectory(blocks, undefined, [{ path: 'a/b', cid: await file('old '), size: 1 }])
    const next = await editDirectory(blocks, old, [{ path: 'a/c', cid: await file('new '), size: 1 }])
    const elsewhere = await putBlock(new MemoryBlockstore(), 0x70, encode(prepare({ Links: [] })))
    expect(names(await walked(next, [elsewhere]))).toEqual(names(await walked(next, [])))
    await blocks.delete(old)
    expect(names(await walked(next, [old]))).toEqual(names(await walked(next, [])))
  })
})

describe('walking stops', () => {
  it('at a block that is missing, by its CID', async () => {
    const leaf = await file('gone ')
    const root = await editDirectory(blocks, undefined, [{ path: 'a', cid: leaf, size: 1 }])
    await blocks.delete(leaf)
    const stopped = await walked(root, []).catch((error: unknown) => error)
    expect(stopped).toBeInstanceOf(MissingBlockError)
    expect(stopped).toMatchObject({ cid: leaf })
  })

  it('at a codec that is none of ours', async () => {
    const root = await putBlock(blocks, 0x71, new Uint8Array([0xa0]))
    await expect(walked(root, [])).rejects.toMatchObject({ name: 'DamagedDataError', reason: 'bad-tree' })
  })

  it('at a tree that is too deep', async () => {
    const chain = async (depth: number): Promise<CID> => {
      let cid = await putBlock(blocks, 0x55, new Uint8Array([1]))
      for (let i = 0; i < depth; i++) {
        cid = await putBlock(blocks, 0x70, encode(prepare({ Links: [{ Name: 'a', Hash: cid, Tsize: 1 }] })))
      }
      return cid
    }
    expect(await walked(await chain(limits.maxTreeDepth), [])).toHaveLength(limits.maxTreeDepth + 1)
    const tooDeep = walked(await chain(limits.maxTreeDepth + 1), [])
    await expect(tooDeep).rejects.toMatchObject({ name: 'LimitExceededError', limit: 'maxTreeDepth' })
  })

  it('when it is aborted, with the reason', async () => {
    const root = await editDirectory(blocks, undefined, [{ path: 'a', cid: await file('x'), size: 1 }])
    await expect(walked(root, [], AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough')
  })
})

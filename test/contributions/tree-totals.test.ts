// The caps of a tree hold for the whole of it, whether it is counted at once or commit by commit.
import { encode, prepare } from '@ipld/dag-pb'
import { MemoryBlockstore } from 'blockstore-core'
import { UnixFS } from 'ipfs-unixfs'
import type { CID } from 'multiformats/cid'
import { beforeEach, describe, expect, it } from 'vitest'
import { type DirectoryEdit, editDirectory, putFile } from '../../src/contributions/files.ts'
import { putBlock } from '../../src/contributions/put-block.ts'
import { measureTree } from '../../src/contributions/tree-totals.ts'
import { limits } from '../../src/domain/limits.ts'
import { createRandom } from '../support/random.ts'

let blocks: MemoryBlockstore
beforeEach(() => {
  blocks = new MemoryBlockstore()
})

const file = (text: string): Promise<CID> =>
  putFile(blocks, new TextEncoder().encode(text.repeat(20)), { chunkBytes: 64 })

async function folder(children: readonly CID[]): Promise<CID> {
  const Links = children.map((Hash, i) => ({ Name: `${i}`.padStart(6, '0'), Hash, Tsize: 1 }))
  return putBlock(blocks, 0x70, encode(prepare({ Data: new UnixFS({ type: 'directory' }).marshal(), Links })))
}

describe('the size of a tree', () => {
  it.each([1, 2, 3, 4, 5, 6])('is the same counted at once and from edit to edit: seed %i', async (seed) => {
    const random = createRandom(seed)
    const below = (count: number): number => Math.floor(random() * count)
    let root = await editDirectory(blocks, undefined, [{ path: 'd0/first', cid: await file('first '), size: 1 }])
    let size = await measureTree(blocks, root)
    for (let round = 0; round < 12; round++) {
      const edits: DirectoryEdit[] = []
      for (let i = 0; i < 1 + below(60); i++) {
        const path = `d${below(3)}/entry-${below(150)}`
        if (random() < 0.4) edits.push({ path, remove: true })
        else edits.push({ path, cid: await file('content '.repeat(1 + below(12))), size: 1 })
      }
      const next = await editDirectory(blocks, root, edits)
      size = await measureTree(blocks, next, { root, size })
      expect(size).toEqual(await measureTree(blocks, next))
      root = next
    }
  })

  it('is told from the changed path alone', async () => {
    const leaf = await file('same ')
    const many = Array.from({ length: 3_000 }, (_, i) => ({ path: `topics/entry-${i}`, cid: leaf, size: 1 }))
    const root = await editDirectory(blocks, undefined, many)
    const size = await measureTree(blocks, root)
    const next = await editDirectory(blocks, root, [{ path: 'topics/entry-5', cid: await file('new '), size: 1 }])
    let reads = 0
    const source = {
      get: (cid: CID) => {
        reads++
        return blocks.get(cid)
      },
    }
    await measureTree(source, next, { root, size })
    expect(reads).toBeLessThan(24)
  })

  it('has its caps, also when it grew past them little by little, or shares what it repeats', async () => {
    const leaf = await file('x')
    const wide = await folder(Array.from({ length: 500 }, () => leaf))
    const half = await folder(Array.from({ length: 250 }, () => wide))
    const whole = await folder([half, half])
    const size = await measureTree(blocks, half)
    await expect(measureTree(blocks, whole)).rejects.toMatchObject({ limit: 'maxTreeBlocks' })
    const grown = measureTree(blocks, whole, { root: half, size })
    await expect(grown).rejects.toMatchObject({ limit: 'maxTreeBlocks' })
  })

  it('ends at trees that are too deep, also below what was held higher up', async () => {
    const chain = async (depth: number, end: CID): Promise<CID> => {
      let cid = end
      for (let i = 0; i < depth; i++) cid = await folder([cid])
      return cid
    }
    const root = await chain(limits.maxTreeDepth - 1, await folder([]))
    const size = await measureTree(blocks, root)
    const deepest = await folder([await folder([]), root])
    expect(await measureTree(blocks, deepest, { root, size })).toEqual(await measureTree(blocks, deepest))
    const deeper = await folder([await folder([]), deepest])
    await expect(measureTree(blocks, deeper)).rejects.toMatchObject({ limit: 'maxTreeDepth' })
    await expect(measureTree(blocks, deeper, { root, size })).rejects.toMatchObject({ limit: 'maxTreeDepth' })
  })

  it('of a small graph of shared nodes that is huge as a tree is refused at once', async () => {
    let cid = await folder([])
    for (let level = 0; level < limits.maxTreeDepth - 1; level++)
      cid = await folder(Array.from({ length: 900 }, () => cid))
    await expect(measureTree(blocks, cid)).rejects.toMatchObject({ limit: 'maxTreeBlocks' })
  })
})

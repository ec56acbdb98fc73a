// Shards that lie about where their entries belong: found by hash and found by listing, they would be two directories.
import { decode, encode, type PBLink, prepare } from '@ipld/dag-pb'
import { MemoryBlockstore } from 'blockstore-core'
import { UnixFS } from 'ipfs-unixfs'
import type { CID } from 'multiformats/cid'
import { beforeEach, describe, expect, it } from 'vitest'
import { diffDirectory } from '../../src/contributions/diff-directory.ts'
import { editDirectory, findEntry, listDirectory, putFile } from '../../src/contributions/files.ts'
import { loadBlock } from '../../src/contributions/load-block.ts'
import { putBlock } from '../../src/contributions/put-block.ts'

let blocks: MemoryBlockstore
let honest: CID
beforeEach(async () => {
  blocks = new MemoryBlockstore()
  const leaf = await putFile(blocks, new Uint8Array([1]), { chunkBytes: 64 })
  const edits = Array.from({ length: 400 }, (_, i) => ({ path: `entry-${i}`, cid: leaf, size: 1 }))
  honest = await editDirectory(blocks, undefined, edits)
})

async function shardOf(links: readonly PBLink[], fanout = 256): Promise<CID> {
  const unixfs = new UnixFS({ type: 'hamt-sharded-directory', fanout: BigInt(fanout), hashType: 0x22n })
  return putBlock(blocks, 0x70, encode(prepare({ Data: unixfs.marshal(), Links: [...links] })))
}

const linksIn = async (cid: CID): Promise<PBLink[]> => decode(await loadBlock(blocks, cid)).Links
const named = (link: PBLink, Name: string): PBLink => ({ ...link, Name })

async function listed(cid: CID): Promise<string[]> {
  const names: string[] = []
  for await (const { name } of listDirectory(blocks, cid)) names.push(name)
  return names
}

const lies: readonly (readonly [string, (links: PBLink[]) => PBLink[] | Promise<PBLink[]>])[] = [
  [
    'an entry in a slot that its hash does not name',
    (links) => {
      const [at, entry] = firstEntry(links)
      return links.with(at, named(entry, `${slotAfter(entry)}${entry.Name?.slice(2)}`))
    },
  ],
  [
    'an entry beside a shard in one slot',
    async (links) => {
      const [, entry] = firstEntry(links)
      const below = await shardOf([entry])
      return [...links, { Name: entry.Name?.slice(0, 2) ?? '', Hash: below, Tsize: 1 }]
    },
  ],
  ['a name without a slot', (links) => links.with(0, named(firstEntry(links)[1], 'zz'))],
  [
    'an entry one level too deep for its hash',
    async (links) => {
      const [at, entry] = firstEntry(links)
      const wrong = await shardOf([named(entry, `${slotAfter(entry)}${entry.Name?.slice(2)}`)])
      return links.with(at, { Name: entry.Name?.slice(0, 2) ?? '', Hash: wrong, Tsize: 1 })
    },
  ],
]

function firstEntry(links: readonly PBLink[]): [number, PBLink] {
  const at = links.findIndex(({ Name = '' }) => Name.length > 2)
  const entry = links[at]
  if (entry === undefined) throw new Error('a root shard of 400 entries has none of its own')
  return [at, entry]
}

const slotAfter = ({ Name = '' }: PBLink): string =>
  ((Number.parseInt(Name.slice(0, 2), 16) + 1) % 256).toString(16).toUpperCase().padStart(2, '0')

describe('a shard with', () => {
  it.each(lies)('%s is not listed, and differs from nothing', async (_, lie) => {
    const lying = await shardOf(await lie(await linksIn(honest)))
    const error = { name: 'DamagedDataError', reason: 'bad-directory' }
    await expect(listed(lying)).rejects.toMatchObject(error)
    await expect(diffDirectory(blocks, lying, honest)).rejects.toMatchObject(error)
    await expect(diffDirectory(blocks, lying, undefined)).rejects.toMatchObject(error)
  })
})

describe('a HAMT', () => {
  it('that is true is listed and compared', async () => {
    expect(await listed(honest)).toHaveLength(400)
    expect(await diffDirectory(blocks, honest, undefined)).toHaveLength(400)
    expect(await diffDirectory(blocks, honest, honest)).toEqual([])
  })

  it('of 10,000 levels ends the walk at the ninth', async () => {
    const [, entry] = firstEntry(await linksIn(honest))
    let deep = await shardOf([entry])
    for (let i = 0; i < 10_000; i++) deep = await shardOf([{ Name: '00', Hash: deep, Tsize: 1 }])
    let reads = 0
    const source = {
      get: (cid: CID) => {
        reads++
        return blocks.get(cid)
      },
    }
    const listing = async (): Promise<void> => {
      for await (const _ of listDirectory(source, deep));
    }
    await expect(listing()).rejects.toMatchObject({ name: 'DamagedDataError' })
    await expect(diffDirectory(source, deep, undefined)).rejects.toMatchObject({ name: 'DamagedDataError' })
    expect(await findEntry(source, deep, 'entry-1')).toBeUndefined()
    expect(reads).toBeLessThan(40)
  })

  it.each([0, 1, 3, 2048])('of fanout %i is refused before anything walks it', async (fanout) => {
    const made = await shardOf(await linksIn(honest), fanout)
    await expect(listed(made)).rejects.toMatchObject({ name: 'DamagedDataError', reason: 'not-unixfs' })
  })

  it('is compared with what is no directory by refusing', async () => {
    const file = await putFile(blocks, new Uint8Array([2]), { chunkBytes: 64 })
    await expect(diffDirectory(blocks, file, honest)).rejects.toMatchObject({ reason: 'bad-directory' })
  })
})

import { unixfs } from '@helia/unixfs'
import { MemoryBlockstore } from 'blockstore-core'
import { CID } from 'multiformats/cid'
import { describe, expect, it } from 'vitest'
import { putFile } from '../../src/contributions/files.ts'
import type { CatalogFile } from '../../src/domain/catalog-files.ts'
import { limits } from '../../src/domain/limits.ts'
import { buildFinalDirectory } from '../../src/publishing/build-final-directory.ts'
import { verifyDag } from '../../src/publishing/verify.ts'

const file = (path: string, bytes: Uint8Array | string): CatalogFile => ({
  path,
  bytes: typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes,
})

/** What any other tool of the profile makes of the same files. */
async function reference(files: readonly CatalogFile[]): Promise<string> {
  let root: CID | undefined
  const source = files.map(({ path, bytes }) => ({ path, content: bytes }))
  const fs = unixfs({ blockstore: new MemoryBlockstore() })
  for await (const entry of fs.addAll(source, { profile: 'unixfs-v1-2025', wrapWithDirectory: true })) root = entry.cid
  return String(root)
}

async function linked(blocks: MemoryBlockstore, { path, bytes }: CatalogFile): Promise<{ path: string; cid: CID }> {
  return { path, cid: await putFile(blocks, bytes, { chunkBytes: limits.fileChunkBytes }) }
}

const written = [file('topic.md', '# Naming\n'), file('outcome.md', ''), file('sessions.json', '{}\n')]
const attached = [
  file('files/größe 100%.txt', 'small'),
  file(
    'files/slides.pdf',
    new Uint8Array(5 * limits.fileChunkBytes + 7).map((_, i) => i % 251),
  ),
]

describe('a final directory', () => {
  it('has the CID that Helia gives the same files by profile unixfs-v1-2025', async () => {
    const expected = await reference([...written, ...attached])
    const given = new MemoryBlockstore()
    expect((await buildFinalDirectory(given, [...written, ...attached])).toString()).toBe(expected)
    const blocks = new MemoryBlockstore()
    const links = await Promise.all(attached.map((one) => linked(blocks, one)))
    const cid = await buildFinalDirectory(blocks, [...links, ...written.toReversed()])
    expect(cid.toString()).toBe(expected)
    expect((await verifyDag(blocks, cid)).problems).toEqual([])
  })

  it('is the same whoever makes it: leaves have the CIDs that the profile itself names', async () => {
    const blocks = new MemoryBlockstore()
    await buildFinalDirectory(blocks, [file('greeting.txt', 'hello world')])
    const leaf = CID.parse('bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e')
    expect(blocks.has(leaf)).toBe(true)
    const empty = 'bafybeiczsscdsbs7ffqz55asqdf3smv6klcw3gofszvwlyarci47bgf354'
    expect((await buildFinalDirectory(blocks, [])).toString()).toBe(empty)
  })

  it('is not made of an attachment whose blocks are not all here', async () => {
    const blocks = new MemoryBlockstore()
    const link = await linked(blocks, file('files/a.bin', new Uint8Array(2 * limits.fileChunkBytes).fill(3)))
    const chunk = await linked(new MemoryBlockstore(), file('', new Uint8Array(limits.fileChunkBytes).fill(3)))
    blocks.delete(chunk.cid)
    await expect(buildFinalDirectory(blocks, [link])).rejects.toMatchObject({ name: 'DamagedDataError' })
  })

  it.each([
    ['a folder inside a folder', [file('a/b/c.txt', 'deep'), file('a/d.txt', 'less'), file('e.txt', 'top')]],
    ['one file alone', [file('topic.md', 'x')]],
    ['a file of exactly one chunk', [file('one.bin', new Uint8Array(1_048_576).fill(1))]],
  ])('has it for %s', async (_, files) => {
    expect((await buildFinalDirectory(new MemoryBlockstore(), files)).toString()).toBe(await reference(files))
  })

  // 860 such names fit one block; 895 pass 256 KiB by the size of the block, though not by names and CIDs alone.
  it.each([860, 895, 960])('turns into a HAMT where the importer does, with %i long names', async (count) => {
    const files = Array.from({ length: count }, (_, i) => file(`files/${String(i).padStart(250, 'n')}`, String(i % 5)))
    expect((await buildFinalDirectory(new MemoryBlockstore(), files)).toString()).toBe(await reference(files))
  })
})

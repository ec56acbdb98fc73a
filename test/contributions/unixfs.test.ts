import { MemoryBlockstore } from 'blockstore-core'
import fc from 'fast-check'
import { exporter } from 'ipfs-unixfs-exporter'
import { importBytes } from 'ipfs-unixfs-importer'
import { fixedSize } from 'ipfs-unixfs-importer/chunker'
import { balanced } from 'ipfs-unixfs-importer/layout'
import type { CID } from 'multiformats/cid'
import { describe, expect, it } from 'vitest'
import {
  appendToFile,
  editDirectory,
  findEntry,
  listDirectory,
  loadBytes,
  putFile,
} from '../../src/contributions/files.ts'

const chunkBytes = 64

describe('a file', () => {
  it('has the CID that any UnixFS writer of these settings gives it, however it was appended', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 6 }), async (parts) => {
        const blocks = new MemoryBlockstore()
        const whole = new Uint8Array(Buffer.concat(parts))
        const written = await putFile(blocks, whole, { chunkBytes })
        const reference = await importBytes(whole, new MemoryBlockstore(), {
          cidVersion: 1,
          rawLeaves: true,
          reduceSingleLeafToSelf: true,
          chunker: fixedSize({ chunkSize: chunkBytes }),
          layout: balanced({ maxChildrenPerNode: 1024 }),
        })
        expect(written.toString()).toBe(reference.cid.toString())
        let cid: CID | undefined
        let offset = 0
        for (const part of parts) {
          cid = await appendToFile(blocks, cid, offset, part, { chunkBytes })
          offset += part.byteLength
        }
        expect(cid?.toString()).toBe(written.toString())
        expect(await loadBytes(blocks, written, { maxBytes: 1e6 })).toEqual(whole)
      }),
      { numRuns: 60 },
    )
  })
})

describe('a directory', () => {
  it('has one CID for its entries, whatever their order and what was once there, and any reader lists it', async () => {
    const blocks = new MemoryBlockstore()
    const leaf = await putFile(blocks, new Uint8Array([1]), { chunkBytes })
    const names = Array.from({ length: 700 }, (_, i) => `entry-${i}`)
    const edits = names.map((path) => ({ path, cid: leaf, size: 1 }))
    const atOnce = await editDirectory(blocks, undefined, edits)
    let oneByOne: CID | undefined
    for (let i = 0; i < edits.length; i += 50)
      oneByOne = await editDirectory(blocks, oneByOne, edits.slice(i, i + 50).reverse())
    expect(oneByOne?.toString()).toBe(atOnce.toString())
    const more = await editDirectory(blocks, atOnce, [{ path: 'guest', cid: leaf, size: 1 }])
    expect((await editDirectory(blocks, more, [{ path: 'guest', remove: true }])).toString()).toBe(atOnce.toString())

    const read = await exporter(atOnce, blocks)
    const listed: string[] = []
    if (read.type === 'directory') for await (const entry of read.entries()) listed.push(entry.name)
    expect(listed.sort()).toEqual([...names].sort())
    const own: string[] = []
    for await (const entry of listDirectory(blocks, atOnce)) own.push(entry.name)
    expect(own.sort()).toEqual(listed)
    expect((await findEntry(blocks, atOnce, 'entry-42'))?.cid.toString()).toBe(leaf.toString())
    const few = await editDirectory(
      blocks,
      atOnce,
      names.slice(5).map((path) => ({ path, remove: true as const })),
    )
    expect(few.toString()).toBe((await editDirectory(blocks, undefined, edits.slice(0, 5))).toString())
  })
})

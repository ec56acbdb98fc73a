// Public test data, when it is beside the project: signatures, CBOR, IPNS records, UnixFS nodes and directories.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { CarBlockIterator } from '@ipld/car/iterator'
import { publicKeyFromMultihash, publicKeyFromRaw } from '@libp2p/crypto/keys'
import { MemoryBlockstore } from 'blockstore-core'
import { exporter, recursive } from 'ipfs-unixfs-exporter'
import { unmarshalIPNSRecord } from 'ipns'
import { validate } from 'ipns/validator'
import { base36 } from 'multiformats/bases/base36'
import { CID } from 'multiformats/cid'
import { sha256 } from 'multiformats/hashes/sha2'
import { describe, expect, it } from 'vitest'
import { listDirectory, loadBytes } from '../../src/contributions/files.ts'
import { loadBlock, MissingBlockError } from '../../src/contributions/load-block.ts'
import { decodeCbor } from '../../src/contributions/strict-cbor.ts'
import { decodeNode } from '../../src/contributions/unixfs-node.ts'
import { missingBlocks, newBlocks } from '../../src/contributions/walk.ts'
import { DamagedDataError } from '../../src/domain/errors.ts'
import { hasShared, sharedPath } from '../support/shared.ts'

const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'))
const json = (path: string) => JSON.parse(readFileSync(sharedPath('vectors', path), 'utf8'))
const names = (folder: string): string[] => (hasShared('vectors') ? readdirSync(sharedPath('vectors', folder)) : [])

describe.skipIf(!hasShared('vectors'))('public vectors', () => {
  it('agree on all Ed25519 signatures', async () => {
    let checked = 0
    for (const group of json('crypto/ed25519_test.json').testGroups) {
      const key = publicKeyFromRaw(hex(group.publicKey.pk))
      for (const { msg, sig, result } of group.tests) {
        const isGood = await (async () => key.verify(hex(msg), hex(sig)))().catch(() => false)
        expect(isGood).toBe(result === 'valid')
        checked++
      }
    }
    expect(checked).toBe(151)
  })

  it.each(names('cbor'))('take one form of CBOR only: %s', (file) => {
    for (const { type, data, name, tags } of json(`cbor/${file}`)) {
      // Cases of other profiles (RFC 8949 float reduction, DASL, dCBOR) contradict DAG-CBOR.
      if (
        !['roundtrip', 'invalid_in'].includes(type) ||
        !tags.some((tag: string) => tag === 'dag-cbor' || tag === 'basic')
      )
        continue
      let taken = true
      try {
        decodeCbor(hex(data))
      } catch (error) {
        expect(error).toBeInstanceOf(DamagedDataError)
        taken = false
      }
      // JavaScript has one number for 0 and 0.0: taking both would be two forms of one value.
      const isWholeFloat = /^fb(00|80)0{14}$/.test(data)
      expect({ name, taken }).toEqual({ name, taken: type === 'roundtrip' && !isWholeFloat })
    }
  })

  it('accept three IPNS records and refuse three', async () => {
    const accepted: string[] = []
    for (const file of names('ipns')) {
      const record = new Uint8Array(readFileSync(sharedPath('vectors/ipns', file)))
      const [name = ''] = file.split('_')
      const key = publicKeyFromMultihash(
        CID.parse(name, base36).multihash as Parameters<typeof publicKeyFromMultihash>[0],
      )
      try {
        unmarshalIPNSRecord(record)
        await validate(key, record)
        accepted.push(file.replace(/^[^_]+_|\.ipns-record$/g, ''))
      } catch (error) {
        expect(error).toBeInstanceOf(Error)
      }
    }
    expect(accepted.sort()).toEqual(['v1-v2', 'v1-v2-broken-signature-v1', 'v2'])
  })

  it('refuse every DAG-PB node that is no UnixFS', () => {
    const files = names('ipld').filter((file) => file.startsWith('not-unixfs'))
    expect(files).toHaveLength(15)
    for (const file of files) {
      const cid = CID.parse(file.split('.')[1] ?? '')
      const bytes = new Uint8Array(readFileSync(sharedPath('vectors/ipld', file)))
      expect(() => decodeNode(cid, bytes), file).toThrow(DamagedDataError)
    }
  })

  it('refuse what is negative for DAG-CBOR and DAG-PB, by name', async () => {
    let checked = 0
    for (const { name, hex: text } of json('ipld/negative-dag-cbor-duplicate-keys.json')) {
      expect(() => decodeCbor(hex(text)), name).toThrow(DamagedDataError)
      checked++
    }
    for (const { name, hex: text } of json('ipld/negative-dag-pb-edges.json')) {
      const bytes = hex(text)
      const cid = CID.createV1(0x70, await sha256.digest(bytes))
      const blocks = new MemoryBlockstore()
      await blocks.put(cid, bytes)
      expect(() => decodeNode(cid, bytes), name).toThrow(DamagedDataError)
      await expect(loadBytes(blocks, cid, { maxBytes: 100 }), name).rejects.toThrow(DamagedDataError)
      await expect(missingBlocks(blocks, cid), name).rejects.toThrow(DamagedDataError)
      await expect(drain(newBlocks(blocks, cid, [])), name).rejects.toThrow(DamagedDataError)
      checked++
    }
    expect(checked).toBe(10)
  })

  it.each(names('unixfs'))('read or tell what is missing: %s', async (file) => {
    const blocks = new MemoryBlockstore()
    const car = await CarBlockIterator.fromBytes(new Uint8Array(readFileSync(sharedPath('vectors/unixfs', file))))
    const roots = await car.getRoots()
    for await (const { cid, bytes } of car) await blocks.put(cid, bytes)
    for (const root of roots) {
      if (root.code === 0x71) continue
      const expected = await readByExporter(blocks, root)
      const read = await readAll(blocks, root).catch((error: unknown) => error)
      if (Array.isArray(read)) expect(read).toEqual(expected)
      else if (read instanceof MissingBlockError) expect(await missingBlocks(blocks, root)).not.toEqual([])
      // A symlink and an object of another codec are no files of ours: refused by our own error.
      else expect(read, file).toMatchObject({ name: 'DamagedDataError', reason: 'not-unixfs' })
      if (expected !== undefined && !/symlink|dag-cbor|side-root/.test(file)) expect(read).toEqual(expected)
    }
  })
})

async function drain(source: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of source);
}

type File = readonly [path: string, sha256: string]
const sum = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const sorted = (files: File[]): File[] => files.sort(([a], [b]) => (a < b ? -1 : 1))

/** Every file below with its digest, by our own readers. */
async function readAll(blocks: MemoryBlockstore, cid: CID, path = ''): Promise<File[]> {
  const node = decodeNode(cid, await loadBlock(blocks, cid))
  if (node.kind === 'raw' || node.kind === 'file') return [[path, sum(await loadBytes(blocks, cid, { maxBytes: 1e8 }))]]
  const files: File[] = []
  for await (const entry of listDirectory(blocks, cid))
    files.push(...(await readAll(blocks, entry.cid, `${path}/${entry.name}`)))
  return sorted(files)
}

/** The same by the library's exporter; undefined when it cannot read all of it. */
async function readByExporter(blocks: MemoryBlockstore, root: CID): Promise<File[] | undefined> {
  const files: File[] = []
  try {
    for await (const entry of recursive(root, blocks)) {
      const found = await exporter(entry.cid, blocks)
      if (found.type !== 'file' && found.type !== 'raw') continue
      const parts: Uint8Array[] = []
      for await (const part of found.content()) parts.push(part)
      files.push([entry.path.slice(root.toString().length), sum(Buffer.concat(parts))])
    }
  } catch {
    return undefined
  }
  return sorted(files)
}

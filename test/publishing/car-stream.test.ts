import { CarWriter } from '@ipld/car/writer'
import { CID } from 'multiformats/cid'
import { sha256 } from 'multiformats/hashes/sha2'
import { describe, expect, it } from 'vitest'
import { limits } from '../../src/domain/limits.ts'
import { indexCar } from '../../src/publishing/car-index.ts'
import { type CarSource, carFromBytes } from '../../src/publishing/car-source.ts'
import { importCar } from '../../src/publishing/import-car.ts'
import { writeCampCar } from '../../src/publishing/write-car.ts'
import { deliver, openReplica, startTestCamp, type TestReplica } from '../support/notebooks.ts'
import { createRandom } from '../support/random.ts'

const MiB = 1024 * 1024

function noise(bytes: number, seed: number): Uint8Array {
  const random = createRandom(seed)
  return Uint8Array.from({ length: bytes }, () => random() * 256)
}

async function fileOf(replica: TestReplica): Promise<Uint8Array> {
  await replica.notebook.commit()
  const chunks: Uint8Array[] = []
  for await (const chunk of writeCampCar(replica.notebook.exchange)) chunks.push(chunk)
  return new Uint8Array(Buffer.concat(chunks))
}

/** A source that keeps count of what was asked of it. */
function watched(bytes: Uint8Array, pieceBytes: number) {
  const seen = { streamed: 0, largestRead: 0 }
  const source: CarSource = {
    size: bytes.byteLength,
    async *stream() {
      for (let at = 0; at < bytes.byteLength; at += pieceBytes) {
        const piece = bytes.slice(at, at + pieceBytes)
        seen.streamed += piece.byteLength
        yield piece
      }
    },
    async read(offset, length) {
      seen.largestRead = Math.max(seen.largestRead, length)
      return bytes.slice(offset, offset + length)
    },
  }
  return { source, seen }
}

describe('a .car file of some MiB', () => {
  it('is taken piece by piece, and gives what meeting its writer would have given', async () => {
    const camp = await startTestCamp()
    const ana = await openReplica(camp, 'Ana')
    const id = await ana.notebook.createTopic({ title: 'With pictures', outcome: 'See below.' })
    for (const n of [1, 2, 3]) {
      await ana.notebook.attach(id, { name: `${n}.bin`, type: '', bytes: noise(3 * MiB, n) })
    }
    const file = await fileOf(ana)
    expect(file.byteLength).toBeGreaterThan(9 * MiB)
    const [bo, cy] = [await openReplica(camp, 'Bo'), await openReplica(camp, 'Cy')]
    const { source, seen } = watched(file, 64 * 1024)
    const told: number[] = []
    const taken = await importCar(source, bo.notebook.exchange, { onProgress: ({ bytes }) => told.push(bytes) })
    expect(taken).toMatchObject({ kind: 'camp', isWhole: true })
    expect(seen.streamed).toBe(file.byteLength)
    expect(seen.largestRead).toBeLessThanOrEqual(limits.fileChunkBytes)
    expect(told.length).toBeGreaterThan(5)
    expect(told).toEqual([...told].sort((a, b) => a - b))
    await deliver(ana, cy)
    const { files } = await bo.notebook.readTopic(id)
    for (const { cid } of files) expect(await bo.notebook.loadFile(cid)).toEqual(await ana.notebook.loadFile(cid))
    expect(bo.notebook.rows()).toEqual(cy.notebook.rows())
  })

  it('that changes while it is read is refused, and nothing is taken', async () => {
    const camp = await startTestCamp()
    const [ana, bo] = [await openReplica(camp, 'Ana'), await openReplica(camp, 'Bo')]
    const id = await ana.notebook.createTopic({ title: 'Swapped' })
    await ana.notebook.attach(id, { name: 'a.bin', type: '', bytes: noise(MiB, 1) })
    const file = await fileOf(ana)
    await bo.notebook.commit()
    const before = [bo.notebook.exchange.headsDigest(), await bo.store.usage()]
    const source: CarSource = { ...carFromBytes(file), read: async (_, length) => new Uint8Array(length) }
    const taken = await importCar(source, bo.notebook.exchange)
    expect(taken).toMatchObject({ kind: 'camp', isWhole: false, results: [{ reason: 'bad-block-hash' }] })
    expect([bo.notebook.exchange.headsDigest(), await bo.store.usage()]).toEqual(before)
  })

  it('ends the reading with the failure of the device, which says nothing about the file', async () => {
    const camp = await startTestCamp()
    const bo = await openReplica(camp, 'Bo')
    const pulled = Object.assign(new Error('EIO: i/o error, read'), { syscall: 'read', code: 'EIO' })
    const source: CarSource = {
      size: 100,
      async *stream() {
        yield new Uint8Array(0)
        throw pulled
      },
      read: () => Promise.reject(pulled),
    }
    await expect(importCar(source, bo.notebook.exchange)).rejects.toBe(pulled)
  })

  it('brings no more into memory than a block may have, whatever length it claims', async () => {
    const cid = CID.createV1(0x55, await sha256.digest(new Uint8Array([1])))
    const { writer, out } = CarWriter.create([cid])
    void writer.close()
    const chunks: Uint8Array[] = []
    for await (const chunk of out) chunks.push(chunk)
    // A section of 512 MiB, and 8 MiB that follow.
    const claim = new Uint8Array([0x80, 0x80, 0x80, 0x80, 0x02])
    const file = new Uint8Array(Buffer.concat([...chunks, claim, cid.bytes, new Uint8Array(8 * MiB)]))
    const { source, seen } = watched(file, 64 * 1024)
    const car = await indexCar(source)
    expect(car.count).toBe(0)
    expect(car.problems.join()).toContain('a section of')
    expect(seen.streamed).toBeLessThan(MiB)
  })
})

// `.car` files damaged from a seed: read as far as they are whole, told what is wrong with the rest, and never an error.
import { CarBufferReader, CarBufferWriter } from '@ipld/car'
import { CID } from 'multiformats/cid'
import { sha256 } from 'multiformats/hashes/sha2'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadBlock } from '../../src/contributions/load-block.ts'
import { encodeCbor } from '../../src/contributions/strict-cbor.ts'
import { indexCar } from '../../src/publishing/car-index.ts'
import { carFromBytes } from '../../src/publishing/car-source.ts'
import { importCar } from '../../src/publishing/import-car.ts'
import { verifyCarFile } from '../../src/publishing/verify.ts'
import { writeCampCar } from '../../src/publishing/write-car.ts'
import { openReplica, startTestCamp, type TestCamp } from '../support/notebooks.ts'
import { damagedFrom } from '../support/refuses-by-name.ts'

let camp: TestCamp
let file: Uint8Array
let whole: readonly CID[]
beforeAll(async () => {
  camp = await startTestCamp()
  const { notebook } = await openReplica(camp, 'Ana')
  await notebook.createTopic({ title: 'By stick', outcome: 'Carried by hand. '.repeat(40) })
  await notebook.commit()
  const chunks: Uint8Array[] = []
  for await (const chunk of writeCampCar(notebook.exchange)) chunks.push(chunk)
  file = new Uint8Array(Buffer.concat(chunks))
  whole = [...(await CarBufferReader.fromBytes(file).blocks())].map(({ cid }) => cid)
})

describe('a damaged .car file', () => {
  it('gives no block that does not hash to its CID', async () => {
    for (let seed = 0; seed < 1_000; seed++) {
      const index = await indexCar(carFromBytes(damagedFrom(file, seed)))
      for (const cid of whole) {
        if (!(await index.has(cid))) continue
        const bytes = await loadBlock(index, cid)
        expect((await sha256.digest(bytes)).bytes, `seed ${seed}`).toEqual(cid.multihash.bytes)
      }
    }
  })

  it('is imported or refused, and checked, without an error', async () => {
    const { notebook } = await openReplica(camp, 'Bo')
    for (let seed = 0; seed < 300; seed++) {
      const damaged = carFromBytes(damagedFrom(file, seed))
      expect(['camp', 'refused'], `seed ${seed}`).toContain((await importCar(damaged, notebook.exchange)).kind)
      expect((await verifyCarFile(damaged)).problems, `seed ${seed}`).toBeInstanceOf(Array)
    }
  })

  it('whose list of heads is not one is refused in words', async () => {
    const { notebook } = await openReplica(camp, 'Bo')
    const values: readonly unknown[] = [
      { divelog: 1, camp: 'no camp', records: [] },
      { divelog: 1, camp: '', records: [] },
      { divelog: 1, camp: camp.camp.id.toUpperCase(), records: [] },
      { divelog: 1, camp: camp.camp.id, records: [1] },
      { divelog: 1, camp: camp.camp.id },
      { divelog: 2, camp: camp.camp.id, records: [] },
      { divelog: null },
      [],
      'text',
      7,
    ]
    for (const value of values) {
      const damaged = carFromBytes(await carOf(encodeCbor(value)))
      const taken = await importCar(damaged, notebook.exchange)
      expect(taken, JSON.stringify(value)).toMatchObject({ kind: 'refused' })
      expect(taken.problems).not.toEqual([])
      expect((await verifyCarFile(damaged)).problems).toBeInstanceOf(Array)
    }
  })

  it('with heads that are none takes nothing', async () => {
    const { notebook } = await openReplica(camp, 'Bo')
    const records = [new Uint8Array(0), new Uint8Array(20), new Uint8Array(400).fill(255)]
    const taken = await importCar(
      carFromBytes(await carOf(encodeCbor({ divelog: 1, camp: camp.camp.id, records }))),
      notebook.exchange,
    )
    expect(taken).toMatchObject({
      kind: 'camp',
      isWhole: false,
      results: records.map(() => ({ reason: 'bad-record' })),
    })
  })
})

async function carOf(bytes: Uint8Array): Promise<Uint8Array> {
  const cid = CID.createV1(0x71, await sha256.digest(bytes))
  const writer = CarBufferWriter.createWriter(new ArrayBuffer(bytes.byteLength + 200), { roots: [cid] })
  writer.write({ cid, bytes })
  return writer.close({ resize: true })
}

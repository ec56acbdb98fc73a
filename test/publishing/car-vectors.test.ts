// Public `.car` files, when they are beside the project.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { indexCar } from '../../src/publishing/car-index.ts'
import { type CarSource, carFromBytes } from '../../src/publishing/car-source.ts'
import { importCar } from '../../src/publishing/import-car.ts'
import { verifyCarFile } from '../../src/publishing/verify.ts'
import { openReplica, startTestCamp } from '../support/notebooks.ts'
import { hasShared, sharedPath } from '../support/shared.ts'

const read = (name: string): CarSource => carFromBytes(new Uint8Array(readFileSync(sharedPath('vectors/car', name))))

describe.skipIf(!hasShared('vectors'))('public .car files', () => {
  it.each([
    ['carv1-basic.car', 2, 8],
    ['carv2-basic.car', 1, 5],
    ['sample-unixfs-v2.car', 1, 3],
  ])('are read whole: %s', async (name, roots, blocks) => {
    const car = await indexCar(read(name))
    expect(car.roots).toHaveLength(roots)
    expect(car.count + car.forged.size).toBe(blocks)
  })

  it.each(['sample-corrupt-pragma.car', 'sample-rootless-v42.car', 'sample-v1-with-zero-len-section2.car'])(
    'that are broken are refused, and nothing changes: %s',
    async (name) => {
      const { notebook, store } = await openReplica(await startTestCamp(), 'Ana')
      await notebook.commit()
      const before = [notebook.exchange.headsDigest(), await store.usage()]
      expect(await importCar(read(name), notebook.exchange)).toMatchObject({ kind: 'refused' })
      expect((await verifyCarFile(read(name))).problems).not.toEqual([])
      expect([notebook.exchange.headsDigest(), await store.usage()]).toEqual(before)
    },
  )
})

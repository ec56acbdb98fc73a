// What every decoder of strangers' bytes owes: to decode them, or to refuse them by an error that has a name.
import { expect } from 'vitest'
import { DamagedDataError, LimitExceededError } from '../../src/domain/errors.ts'
import { damage, randomBytes } from './damage.ts'
import { createRandom } from './random.ts'

export interface Trials {
  /** Bytes that decode. */
  readonly valid: Uint8Array
  /** How many times to try something damaged; every fifth is random bytes. */
  readonly rounds: number
}

/** Fails with the seed and the bytes for which `decode` threw anything but an error of ours. */
export async function refusesByName({ valid, rounds }: Trials, decode: (bytes: Uint8Array) => unknown): Promise<void> {
  await decode(valid)
  let refused = 0
  for (let seed = 0; seed < rounds; seed++) {
    const bytes = damagedFrom(valid, seed)
    try {
      await decode(bytes)
    } catch (error) {
      refused++
      if (error instanceof DamagedDataError || error instanceof LimitExceededError) continue
      throw new Error(`seed ${seed}: ${Buffer.from(bytes).toString('hex').slice(0, 400)}`, { cause: error })
    }
  }
  expect(refused).toBeGreaterThan(0)
}

export function damagedFrom(valid: Uint8Array, seed: number): Uint8Array {
  const random = createRandom(seed)
  return seed % 5 === 0 ? randomBytes(Math.floor(random() * 300), random) : damage(valid, random)
}

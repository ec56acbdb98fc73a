import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeLogEntries, encodeLogEntries, type LogEntry } from '../../src/contributions/log.ts'
import { readCanonicalEntries } from '../../src/contributions/read-canonical-entries.ts'
import { decodeCborSequence } from '../../src/contributions/strict-cbor.ts'

const entry: fc.Arbitrary<LogEntry> = fc.record({
  at: fc.oneof(
    fc.nat(300),
    fc.nat(70_000),
    fc.maxSafeNat(),
    fc.constantFrom(23, 24, 255, 256, 65_535, 65_536, 2 ** 32),
  ),
  nonce: fc.uint8Array({ minLength: 8, maxLength: 8 }),
  update: fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.constantFrom(23, 24, 255, 256).map((n) => new Uint8Array(n)),
  ),
})

/** By the decoder for all of CBOR, which re-encodes each value; undefined where it refuses. */
function slowly(bytes: Uint8Array): unknown[] | undefined {
  try {
    return [...decodeCborSequence(bytes)]
  } catch {
    return undefined
  }
}

const plain = (entries: readonly unknown[]): unknown[] =>
  (entries as LogEntry[]).map(({ at, nonce, update }) => `${at} ${nonce} ${update}`)

describe('log entries read where they stand', () => {
  it('are those that were written, to the last byte', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 5 }), (entries) => {
        const bytes = encodeLogEntries(entries)
        const read = readCanonicalEntries(bytes)
        expect(read.end).toBe(bytes.byteLength)
        expect(plain(read.entries)).toEqual(plain(entries))
        expect(plain(slowly(bytes) ?? [])).toEqual(plain(entries))
      }),
      { numRuns: 300 },
    )
  })

  it('never are what the decoder for all of CBOR refuses, whichever byte is damaged', () => {
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 3 }), fc.nat(), fc.nat(255), (entries, at, value) => {
        const bytes = encodeLogEntries(entries)
        bytes[at % bytes.byteLength] = value
        const { entries: read, end } = readCanonicalEntries(bytes)
        expect(plain(slowly(bytes.subarray(0, end)) ?? ['refused'])).toEqual(plain(read))
      }),
      { numRuns: 1_000 },
    )
  })

  it.each([
    ['a time in a longer head than it needs', [0xa3, 0x62, 0x61, 0x74, 0x18, 0x05]],
    [
      'keys in another order',
      [0xa3, 0x65, 0x6e, 0x6f, 0x6e, 0x63, 0x65, 0x48, 1, 2, 3, 4, 5, 6, 7, 8, 0x62, 0x61, 0x74, 5],
    ],
    ['a map of unknown length', [0xbf, 0x62, 0x61, 0x74, 0x05]],
  ])('refuse %s', (_, bytes) => {
    expect(() => decodeLogEntries(Uint8Array.from(bytes))).toThrow(
      expect.objectContaining({ name: 'DamagedDataError' }),
    )
  })
})

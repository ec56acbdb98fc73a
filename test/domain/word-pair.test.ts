import { base58btc } from 'multiformats/bases/base58'
import { describe, expect, it } from 'vitest'
import { type AuthorId, parseAuthorId } from '../../src/domain/ids.ts'
import { adjectives, nouns, wordPair } from '../../src/domain/word-pair.ts'

/** The id of an Ed25519 key whose bytes hold this number: an identity multihash of a protobuf. */
function authorOf(number: number): AuthorId {
  const bytes = new Uint8Array(38)
  bytes.set([0x00, 0x24, 0x08, 0x01, 0x12, 0x20])
  new DataView(bytes.buffer).setUint32(6, number)
  return parseAuthorId(base58btc.baseEncode(bytes))
}

describe('the word pair of a key', () => {
  it('never changes', () => {
    expect([0, 1, 2, 3].map((number) => wordPair(authorOf(number)))).toEqual([
      'normal otter',
      'polite jar',
      'double cork',
      'spicy koala',
    ])
  })

  it('is made of two lists of 256 short words, all different', () => {
    expect(adjectives).toHaveLength(256)
    expect(nouns).toHaveLength(256)
    const all = [...adjectives, ...nouns]
    expect(new Set(all).size).toBe(512)
    expect(all.filter((word) => !/^[a-z]{2,8}$/.test(word))).toEqual([])
  })

  it('spreads keys that differ in little over all words', () => {
    const pairs = Array.from({ length: 5_000 }, (_, i) => wordPair(authorOf(i)))
    // As many as a camp takes: by chance some 190 of 5,000 share one of 65,536 pairs.
    expect(new Set(pairs).size).toBeGreaterThan(4_700)
    for (const [place, words] of [adjectives, nouns].entries()) {
      const used = Map.groupBy(pairs, (pair) => pair.split(' ')[place] ?? '')
      const counts = words.map((word) => used.get(word)?.length ?? 0)
      expect(Math.min(...counts)).toBeGreaterThan(4)
      expect(Math.max(...counts)).toBeLessThan(50)
    }
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareTexts } from '../../src/domain/compare-texts.ts'

const text = fc
  .array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\n', '\r\n', '🐋', 'same line\n', 'a word ')))
  .map((parts) => parts.join('').toWellFormed())

describe('comparing two texts', () => {
  it('accounts for every character of both', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const changes = compareTexts(before, after)
        const join = (left: string): string => changes.map(({ kind, text }) => (kind === left ? '' : text)).join('')
        expect(join('added')).toBe(before)
        expect(join('removed')).toBe(after)
        expect(changes.every(({ text }) => text !== '' && text.isWellFormed())).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it('names the words that changed in a line, not the line', () => {
    expect(compareTexts('First.\nEvery laptop holds it.\nLast.', 'First.\nEvery phone holds it.\nLast.')).toEqual([
      { kind: 'same', text: 'First.\nEvery ' },
      { kind: 'removed', text: 'laptop' },
      { kind: 'added', text: 'phone' },
      { kind: 'same', text: ' holds it.\nLast.' },
    ])
  })

  it('finds nothing to say about equal texts', () => {
    expect(compareTexts('As it was.\n', 'As it was.\n')).toEqual([{ kind: 'same', text: 'As it was.\n' }])
    expect(compareTexts('', '')).toEqual([])
  })
})

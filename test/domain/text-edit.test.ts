import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { replaceText } from '../../src/domain/text-edit.ts'
import { hasShared, sharedPath } from '../support/shared.ts'

function docOf(text: string): Y.Doc {
  const doc = new Y.Doc()
  doc.getText('t').insert(0, text)
  return doc
}

/** A copy of `doc` in which somebody else made the text read `wanted`. */
function edited(doc: Y.Doc, wanted: string): Y.Doc {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  copy.transact(() => replaceText(copy.getText('t'), wanted))
  return copy
}

const read = (doc: Y.Doc): string => doc.getText('t').toString()

/** Both edits of `base`, merged in both orders. */
function merge(base: string, a: string, b: string): { readonly one: string; readonly other: string } {
  const doc = docOf(base)
  const [left, right] = [edited(doc, a), edited(doc, b)]
  const [fromLeft, fromRight] = [Y.encodeStateAsUpdate(left), Y.encodeStateAsUpdate(right)]
  Y.applyUpdate(left, fromRight)
  Y.applyUpdate(right, fromLeft)
  return { one: read(left), other: read(right) }
}

const lines = (text: string): string[] => text.split(/\r?\n/)

describe('replacing a shared text', () => {
  it('gives the wanted text for any two texts', () => {
    const text = fc
      .array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\n', '\r\n', '🐋', 'same line\n')))
      .map((parts) => parts.join('').toWellFormed())
    fc.assert(
      fc.property(text, text, (from, to) => {
        expect(read(edited(docOf(from), to))).toBe(to)
      }),
      { numRuns: 500 },
    )
  })

  it('keeps both when two people rewrite one line', () => {
    const { one, other } = merge(
      '# Title\n\nold words here\n\nend\n',
      '# Title\n\nAna wrote this\n\nend\n',
      '# Title\n\nBo has that\n\nend\n',
    )
    expect(one).toBe(other)
    expect(lines(one)).toEqual(expect.arrayContaining(['# Title', 'Ana wrote this', 'Bo has that', 'end']))
    expect(one).not.toContain('old words')
  })

  it('keeps both when two people append to a text that ends without a line break', () => {
    for (let i = 0; i < 10; i++) {
      const { one } = merge('- first', '- first\n- from Ana', '- first\n- from Bo\n- twice')
      expect(lines(one)).toHaveLength(4)
      expect(lines(one)).toEqual(expect.arrayContaining(['- first', '- from Ana', '- from Bo', '- twice']))
    }
  })

  it('never splits a surrogate pair when one emoji becomes another of the same first half', () => {
    const long = 'word '.repeat(500)
    const { one } = merge(`${long}🐋 end`, `${long}🐳 end`, `${long}🐙 end`)
    expect(one.isWellFormed()).toBe(true)
    expect(one).toContain('🐳')
    expect(one).toContain('🐙')
  })

  it('sends about what was typed when a line is very long', () => {
    const line = Array.from({ length: 3_000 }, (_, i) => `word${i}`).join(' ')
    const doc = docOf(line)
    const before = Y.encodeStateVector(doc)
    const copy = edited(doc, line.replace('word1500', 'another phrase'))
    expect(Y.encodeStateAsUpdate(copy, before).byteLength).toBeLessThan(300)
  })

  it('takes texts of many different lines without searching for ever', () => {
    const many = (prefix: string): string => Array.from({ length: 20_000 }, (_, i) => `${prefix} ${i}`).join('\n')
    expect(read(edited(docOf(many('old')), many('new')))).toBe(many('new'))
  })
})

describe.skipIf(!hasShared('corpus/ipfs-camp-concurrent'))('real cases of two people in one file', () => {
  const cases = hasShared('corpus/ipfs-camp-concurrent') ? readdirSync(sharedPath('corpus/ipfs-camp-concurrent')) : []
  it.each(cases)('%s keeps every line that either of them added', (name) => {
    const load = (file: string): string =>
      readFileSync(sharedPath('corpus/ipfs-camp-concurrent', name, `${file}.md`), 'utf8')
    const [base, a, b] = [load('base'), load('a'), load('b')]
    const { one, other } = merge(base, a, b)
    expect(one).toBe(other)
    const had = new Set(lines(base))
    const has = new Set(lines(one))
    for (const text of [a, b]) expect(lines(text).filter((line) => !had.has(line) && !has.has(line))).toEqual([])
    expect(one.isWellFormed()).toBe(true)
    if (!`${base}${a}${b}`.includes('\ufffd')) expect(one).not.toContain('\ufffd')
  })
})

import { describe, expect, it } from 'vitest'
import { createTopicId } from '../../src/domain/ids.ts'
import { createSearchIndex, sentenceWith } from '../../web/search/search-index.ts'
import { asText, naughtyStrings, veryLong } from '../support/naughty-strings.ts'

/** The words of a text that an index can hold. */
const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}]{3,}/gu) ?? []

describe('searching for naughty strings', () => {
  const index = createSearchIndex()
  const ids = naughtyStrings.map(([, text]) => {
    const id = createTopicId()
    index.put({ id, updatedAt: 1, page: asText(text), outcome: '' })
    return id
  })

  it.each(naughtyStrings)('finds the topic by its words, or nothing: %s', (name, text) => {
    const at = naughtyStrings.findIndex(([known]) => known === name)
    const found = index.search(asText(text))
    const words = wordsOf(asText(text))
    if (words.length > 0) expect(found.has(ids[at] ?? createTopicId())).toBe(true)
    for (const [id, sentence] of found) {
      expect(ids).toContain(id)
      expect(sentence.length).toBeLessThanOrEqual(182)
    }
    for (const query of [text, `"${text}"`, `${text} ${text}`]) expect(index.search(query)).toBeInstanceOf(Map)
  })

  it('takes a text again in place of the old one, also when it is far too long', () => {
    const again = createSearchIndex()
    const id = createTopicId()
    again.put({ id, updatedAt: 1, page: 'constructor', outcome: '__proto__' })
    again.put({ id, updatedAt: 2, page: veryLong, outcome: 'hasOwnProperty' })
    expect([...again.search('constructor').keys()]).toEqual([])
    expect([...again.search('hasOwnProperty').keys()]).toEqual([id])
    expect([...again.search('long end').keys()]).toEqual([id])
    expect(again.search(veryLong)).toBeInstanceOf(Map)
    expect({}).not.toHaveProperty('updatedAt')
  })

  it('is found the same from an index that was kept, which takes in only what is new', () => {
    const saved = structuredClone(index.save())
    const again = createSearchIndex(saved)
    const texts = naughtyStrings.map(([, text], i) => ({
      id: ids[i] ?? createTopicId(),
      updatedAt: 1,
      page: asText(text),
      outcome: '',
    }))
    expect(texts.filter((text) => again.put(text))).toEqual([])
    for (const [, text] of naughtyStrings) expect(again.search(asText(text))).toEqual(index.search(asText(text)))
    const [first] = texts
    if (first === undefined) throw new Error('there are no texts')
    expect(again.put({ ...first, updatedAt: 2, page: 'lighthouse' })).toBe(true)
    expect([...again.search('lighthouse').keys()]).toEqual([first.id])
  })

  it('begins anew with an index that it cannot read, or that was made otherwise', () => {
    const id = createTopicId()
    const text = { id, updatedAt: 1, page: 'lighthouse', outcome: '' }
    const whole = createSearchIndex()
    whole.put(text)
    for (const broken of [
      { ...whole.save(), json: '{"x"' },
      { ...whole.save(), json: '{}' },
      { ...whole.save(), format: 0 },
    ]) {
      const again = createSearchIndex(broken)
      expect(again.put(text)).toBe(true)
      expect([...again.search('lighthouse').keys()]).toEqual([id])
    }
  })

  it('shows a sentence in whole characters', () => {
    for (let lead = 0; lead < 4; lead++) {
      const sentence = sentenceWith(
        `${'a'.repeat(lead)}${'\ud83d\udca9'.repeat(200)} wanted ${'\ud83d\udca9'.repeat(200)}`,
        ['wanted'],
      )
      expect(sentence).toContain('wanted')
      expect(sentence.isWellFormed()).toBe(true)
    }
  })
})

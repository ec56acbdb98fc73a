import { describe, expect, it } from 'vitest'
import { findPlaceholders } from '../../src/domain/placeholders.ts'
import { countWords } from '../../src/domain/word-count.ts'

const found = (text: string): string[] => findPlaceholders(text).map((placeholder) => placeholder.text)

describe('placeholders', () => {
  it('are what a template left to fill in, with their place', () => {
    const text = '## Goal\n\n<Define what we would get>\n\n- Led by: _{who leads?}_\n\nTODO later, ??? and TBD'
    expect(found(text)).toEqual(['<Define what we would get>', '_{who leads?}_', 'TODO', '???', 'TBD'])
    for (const { text: part, at } of findPlaceholders(text)) expect(text.slice(at, at + part.length)).toBe(part)
  })

  it('are found over several lines, and in lower case', () => {
    expect(found('<list of talks,\nlinks and so on>')).toHaveLength(1)
  })

  it('are neither HTML, nor links, nor code, nor words that look alike', () => {
    const text = [
      '<https://example.org/a b>'.replace(' b', ''),
      '<img src="x.png" width="10">',
      '<br />',
      '<a href="x">link</a>',
      'TODOs mastodon',
      '`{ "a": 1 }`',
      '```\nfunction f() { return TODO }\nMap<String, List of things>\n```',
      'Really??',
      'if a < b and c > d',
    ].join('\n\n')
    expect(found(text)).toEqual([])
  })
})

describe('counting words', () => {
  it('counts what people wrote, not the marks around it', () => {
    expect(countWords('# Two words\n\n- and *three* more\n\n---\n| - | — |\n')).toBe(5)
    expect(countWords('')).toBe(0)
    expect(countWords('Grüße\u00a0aus 東京 🐋')).toBe(3)
  })
})

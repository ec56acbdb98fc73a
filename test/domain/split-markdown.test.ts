import fc from 'fast-check'
import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { describe, expect, it } from 'vitest'
import { splitMarkdown } from '../../src/domain/markdown/split-markdown.ts'

const render = (text: string): string => micromark(text, { extensions: [gfm()], htmlExtensions: [gfmHtml()] })
/** How many blank lines stand between blocks, or at the end of open code, carries no meaning. */
const withoutGaps = (html: string): string =>
  html
    .replaceAll(/\n+/g, '\n')
    .replaceAll(/\n?(<[^>]+>)\n?/g, '$1')
    .trim()

function expectSame(text: string): void {
  const pieces = splitMarkdown(text)
  expect(pieces.join('')).toBe(text)
  expect(withoutGaps(pieces.map(render).join('\n'))).toBe(withoutGaps(render(text)))
}

describe('a text cut into pieces', () => {
  it('is cut at headings and paragraphs', () => {
    const text = '## Problem\n\nIt drops out.\n\n- one\n\n- two\n\n  more of two\n\nAfter.\n\n## Next\n\n1. a\n2. b\n'
    expect(splitMarkdown(text)).toEqual([
      '## Problem\n\n',
      'It drops out.\n\n- one\n\n- two\n\n  more of two\n\n',
      'After.\n\n',
      '## Next\n\n1. a\n2. b\n',
    ])
    expectSame(text)
  })

  it('is not cut where lines belong together', () => {
    for (const text of [
      '```\ncode\n\nMore code\n```',
      '~~~~ md\n~~~\n\nText\n~~~~\n',
      '<!-- a\n\nB -->\n\nC',
      '<pre>\n\nKept\n\n</pre>',
      'A [link][1]\n\nB\n\n[1]: https://example.org',
      'A note[^1]\n\nB\n\n[^1]: said',
      '- ```\n  x\n\nOut\n\n  ```\n\nB',
    ]) {
      expectSame(text)
    }
    expect(splitMarkdown('```\ncode\n\nMore code\n```')).toHaveLength(1)
  })

  it('means the same, whatever people write', () => {
    const line = fc.constantFrom(
      ...['', '', '', ' ', 'Words', 'More *words*', '# Head', '## Head ##', 'Under', '---', '===', '- item', '1. item'],
      ...['  - inner', '  more', '    code', '\tcode', '> said', '> - both', '> ```', '- ```', '  ```', '```', '```js'],
      ...[
        '````',
        '~~~',
        '~~~~',
        '`a',
        'b`',
        '<div>',
        '</div>',
        '<b c>',
        '<!-- x',
        '-->',
        '<pre>',
        '</pre>',
        '<Define it>',
      ],
      ...[
        '| a | b |',
        '|---|---|',
        '| 1 | 2 |',
        '[a][b]',
        '[b]: c',
        '[^1]',
        '[^1]: note',
        '* * *',
        '**Bold**',
        '- [ ] do',
      ],
      ...['École', 'a\\', 'https://x.org', 'www.y.org', '<?php', '?>', '<![CDATA[', ']]>', '\f', '\u00a0', '3) three'],
    )
    fc.assert(
      fc.property(fc.array(line, { maxLength: 24 }), (lines) => expectSame(lines.join('\n'))),
      { numRuns: 3000 },
    )
  })
})

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createTopicId } from '../../src/domain/ids.ts'
import { exportMarkdown } from '../../src/domain/markdown/export-markdown.ts'
import { importMarkdown } from '../../src/domain/markdown/import-markdown.ts'
import { repairMacRoman } from '../../src/domain/markdown/mac-roman.ts'
import type { Topic } from '../../src/domain/topic.ts'
import { hasShared, sharedFiles, sharedPath } from '../support/shared.ts'

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
const importText = (text: string) => importMarkdown([{ name: 'README.md', bytes: encode(text) }])

function topicWith(fields: Partial<Topic> & { readonly document?: string }): Topic {
  return {
    id: createTopicId(),
    number: '',
    title: 'Untitled',
    summary: '',
    intro: '',
    goal: '',
    requirements: '',
    learn: '',
    tags: [],
    proposedBy: [],
    necessary: [],
    votes: [],
    sessions: [],
    files: [],
    comments: [],
    createdAt: 1,
    slidePoints: [],
    outcome: { state: 'draft', document: fields.document ?? '', map: { nodes: [], edges: [], dots: [] }, finals: [] },
    ...fields,
  }
}

describe('importing Markdown', () => {
  it('reads a table without outer pipes, with cells missing and too many, and CRLF', () => {
    const { topics } = importText(
      'Topic | Proposed by | Necessary participants | Description\r\n--- | --- | --- | ---\r\nOne | @a | ???\r\nTwo | @b | @c, @d | says more | and more\r\n',
    )
    expect(topics.map(({ title, proposedBy, necessary }) => ({ title, proposedBy, necessary }))).toEqual([
      { title: 'One', proposedBy: ['@a'], necessary: [] },
      { title: 'Two', proposedBy: ['@b'], necessary: ['@c', '@d'] },
    ])
  })

  it('takes emoji at the end of a title as tags', () => {
    const { topics } = importText(
      '| # | Topic | Description |\n|---|---|---|\n| 2 | [Walls and doors 📦](./02-walls.md) | x |\n',
    )
    expect(topics[0]).toMatchObject({ number: '2', title: 'Walls and doors', tags: ['📦'] })
  })

  it('joins a linked page to its row, also after the page was renumbered', () => {
    const page = '# Walls\n\nWhy walls.\n\n## Goal\n\n<Define what we would get>\n\n## Team\n\n- Ana\n'
    const { topics } = importMarkdown([
      {
        name: 'README.md',
        bytes: encode('| # | Topic | Description |\n|---|---|---|\n| 7 | [Walls](./07-walls.md) | x |\n'),
      },
      { name: '02-walls.md', bytes: encode(page) },
    ])
    expect(topics).toHaveLength(1)
    expect(topics[0]).toMatchObject({
      number: '7',
      intro: 'Why walls.',
      goal: '<Define what we would get>',
      outcome: '## Team\n\n- Ana',
      file: '02-walls.md',
    })
  })

  it('keeps what stands in an unclosed fence', () => {
    const { topics } = importText('# Open\n\n## Goal\n\nShort\n\n## Notes\n\n```\ncode without end\n## Goal\n')
    expect(topics[0]?.goal).toBe('Short')
    expect(topics[0]?.outcome).toBe('## Notes\n\n```\ncode without end\n## Goal')
  })

  it('repairs Mac OS Roman damage and leaves honest text alone', () => {
    const honest = 'Grüße – “quoted” 🐋 naïve…'
    const damaged = new TextDecoder('macintosh').decode(encode(honest))
    expect(repairMacRoman(damaged)).toBe(honest)
    expect(repairMacRoman(honest)).toBeUndefined()
    expect(repairMacRoman('plain')).toBeUndefined()
    expect(importText(`# ${damaged}\n\n${damaged}`).notices.join()).toContain('Mac OS Roman')
  })

  it('repairs damaged lines among honest ones, and keeps what was destroyed', () => {
    const damaged = new TextDecoder('macintosh').decode(encode('naïve — “quoted” 📦'))
    const mixed = `honest 東京\n${damaged}\nlost \ufffd here ${damaged}`
    expect(repairMacRoman(mixed)).toBe('honest 東京\nnaïve — “quoted” 📦\nlost \ufffd here naïve — “quoted” 📦')
  })

  it.each(['« À côté »', '“été”', '—école', 'Grüße', 'a ≈ b ± c', 'naïve café', '√2 ≤ 1½', 'Ça va…', '“Über”', '›ä‹'])(
    'leaves %j as it is',
    (text) => {
      expect(repairMacRoman(text)).toBeUndefined()
      expect(repairMacRoman(`${text}\nand more of ${text}, “so”`)).toBeUndefined()
    },
  )

  it('reads a file with a byte order mark, tabs and no-break spaces', () => {
    const { topics } = importText(
      '\ufeff|\t#\t| Topic\u00a0| Description |\n|---|---|---|\n|\t3 | Walls\u00a0& doors ☁\ufe0f | a\u00a0b |\n',
    )
    expect(topics).toMatchObject([{ number: '3', title: 'Walls\u00a0& doors', tags: ['☁\ufe0f'], summary: 'a\u00a0b' }])
  })

  it('keeps HTML, links and code in cells as they were written', () => {
    const cell = 'see <b>this</b> [one](x.md) `a\\|b` <http://example.org>'
    const { topics } = importText(`Topic | Description\n--- | ---\nOne | ${cell}\n`)
    expect(topics[0]?.summary).toBe('see <b>this</b> [one](x.md) `a|b` <http://example.org>')
  })

  it('takes the number of a page from its file name, but no year', () => {
    const page = { bytes: encode('# Walls\n') }
    const numbers = ['02-walls.md', 'a/10_walls.md', '2019-walls.md', 'walls.md'].map(
      (name) => importMarkdown([{ name, ...page }]).topics[0]?.fileNumber,
    )
    expect(numbers).toEqual(['2', '10', '', ''])
  })

  it('keeps the placeholders of a template, and takes none of them for an outcome', () => {
    const page =
      '# <Title>\n\n<Short summary>\n\n## Goal\n\n<Define what>\n\n## Requirements to consider\n\n<Do we?>\n\n## Where to learn about it\n\n<List>\n'
    expect(importText(page).topics[0]).toMatchObject({
      title: '<Title>',
      intro: '<Short summary>',
      goal: '<Define what>',
      requirements: '<Do we?>',
      learn: '<List>',
      outcome: '',
    })
  })

  it.each([
    ['quotes', '>'.repeat(20_000)],
    ['lists', '- '.repeat(20_000)],
    ['numbered lists', '1) '.repeat(20_000)],
    ['indented lists', Array.from({ length: 500 }, (_, i) => `${' '.repeat(i * 2)}- a`).join('\n')],
  ])('takes %s nested without end as plain text, in and out', (_, text) => {
    expect(importText(`# Deep\n\n${text}`).topics[0]?.intro).toContain(text.trim())
    const [topic] = [topicWith({ title: 'Deep', intro: text, document: text })]
    const files = exportMarkdown('Camp', [topic]).map((file) => ({ name: file.path, bytes: file.bytes }))
    expect(importMarkdown(files).topics[0]).toMatchObject({ title: 'Deep', intro: text, outcome: text })
  })

  it('exports a page of a megabyte and takes it back', () => {
    const text = 'A line of text\n\n## Goal\n\n'.repeat(40_000)
    const files = exportMarkdown('Camp', [topicWith({ title: 'Long', intro: text })])
    const back = importMarkdown(files.map((file) => ({ name: file.path, bytes: file.bytes })))
    expect(back.topics[0]).toMatchObject({ title: 'Long', intro: text, goal: '' })
  })

  it('survives any text', () => {
    const part = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('|', '\n', '---', '| a | b |\n|---|---|\n', '# ', '```', '<', '[', ']('),
    )
    fc.assert(
      fc.property(
        fc.array(part).map((parts) => parts.join('').replace(/\0/g, '')),
        (text) => {
          expect(importText(text).topics).toBeInstanceOf(Array)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('refuses what is no text, and says which file', () => {
    expect(() => importMarkdown([{ name: 'photo.md', bytes: new Uint8Array([0xff, 0xd8, 0xff]) }])).toThrow(/photo\.md/)
  })

  it('reads a cell or heading with an address behind a lone bracket, for which the parser knows no place', () => {
    const source = '# [ www.x.org\n\n| Topic | Proposed by | Tags |\n| - | - | - |\n| a | [, www.x.org | |\n'
    const [topic] = importText(source).topics
    expect(topic?.proposedBy).toEqual(['[', 'www.x.org'])
    expect(importText('# [ www.x.org\n\nwords\n').topics[0]?.title).toBe('[ www.x.org')
  })

  it('gives back what was exported, whatever people wrote', () => {
    const text = fc
      .oneof(
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom(
          'a | b',
          '`x`|',
          '[a](b)',
          '## Goal',
          '```',
          '<br>',
          '\\',
          '# x\n\n## Goal\n\ny',
          '- a\n- b\n\n',
          'www.x.org',
          'a@b.c',
          '&#124;',
          '&amp;',
          '<!-- x',
        ),
      )
      .map((value) => value.replace(/\r\n?/g, '\n').replace(/\0/g, '').toWellFormed())
    const line = text.map((value) => value.trim()).filter((value) => value !== '')
    const list = fc.uniqueArray(line, { maxLength: 3 })
    const topic = fc.record({
      number: fc.constantFrom('', '1', '12', 'A3'),
      title: line,
      summary: text,
      intro: text,
      goal: text,
      requirements: text,
      learn: text,
      tags: list.map((tags) => tags.sort()),
      proposedBy: list,
      necessary: list,
      document: text,
    })
    fc.assert(
      fc.property(fc.array(topic, { minLength: 1, maxLength: 4 }), (fields) => {
        const topics = fields.map(topicWith)
        const files = exportMarkdown('Camp', topics).map((file) => ({ name: file.path, bytes: file.bytes }))
        const back = importMarkdown(files).topics
        expect(back).toHaveLength(topics.length)
        for (const [i, want] of topics.entries()) {
          const { number, title, summary, intro, goal, requirements, learn, tags, proposedBy, necessary } = want
          expect(back[i]).toMatchObject({
            number,
            title,
            summary,
            intro,
            goal,
            requirements,
            learn,
            tags,
            proposedBy,
            necessary,
            outcome: want.outcome.document,
          })
        }
      }),
      { numRuns: 300 },
    )
  })
})

describe.skipIf(!hasShared('vectors/strings/blns.json'))('naughty strings', () => {
  it('come back from an export in every field', () => {
    const all: string[] = JSON.parse(readFileSync(sharedPath('vectors/strings/blns.json'), 'utf8'))
    const strings = all.map((text) => text.replace(/\r\n?/g, '\n').replace(/\0/g, '').toWellFormed())
    const lines = strings.map((text) => text.trim()).filter((text) => text !== '')
    const topics = strings.map((text, i) => {
      const line = lines[i % lines.length] ?? 'x'
      const texts = { summary: text, intro: text, goal: text, requirements: text, learn: text, document: text }
      return topicWith({ number: `${i}`, title: line, ...texts, tags: [line], proposedBy: [line], necessary: [line] })
    })
    const files = exportMarkdown('Camp', topics).map((file) => ({ name: file.path, bytes: file.bytes }))
    const back = importMarkdown(files).topics
    for (const [
      i,
      { number, title, summary, intro, goal, requirements, learn, tags, proposedBy, necessary, outcome },
    ] of topics.entries()) {
      const want = { number, title, summary, intro, goal, requirements, learn, tags, proposedBy, necessary }
      expect(back[i]).toMatchObject({ ...want, outcome: outcome.document })
    }
    expect(back).toHaveLength(topics.length)
  }, 120_000)
})

describe.skipIf(!hasShared('seeds'))('the real camps', () => {
  const seed = (name: string) => ({ name, bytes: readFileSync(sharedPath('seeds', name)) })

  it('have 47 and 9 topics with the right tags and no mojibake', () => {
    const first = importMarkdown([seed('000_f0650d3d529ff334.txt')])
    const second = importMarkdown([seed('001_42c89c2408fa948a.txt')])
    expect([first.topics.length, second.topics.length]).toEqual([47, 9])
    expect(first.notices.join()).toContain('Mac OS Roman')
    expect(JSON.stringify(first.topics)).not.toMatch(/[\uf8ffÃ√‚]/)
    const original = readFileSync(sharedPath('corpus/ipfs-camp-at-0fcf437/DEEP_DIVES/README.md'), 'utf8')
    const tagged = original.split('\n').filter((l) => /^\|\s*\d+\s*\|/.test(l) && l.includes('📦')).length
    expect(first.topics.filter((topic) => topic.tags.includes('📦')).length).toBe(tagged)
    expect(first.topics.every((topic) => !topic.title.includes('📦'))).toBe(true)
    expect(second.topics.find((topic) => topic.title === 'GraphSync')?.necessary).toHaveLength(3)
  })

  it('repairs the damaged seed to the bytes of the original', () => {
    const text = repairMacRoman(readFileSync(sharedPath('seeds/000_f0650d3d529ff334.txt'), 'utf8')) ?? ''
    expect(createHash('sha256').update(text).digest('hex')).toBe(
      'ef0ab47148d53c9fca0e56f6396f7deddc373ae215736816b246d4e7844bdbf4',
    )
  })

  it('have their pages joined to the rows of the table', () => {
    const files = sharedFiles('corpus/ipfs-camp/DEEP_DIVES', '.md')
    const { topics } = importMarkdown(files)
    const joined = topics.filter((topic) => topic.file !== '')
    expect(joined.length).toBe(files.length - 1)
    expect(topics.find((topic) => topic.title.startsWith('Scaling up the DHT'))?.outcome).toContain('## Notes')
  })
})

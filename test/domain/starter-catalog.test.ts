import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { importMarkdown } from '../../src/domain/markdown/import-markdown.ts'
import { starterTopics } from '../../src/domain/starter/starter-catalog.ts'
import { hasShared, sharedPath } from '../support/shared.ts'

describe('the starter catalog', () => {
  it('has 47 and 9 topics that can be told apart, each with a description', () => {
    const topics = starterTopics()
    expect(topics.filter((topic) => topic.tags?.includes('2019'))).toHaveLength(47)
    expect(topics.filter((topic) => topic.tags?.includes('2018'))).toHaveLength(9)
    expect(topics.filter((topic) => (topic.summary ?? '').length < 20)).toEqual([])
    expect(new Set(topics.map((topic) => topic.summary)).size).toBe(topics.length)
  })
})

describe.skipIf(!hasShared('seeds'))('the starter catalog beside the tables it comes from', () => {
  const rows = ['000_f0650d3d529ff334.txt', '001_42c89c2408fa948a.txt'].flatMap((name) =>
    hasShared('seeds', name) ? importMarkdown([{ name, bytes: readFileSync(sharedPath('seeds', name)) }]).topics : [],
  )
  const pairs = starterTopics().map((starter, i) => ({ starter, row: rows[i], title: starter.title }))

  it.each(pairs)('has number, tags, people and links of $title', ({ starter, row }) => {
    const tags = (starter.tags ?? []).filter((tag) => !/^\d+$/.test(tag))
    expect({ ...row, links: linksIn(row?.summary ?? '') }).toMatchObject({
      number: starter.number ?? '',
      title: starter.title,
      tags,
      proposedBy: starter.proposedBy ?? [],
      necessary: starter.necessary ?? [],
      links: linksIn(`${starter.summary} ${starter.learn}`),
    })
  })

  it('describes them in its own words', () => {
    const copied = pairs.filter(({ starter, row }) => {
      const own = ` ${wordsOf(`${starter.summary} ${starter.goal ?? ''}`).join(' ')} `
      const words = wordsOf(row?.summary ?? '')
      return words.some((_, i) => i + 6 <= words.length && own.includes(` ${words.slice(i, i + 6).join(' ')} `))
    })
    expect(copied.map(({ title }) => title)).toEqual([])
  })
})

const linksIn = (text: string): string[] => [...text.matchAll(/https?:\/\/[^\s)>\]|,]+/g)].map(([link]) => link)
const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .replace(/https?:\S+/g, '')
    .match(/[\p{L}\p{N}]+/gu) ?? []

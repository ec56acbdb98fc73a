import { describe, expect, it } from 'vitest'
import { createAuthorKey } from '../../src/contributions/author-key.ts'
import { wordPair } from '../../src/index.ts'
import { namesByAuthor } from '../../web/authors/names-by-author.ts'

const named = async (name: string) => ({ id: (await createAuthorKey()).id, name })

describe('the names of authors', () => {
  it('are as they gave them, while nobody else has them', async () => {
    const [ana, bo] = [await named('Ana'), await named('Bo')]
    expect([...namesByAuthor([ana, bo], wordPair).values()]).toEqual(['Ana', 'Bo'])
  })

  it('have the two words of the key where several have one name, however it is written', async () => {
    const [ana, other, bo] = [await named('Ana'), await named('ana '), await named('Bo')]
    const names = namesByAuthor([ana, other, bo], wordPair)
    expect(names.get(ana.id)).toBe(`Ana (${wordPair(ana.id)})`)
    expect(names.get(other.id)).toBe(`ana (${wordPair(other.id)})`)
    expect(names.get(bo.id)).toBe('Bo')
  })

  it('are as they gave them until the words are loaded', async () => {
    const [ana, other] = [await named('Ana'), await named('Ana')]
    expect([...namesByAuthor([ana, other], undefined).values()]).toEqual(['Ana', 'Ana'])
  })

  it('are left out where they have not come yet', async () => {
    expect(namesByAuthor([await named(''), await named('')], wordPair).size).toBe(0)
  })
})

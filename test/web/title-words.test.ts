import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { createTopicId } from '../../src/domain/ids.ts'
import { changeTopic, readTopic, setVote } from '../../src/index.ts'
import { titleWords } from '../../web/topic/title-words.ts'

const created = (): Y.Doc => {
  const doc = new Y.Doc()
  changeTopic(doc, { title: 'Boats', createdAt: 1 })
  return doc
}
const wordsFor = (doc: Y.Doc): string => titleWords(readTopic(createTopicId(), doc))

describe('what a topic is called in a list', () => {
  it('is its title', () => {
    expect(wordsFor(created())).toBe('Boats')
  })

  it('says that the title has not come, while only what others wrote on the topic is here', () => {
    const doc = new Y.Doc()
    setVote(doc, 'somebody', 1)
    expect(wordsFor(doc)).toBe('Its title has not come yet')
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(created()))
    expect(wordsFor(doc)).toBe('Boats')
  })

  it('is never blank when somebody took the title away', () => {
    const doc = created()
    changeTopic(doc, { title: ' ' })
    expect(wordsFor(doc)).toBe('Without a title')
  })
})

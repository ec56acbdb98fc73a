import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { createTopicId } from '../../src/domain/ids.ts'
import { readTopic } from '../../src/domain/read-topic.ts'

const by = '12D3KooWGC6TvWhfapngX6wvJHMYvKpDMXPb3ZnCZ6dMoaMtimQ5'
const cid = 'bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy'

it('leaves out files that nothing can link to, and keeps the others', () => {
  const doc = new Y.Doc()
  const files = doc.getMap('files')
  const file = { cid, bytes: 1, type: 'image/png', caption: '', by }
  for (const name of ['', '.', '..', 'a/b', 'a\\b', 'a\0b', 'ü'.repeat(128)]) files.set(name, file)
  files.set('no-cid.png', { ...file, cid: 'nonsense' })
  files.set('board.png', file)
  expect(readTopic(createTopicId(), doc).files.map(({ name }) => name)).toEqual(['board.png'])
})

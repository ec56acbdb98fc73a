// What a browser keeps of bytes that came as a part of something larger, as every block and head of a pull does.
import 'fake-indexeddb/auto'
import { CID } from 'multiformats/cid'
import { sha256 } from 'multiformats/hashes/sha2'
import { expect, it } from 'vitest'
import { createTopicId, parseAuthorId } from '../../src/domain/ids.ts'
import { openDexieStore } from '../../src/storage/dexie-store.ts'
import { rowOf } from '../support/rows.ts'

const author = parseAuthorId('12D3KooWGC6TvWhfapngX6wvJHMYvKpDMXPb3ZnCZ6dMoaMtimQ5')

it('stores blocks, heads, documents, settings and edits without the message they came in', async () => {
  const store = await openDexieStore('own-bytes')
  const message = crypto.getRandomValues(new Uint8Array(65_536))
  const part = (at: number): Uint8Array => message.subarray(at * 100, at * 100 + 90)
  const cidOf = async (bytes: Uint8Array): Promise<CID> => CID.createV1(0x55, await sha256.digest(bytes))
  const row = rowOf(createTopicId())
  const head = { author, sequence: 1, root: await cidOf(part(0)), record: part(0) }
  await store.write({
    putBlocks: [{ cid: await cidOf(part(1)), bytes: part(1) }],
    putHeads: [head],
    putTopics: [{ id: row.id, update: part(2), row }],
    putSettings: { x: part(3) },
  })
  await store.blocks.put(await cidOf(part(4)), part(4))
  for await (const _ of store.blocks.putMany([{ cid: await cidOf(part(5)), bytes: part(5) }]));
  await store.appendJournal({ kind: 'update', topicId: row.id, at: 1, nonce: part(6).subarray(0, 8), update: part(7) })

  const { db } = store
  const kept = [
    ...(await db.blocks.toArray()).map(({ bytes }) => bytes),
    ...(await db.heads.toArray()).map(({ record }) => record),
    ...(await db.topics.toArray()).map(({ update }) => update),
    ...(await db.settings.toArray()).map(({ value }) => value),
    ...(await store.loadJournal()).flatMap((entry) => (entry.kind === 'update' ? [entry.nonce, entry.update] : [])),
  ]
  expect(kept).toHaveLength(8)
  for (const bytes of kept) expect(bytes.buffer.byteLength).toBe(bytes.byteLength)
  await store.close()
})

// Every decoder of strangers' bytes, fed with damage from a seed: what it cannot read it refuses by an error of ours.
import { generateKeyPairFromSeed, privateKeyToProtobuf } from '@libp2p/crypto/keys'
import { MemoryBlockstore } from 'blockstore-core'
import { CID } from 'multiformats/cid'
import { beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { type AuthorKey, decodeAuthorKey } from '../../src/contributions/author-key.ts'
import { clientIdFor } from '../../src/contributions/client-id.ts'
import { diffDirectory } from '../../src/contributions/diff-directory.ts'
import { editDirectory, findEntry, listDirectory, loadBytes, putFile } from '../../src/contributions/files.ts'
import { parseGenesis } from '../../src/contributions/genesis.ts'
import { createHead, parseHead } from '../../src/contributions/head.ts'
import type { BlockTarget } from '../../src/contributions/load-block.ts'
import { decodeLogEntries, encodeLogEntries } from '../../src/contributions/log.ts'
import { encodeProfile, parseProfile } from '../../src/contributions/profile.ts'
import { decodeCbor, encodeCbor } from '../../src/contributions/strict-cbor.ts'
import { changeTree } from '../../src/contributions/tree.ts'
import { verifyHead } from '../../src/contributions/verify.ts'
import { checkLog, createClockCache } from '../../src/contributions/verify-log.ts'
import { newBlocks } from '../../src/contributions/walk.ts'
import { DamagedDataError } from '../../src/domain/errors.ts'
import type { Block } from '../../src/domain/head.ts'
import { createTopicId } from '../../src/domain/ids.ts'
import { randomBytes } from '../support/damage.ts'
import { startTestCamp, type TestCamp } from '../support/notebooks.ts'
import { createRandom } from '../support/random.ts'
import { damagedFrom, refusesByName } from '../support/refuses-by-name.ts'

const topicId = createTopicId((length) => new Uint8Array(length).fill(9))
const nonce = new Uint8Array(8).fill(5)
const leaf = CID.parse('bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy')

let camp: TestCamp
let key: AuthorKey
let log: Uint8Array
beforeAll(async () => {
  camp = await startTestCamp()
  // The key of every run, so that a seed gives the same bytes each time.
  const pair = await generateKeyPairFromSeed('Ed25519', new Uint8Array(32).fill(4))
  key = decodeAuthorKey(privateKeyToProtobuf(pair))
  log = encodeLogEntries(writeLog(12))
})

/** Entries as an editor makes them: text, fields, nested maps and deletions. */
function writeLog(count: number) {
  const doc = new Y.Doc()
  doc.clientID = clientIdFor(key.publicKey, topicId, nonce)
  const entries: { at: number; nonce: Uint8Array; update: Uint8Array }[] = []
  doc.on('update', (update: Uint8Array) => entries.push({ at: 1_000 + entries.length, nonce, update }))
  for (let i = 0; entries.length < count; i++) {
    doc.getText('outcome').insert(i, `word ${i} `)
    doc.getMap('fields').set('title', `title ${i}`)
    doc.getMap('sessions').set(`s${i}`, new Y.Map(Object.entries({ room: i, people: 'Bo' })))
    doc.getText('outcome').delete(0, 3)
  }
  return entries
}

describe('damaged bytes are decoded or refused by name', () => {
  it('as CBOR', async () => {
    const value = { list: [1, -7, 'text', leaf, null, true], bytes: new Uint8Array(40), f: 1.5 }
    await refusesByName({ valid: encodeCbor(value), rounds: 3_000 }, decodeCbor)
  })

  it('as CBOR that is nested or long beyond reason', () => {
    const nested = (opener: readonly number[], times: number): Uint8Array =>
      new Uint8Array(Array.from({ length: times }, () => opener).flat())
    const long = [0x5b, 0x7b, 0x9b, 0xbb].map((type) => new Uint8Array([type, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff]))
    for (const bytes of [nested([0x81], 200_000), nested([0xa1, 0x61, 0x61], 100_000), ...long]) {
      expect(() => decodeCbor(bytes)).toThrow(DamagedDataError)
      expect(() => decodeLogEntries(bytes)).toThrow(DamagedDataError)
    }
  })

  it('as the entries of a log', () => refusesByName({ valid: log, rounds: 3_000 }, decodeLogEntries))

  it('as a profile', async () => {
    const profile = { format: 1, campId: camp.camp.id, name: 'Ana', colour: '#112233', commits: 3 } as const
    await refusesByName({ valid: encodeProfile(profile), rounds: 3_000 }, parseProfile)
  })

  it('as a genesis', () => refusesByName({ valid: camp.genesis.bytes, rounds: 500 }, parseGenesis))

  it('as the record of a head, by a result and never by an error', async () => {
    const { record } = await createHead(key, leaf, 7)
    for (let seed = 0; seed < 600; seed++) {
      const parsed = await parseHead(damagedFrom(record, seed))
      // Protobuf has room for bytes that nothing signs; what is signed stays what it was.
      if (parsed.kind === 'head') {
        const { author, sequence, root } = parsed.head
        expect([seed, author, sequence, root.toString()]).toEqual([seed, key.id, 7, leaf.toString()])
      }
    }
  })
})

describe('damaged blocks are read or refused by name', () => {
  it('as a log, and what passes can be merged', async () => {
    await refusesByName({ valid: log, rounds: 2_000 }, async (bytes) => {
      const blocks = new MemoryBlockstore()
      const file = await putFile(blocks, bytes, { chunkBytes: 512 })
      const init = { publicKey: key.publicKey, topicId, log: file, clocks: createClockCache() }
      const result = await checkLog(blocks, init)
      if (result.kind === 'rejected') throw new DamagedDataError(result.reason, result.detail)
      const doc = new Y.Doc()
      for (const entry of result.entries) Y.applyUpdate(doc, entry.update)
      Y.encodeStateAsUpdate(doc)
    })
  })

  it.each([
    ['plain', 5, 400],
    ['sharded', 700, 100],
  ])('as a %s directory', async (_, count, rounds) => {
    const blocks = new MemoryBlockstore()
    const edits = Array.from({ length: count }, (_, i) => ({ path: `entry-${i}`, cid: leaf, size: 1 }))
    const root = await editDirectory(blocks, undefined, edits)
    const other = await editDirectory(blocks, root, [{ path: 'guest', cid: leaf, size: 1 }])
    for (const node of (await blocksBelow(blocks, root)).slice(0, 4)) {
      await refusesByName({ valid: node.bytes, rounds }, async (bytes) => {
        const seen = withDamage(blocks, node.cid, bytes)
        for await (const entry of listDirectory(seen, root)) expect(entry.name).toBeTypeOf('string')
        await findEntry(seen, root, 'entry-3')
        await diffDirectory(seen, root, other)
        await editDirectory(seen, root, [
          { path: 'entry-1', remove: true },
          { path: 'new', cid: leaf, size: 1 },
        ])
      })
    }
  })

  it('as a file', async () => {
    const blocks = new MemoryBlockstore()
    const file = await putFile(blocks, randomBytes(2_000, createRandom(1)), { chunkBytes: 64 })
    const [root] = await blocksBelow(blocks, file)
    if (root === undefined) throw new Error('no root')
    await refusesByName({ valid: root.bytes, rounds: 1_500 }, (bytes) =>
      loadBytes(withDamage(blocks, file, bytes), file, { maxBytes: 10_000 }),
    )
  })

  it('as a tree, by a result and never by an error', async () => {
    const blocks = new MemoryBlockstore()
    const { genesis } = camp
    const changes = [{ kind: 'append', topicId, offset: 0, bytes: log }] as const
    const root = await changeTree(blocks, undefined, { genesis, campId: camp.camp.id, commits: 1, changes })
    const head = await createHead(key, root, 1)
    const options = { campId: camp.camp.id }
    expect(await verifyHead(blocks, head, options)).toMatchObject({ kind: 'verified' })
    for (const node of await blocksBelow(blocks, root)) {
      for (let seed = 0; seed < 150; seed++) {
        const seen = { ...withDamage(blocks, node.cid, damagedFrom(node.bytes, seed)), has: blocks.has.bind(blocks) }
        const kind = await verifyHead(seen, head, options).then(
          (result) => result.kind,
          (error: unknown) => `${node.cid} with seed ${seed} threw ${error}`,
        )
        expect(['verified', 'rejected', 'incomplete']).toContain(kind)
      }
    }
  })
})

/** `blocks`, but for one of them; what is put goes below. */
const withDamage = (blocks: MemoryBlockstore, cid: CID, bytes: Uint8Array): BlockTarget => ({
  get: blocks.get.bind(blocks),
  put: blocks.put.bind(blocks),
  peek: (asked) => (asked.equals(cid) ? bytes : undefined),
})

async function blocksBelow(blocks: MemoryBlockstore, root: CID): Promise<Block[]> {
  await blocks.put(leaf, new Uint8Array([1]))
  const found: Block[] = []
  for await (const block of newBlocks(blocks, root, [leaf])) found.push(block)
  return found
}

// What a verified head says about its tree, beside the forgeries of test/notebook/hostile.test.ts.
import { encode, prepare } from '@ipld/dag-pb'
import { MemoryBlockstore } from 'blockstore-core'
import { UnixFS } from 'ipfs-unixfs'
import type { CID } from 'multiformats/cid'
import { beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { type AuthorKey, createAuthorKey } from '../../src/contributions/author-key.ts'
import { clientIdFor } from '../../src/contributions/client-id.ts'
import { editDirectory, loadBytes, putFile, resolvePath } from '../../src/contributions/files.ts'
import { createHead } from '../../src/contributions/head.ts'
import { encodeLogEntries, type LogEntry } from '../../src/contributions/log.ts'
import { putBlock } from '../../src/contributions/put-block.ts'
import { changeTree, type TreeChange } from '../../src/contributions/tree.ts'
import type { TreeTotals } from '../../src/contributions/tree-totals.ts'
import { type Verification, verifyHead } from '../../src/contributions/verify.ts'
import { createClockCache } from '../../src/contributions/verify-log.ts'
import type { Head } from '../../src/domain/head.ts'
import { createTopicId } from '../../src/domain/ids.ts'
import { limits } from '../../src/domain/limits.ts'
import { startTestCamp, type TestCamp } from '../support/notebooks.ts'

const topicId = createTopicId()
const nonce = new Uint8Array(8).fill(6)

let camp: TestCamp
let key: AuthorKey
let blocks: MemoryBlockstore
let written: LogEntry[]
let doc: Y.Doc

beforeEach(async () => {
  camp = await startTestCamp()
  key = await createAuthorKey()
  blocks = new MemoryBlockstore()
  written = []
  doc = new Y.Doc()
  doc.clientID = clientIdFor(key.publicKey, topicId, nonce)
  doc.on('update', (update: Uint8Array) => written.push({ at: 1_000 + written.length, nonce, update }))
})

const write = (text: string): void => doc.getText('outcome').insert(0, text)
const logBytes = (from = 0): Uint8Array => encodeLogEntries(written.slice(from))

async function commit(previous: Head | undefined, changes: readonly TreeChange[]): Promise<Head> {
  const commits = (previous?.sequence ?? 0) + 1
  const { genesis } = camp
  return createHead(
    key,
    await changeTree(blocks, previous?.root, { genesis, campId: camp.camp.id, commits, changes }),
    commits,
  )
}

/** The next head, with something put into its tree that `changeTree` would not. */
async function commitWith(previous: Head | undefined, path: string, cid: CID): Promise<Head> {
  const { root, sequence } = await commit(previous, [])
  return createHead(key, await editDirectory(blocks, root, [{ path, cid, size: 1 }]), sequence)
}

const verify = (head: Head, previous?: Head): Promise<Verification> =>
  verifyHead(blocks, head, { campId: camp.camp.id, ...(previous === undefined ? {} : { previous }) })

async function verified(head: Head, previous?: Head) {
  const result = await verify(head, previous)
  if (result.kind !== 'verified') throw new Error(JSON.stringify(result))
  return result.tree
}

describe('a verified head', () => {
  it('tells what is new to those who hold the one before, and everything to others', async () => {
    write('one')
    const first = await commit(undefined, [{ kind: 'append', topicId, offset: 0, bytes: logBytes() }])
    const offset = logBytes().byteLength
    write('two')
    const second = await commit(first, [{ kind: 'append', topicId, offset, bytes: logBytes(1) }])

    const [next, whole] = [await verified(second, first), await verified(second)]
    expect(next.changed).toEqual([{ topicId, entries: [written[1]], begun: [], rewritten: false }])
    expect(whole.changed).toEqual([{ topicId, entries: written, begun: [doc.clientID], rewritten: false }])
    expect(next.profile).toMatchObject({ commits: 2, campId: camp.camp.id })
    const fresh = next.blocks.map(String)
    expect(whole.blocks.map(String)).toEqual(expect.arrayContaining(fresh))
    expect(fresh).not.toContain(camp.genesis.cid.toString())
    expect(whole.blocks.map(String)).toContain(camp.genesis.cid.toString())
  })

  it('tells that a log was rewritten, or is gone', async () => {
    write('one')
    write('two')
    const first = await commit(undefined, [{ kind: 'append', topicId, offset: 0, bytes: logBytes() }])
    const merged = { at: 5, nonce, update: Y.encodeStateAsUpdate(doc) }
    const rewritten = await commit(first, [{ kind: 'rewrite', topicId, bytes: encodeLogEntries([merged]) }])
    expect((await verified(rewritten, first)).changed).toEqual([
      { topicId, entries: [merged], begun: [doc.clientID], rewritten: true },
    ])
    const gone = await editDirectory(blocks, rewritten.root, [{ path: `topics/${topicId}`, remove: true }])
    const last = await commit({ ...rewritten, root: gone }, [])
    expect((await verified(last, rewritten)).changed).toEqual([{ topicId, entries: [], begun: [], rewritten: true }])
  })

  it('tells every block that is missing, not only the first', async () => {
    write('one')
    const head = await commit(undefined, [{ kind: 'append', topicId, offset: 0, bytes: logBytes() }])
    const log = await resolvePath(blocks, head.root, `topics/${topicId}/log`)
    const profile = await resolvePath(blocks, head.root, 'divelog.json')
    if (log === undefined || profile === undefined) throw new Error('no log or profile')
    for (const cid of [log, profile]) await blocks.delete(cid)
    const result = await verify(head)
    const missing = result.kind === 'incomplete' ? result.missing.map(String) : []
    expect(missing.sort()).toEqual([log.toString(), profile.toString()].sort())
  })

  it('rejects with the reason of the signal', async () => {
    const head = await commit(undefined, [])
    const signal = AbortSignal.abort(new Error('enough'))
    await expect(verifyHead(blocks, head, { campId: camp.camp.id, signal })).rejects.toThrow('enough')
  })
})

// A log of 35,000 entries took others minutes to load (orbitdb#824): each entry is looked at once, and the next edit reads
// the end of the log and not the log.
it('a log of 35,000 entries is checked once, and one more entry reads a few blocks', async () => {
  doc.transact(() => write('start'))
  for (let i = 1; i < 35_000; i++) doc.getText('outcome').insert(i, 'x')
  const first = await commit(undefined, [{ kind: 'append', topicId, offset: 0, bytes: logBytes() }])
  const clocks = createClockCache()
  const whole = await verifyHead(blocks, first, { campId: camp.camp.id, clocks })
  if (whole.kind !== 'verified') throw new Error(whole.kind)
  expect(whole.tree.changed).toMatchObject([{ entries: { length: 35_000 } }])
  const offset = logBytes().byteLength
  write('more')
  const second = await commit(first, [{ kind: 'append', topicId, offset, bytes: logBytes(35_000) }])
  const reads = new Set<string>()
  const source = {
    has: (cid: CID) => blocks.has(cid),
    get: (cid: CID) => {
      reads.add(cid.toString())
      return blocks.get(cid)
    },
  }
  const options = { campId: camp.camp.id, clocks, previous: first, previousTotals: whole.tree.totals }
  const next = await verifyHead(source, second, options)
  expect(next).toMatchObject({ kind: 'verified', tree: { changed: [{ entries: { length: 1 }, rewritten: false }] } })
  // Both roots, profiles, directories, log roots and last leaves; the logs have some 400 leaves each.
  expect(reads.size).toBeLessThan(24)
})

describe('caps hold for the whole tree, whatever of it is held', () => {
  const own = async () => {
    write('one')
    const first = await commit(undefined, [{ kind: 'append', topicId, offset: 0, bytes: logBytes() }])
    const offset = logBytes().byteLength
    write('two')
    const second = await commit(first, [{ kind: 'append', topicId, offset, bytes: logBytes(1) }])
    return { first, second, totals: (await verified(first)).totals }
  }
  const next = (head: Head, previous: Head, previousTotals: TreeTotals, clocks = createClockCache()) =>
    verifyHead(blocks, head, { campId: camp.camp.id, previous, previousTotals, clocks })

  it('and its totals are the same counted whole and from the one before', async () => {
    const { first, second, totals } = await own()
    const whole = await verified(second)
    expect(whole.totals).toMatchObject({ topics: 1 })
    expect((await verified(second, first)).totals).toEqual(whole.totals)
    expect(await next(second, first, totals)).toMatchObject({ kind: 'verified', tree: { totals: whole.totals } })
  })

  it('for blocks, bytes and topics', async () => {
    const { first, second, totals } = await own()
    const third = await commit(second, [
      { kind: 'append', topicId: createTopicId(), offset: 0, bytes: new Uint8Array() },
    ])
    const tooLarge = { kind: 'rejected', reason: 'too-large' }
    expect(await next(third, first, { ...totals, blocks: limits.maxTreeBlocks })).toMatchObject(tooLarge)
    expect(await next(third, first, { ...totals, bytes: limits.maxTreeBytes })).toMatchObject(tooLarge)
    expect(await next(third, first, { ...totals, topics: limits.maxTopicsPerAuthor })).toMatchObject(tooLarge)
    const one = limits.maxTopicsPerAuthor - 1
    expect(await next(third, first, { ...totals, topics: one })).toMatchObject({ kind: 'verified' })
  })

  it('for the entries of a log', async () => {
    const { first, second, totals } = await own()
    const log = await resolvePath(blocks, first.root, `topics/${topicId}/log`)
    if (log === undefined) throw new Error('no log')
    const clocks = createClockCache()
    const ends = new Map([[doc.clientID, 3]])
    clocks.set(log, { clocks: ends, entries: limits.maxLogEntries })
    expect(await next(second, first, totals, clocks)).toMatchObject({ kind: 'rejected', reason: 'too-large' })
    clocks.set(log, { clocks: ends, entries: limits.maxLogEntries - 1 })
    expect(await next(second, first, totals, clocks)).toMatchObject({ kind: 'verified' })
  })
})

describe('a head is refused for', () => {
  it.each([
    ['an entry of the tree that nobody knows', 'extra.txt'],
    ['a topic whose name is no id', 'topics/../log'],
    ['an entry of a topic that nobody knows', `topics/${topicId}/notes`],
    ['a file called like a folder above', `topics/${topicId}/files/..`],
  ])('%s', async (_, path) => {
    const head = await commitWith(undefined, path, await putFile(blocks, new Uint8Array([1]), { chunkBytes: 64 }))
    expect(await verify(head)).toMatchObject({ kind: 'rejected', reason: 'bad-tree' })
  })

  it('finals of a topic whose name is no id', async () => {
    const head = await commitWith(
      undefined,
      'published/elsewhere/x',
      await putFile(blocks, new Uint8Array([1]), { chunkBytes: 64 }),
    )
    expect(await verify(head)).toMatchObject({ kind: 'rejected', reason: 'bad-tree' })
  })

  it.each(['topics', 'published'])('%s that are no directory', async (path) => {
    const head = await commitWith(undefined, path, await putFile(blocks, new Uint8Array([1]), { chunkBytes: 64 }))
    expect(await verify(head)).toMatchObject({ kind: 'rejected', reason: 'bad-tree' })
  })

  it('a file that says it is larger than a file may be', async () => {
    const leaf = await putFile(blocks, new Uint8Array([1]), { chunkBytes: 64 })
    const sizes = [BigInt(limits.maxFileBytes + 1)]
    const file = await putNode({ data: undefined, sizes, links: [leaf] })
    const head = await commitWith(undefined, `topics/${topicId}/files/large.bin`, file)
    expect(await verify(head)).toMatchObject({ kind: 'rejected', reason: 'too-large' })
  })

  it('a log whose nodes lie about the length of their parts', async () => {
    write('one')
    const leaf = await putFile(blocks, logBytes(), { chunkBytes: 8192 })
    const log = await putNode({ data: undefined, sizes: [BigInt(logBytes().byteLength - 1)], links: [leaf] })
    const head = await commitWith(undefined, `topics/${topicId}/log`, log)
    expect(await verify(head)).toMatchObject({ kind: 'rejected', reason: 'bad-tree' })
  })
})

// Comparing the leaves of two logs spares reading what both share. A stranger who cuts leaves at other places, or hides
// bytes in inner nodes, must not make a changed log pass for a longer one: replicas that read it whole would differ.
describe('a log that another one only seems to continue is taken as rewritten', () => {
  const chunk = limits.logChunkBytes
  type Layout = (bytes: Uint8Array) => Promise<CID>
  const leavesOf = async (bytes: Uint8Array, from: number): Promise<CID[]> => {
    const leaves: CID[] = []
    for (let at = from; at < bytes.byteLength; at += chunk)
      leaves.push(await putFile(blocks, bytes.slice(at, at + chunk), { chunkBytes: chunk }))
    return leaves
  }
  const sizesOf = (length: number, from: number): bigint[] => {
    const sizes: bigint[] = []
    for (let at = from; at < length; at += chunk) sizes.push(BigInt(Math.min(chunk, length - at)))
    return sizes
  }
  const hidden = 100
  const layouts: readonly (readonly [string, number, Layout])[] = [
    ['in smaller chunks', 30_000, (bytes) => putFile(blocks, bytes, { chunkBytes: chunk / 2 })],
    [
      'with bytes in the root',
      hidden - 1,
      async (bytes) =>
        putNode({
          data: bytes.slice(0, hidden),
          sizes: sizesOf(bytes.byteLength, hidden),
          links: await leavesOf(bytes, hidden),
        }),
    ],
    [
      'with bytes in a node without leaves',
      hidden - 1,
      async (bytes) => {
        const inline = await putNode({ data: bytes.slice(0, hidden), sizes: [], links: [] })
        const sizes = [BigInt(hidden), ...sizesOf(bytes.byteLength, hidden)]
        return putNode({ data: undefined, sizes, links: [inline, ...(await leavesOf(bytes, hidden))] })
      },
    ],
  ]

  it.each(layouts)('%s', async (_, changedAt, layout) => {
    write('y'.repeat(44_000))
    const before = logBytes()
    const first = await commitWith(undefined, `topics/${topicId}/log`, await layout(before))
    await verified(first)
    write('more')
    const after = logBytes()
    // One letter of the long text, far from the end.
    expect(after[changedAt]).toBe('y'.charCodeAt(0))
    after[changedAt] = 'z'.charCodeAt(0)
    const log = await layout(after)
    const second = await commitWith(first, `topics/${topicId}/log`, log)
    expect(await loadBytes(blocks, log, { maxBytes: limits.maxLogBytes })).toEqual(after)

    const [next, whole] = [await verified(second, first), await verified(second)]
    expect(next.changed).toMatchObject([{ rewritten: true, entries: { length: 2 } }])
    expect(next.changed[0]?.entries).toEqual(whole.changed[0]?.entries)
  })
})

interface Node {
  readonly data: Uint8Array | undefined
  readonly sizes: readonly bigint[]
  readonly links: readonly CID[]
}

async function putNode({ data, sizes, links }: Node): Promise<CID> {
  const unixfs = new UnixFS({ type: 'file', blockSizes: [...sizes], ...(data === undefined ? {} : { data }) })
  const node = prepare({ Data: unixfs.marshal(), Links: links.map((Hash) => ({ Name: '', Hash, Tsize: 1 })) })
  return putBlock(blocks, 0x70, encode(node))
}

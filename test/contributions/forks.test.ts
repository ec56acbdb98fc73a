import { MemoryBlockstore } from 'blockstore-core'
import { beforeEach, describe, expect, it } from 'vitest'
import { type AuthorKey, createAuthorKey } from '../../src/contributions/author-key.ts'
import { findForkedTopics } from '../../src/contributions/forks.ts'
import { createHead } from '../../src/contributions/head.ts'
import { MissingBlockError } from '../../src/contributions/load-block.ts'
import { encodeLogEntries } from '../../src/contributions/log.ts'
import { changeTree } from '../../src/contributions/tree.ts'
import type { Head } from '../../src/domain/head.ts'
import { createTopicId, type TopicId } from '../../src/domain/ids.ts'
import { startTestCamp, type TestCamp } from '../support/notebooks.ts'

const [one, other] = [createTopicId(), createTopicId()]

let camp: TestCamp
let key: AuthorKey
let blocks: MemoryBlockstore
beforeEach(async () => {
  camp = await startTestCamp()
  key = await createAuthorKey()
  blocks = new MemoryBlockstore()
})

/** What was written on a topic, as `nonce` and content of each entry: `a1 a2 b1`. */
type Logs = Partial<Record<TopicId, string>>

async function headOf(logs: Logs, sequence = 1): Promise<Head> {
  const changes = Object.entries(logs).map(([topicId, written]) => ({
    kind: 'rewrite' as const,
    topicId: topicId as TopicId,
    bytes: encodeLogEntries((written ?? '').split(' ').map(entryOf)),
  }))
  const { genesis } = camp
  const root = await changeTree(blocks, undefined, { genesis, campId: camp.camp.id, commits: sequence, changes })
  return createHead(key, root, sequence)
}

const entryOf = (code: string) => ({
  at: 1,
  nonce: new Uint8Array(8).fill(code.charCodeAt(0)),
  update: new TextEncoder().encode(code.slice(1)),
})

const forked = async (...versions: readonly Logs[]): Promise<TopicId[]> =>
  findForkedTopics(blocks, await Promise.all(versions.map((logs) => headOf(logs))))

describe('of two heads that do not follow from each other', () => {
  it('a topic is forked when one nonce wrote different things', async () => {
    expect(await forked({ [one]: 'a1 a2' }, { [one]: 'a1 a3' })).toEqual([one])
    expect(await forked({ [one]: 'a1', [other]: 'b1' }, { [one]: 'a1', [other]: 'b2' })).toEqual([other])
    expect((await forked({ [one]: 'a1', [other]: 'b1' }, { [one]: 'a2', [other]: 'b2' })).sort()).toEqual(
      [one, other].sort(),
    )
  })

  it('a topic is not forked when one log goes on where the other ends, or they share no nonce', async () => {
    expect(await forked({ [one]: 'a1' }, { [one]: 'a1 a2 a3' })).toEqual([])
    expect(await forked({ [one]: 'a1 a2 a3' }, { [one]: 'a1' })).toEqual([])
    expect(await forked({ [one]: 'a1 a2' }, { [one]: 'b1 b2' })).toEqual([])
    expect(await forked({ [one]: 'a1 b1' }, { [one]: 'b1 a1 c1' })).toEqual([])
    expect(await forked({ [one]: 'a1' }, { [other]: 'a2' })).toEqual([])
    expect(await forked({ [one]: 'a1' })).toEqual([])
    expect(await forked()).toEqual([])
  })

  it('the third of three heads is compared with both', async () => {
    expect(await forked({ [one]: 'a1' }, { [one]: 'a1 a2' }, { [one]: 'a1 a2 a3' })).toEqual([])
    expect(await forked({ [one]: 'a1' }, { [one]: 'a1 a2' }, { [one]: 'a1 a3' })).toEqual([one])
    expect(await forked({ [one]: 'a1 a2 a3' }, { [one]: 'b1' }, { [one]: 'b1 a1 a4' })).toEqual([one])
  })

  it('a compacted log counts as forked: a topic too many costs a rebuild, one too few would cost agreement', async () => {
    expect(await forked({ [one]: 'a1 a2' }, { [one]: 'a12' })).toEqual([one])
  })

  it('one whose blocks are not here is an error, not a topic less', async () => {
    const head = await headOf({ [one]: 'a1' })
    const elsewhere = new MemoryBlockstore()
    await expect(findForkedTopics(elsewhere, [head])).rejects.toThrow(MissingBlockError)
  })
})

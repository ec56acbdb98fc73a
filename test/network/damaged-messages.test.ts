// What a peer sends, damaged from a seed: decoded, or refused by an error of ours.
import { CID } from 'multiformats/cid'
import { describe, expect, it } from 'vitest'
import { createAuthorKey } from '../../src/contributions/author-key.ts'
import { createHead } from '../../src/contributions/head.ts'
import { encodeCbor } from '../../src/contributions/strict-cbor.ts'
import { createTopicId } from '../../src/domain/ids.ts'
import { limits } from '../../src/domain/limits.ts'
import { decodeAnnouncement, encodeAnnouncement } from '../../src/network/announcement-codec.ts'
import { seal, unseal } from '../../src/network/sealed-message.ts'
import {
  decodeAnswer,
  decodeBlock,
  decodeRequest,
  encodeAnswer,
  encodeBlock,
  encodeRequest,
} from '../../src/network/sync-messages.ts'
import { damagedFrom, refusesByName } from '../support/refuses-by-name.ts'

const cid = CID.parse('bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy')
const proof = new Uint8Array(32).fill(1)
const digest = 'ab'.repeat(32)
const rounds = 3_000

describe('a damaged message of the sync protocol is decoded or refused by name', () => {
  it('as a request for heads', async () => {
    const { id: author } = await createAuthorKey()
    const heads = [{ author, sequence: 3, root: cid }]
    const words = { beside: author, copies: [{ peer: author, ownSequence: 2, digest, ageMs: 40, beside: author }] }
    const request = { kind: 'heads', proof, digest, heads, members: [author], ...words } as const
    const valid = encodeRequest(request)
    expect(decodeRequest(valid)).toMatchObject({ members: [author], ...words })
    await refusesByName({ valid, rounds }, decodeRequest)
  })

  it('as a request for blocks', () =>
    refusesByName({ valid: encodeRequest({ kind: 'blocks', proof, cids: [cid, cid] }), rounds }, decodeRequest))

  it('as an answer', async () => {
    const members = [(await createAuthorKey()).id]
    const copies = members.map((peer) => ({ peer, ownSequence: 2, digest, ageMs: 40 }))
    const answer = { kind: 'heads', proof, digest, ownSequence: 3, count: 2, topics: 2, members, copies } as const
    expect(decodeAnswer(encodeAnswer(answer))).toEqual(answer)
    await refusesByName({ valid: encodeAnswer(answer), rounds }, decodeAnswer)
  })

  it('as a block', () => refusesByName({ valid: encodeBlock({ cid, bytes: new Uint8Array(50) }), rounds }, decodeBlock))

  it('when it is well-formed CBOR of other values', () => {
    const values = [null, 1, 'heads', [], [[]], {}, { k: 'heads' }, new Uint8Array(8), cid, true, -1, 0.5]
    for (const value of values) {
      const spoilt = {
        k: 'heads',
        p: proof,
        d: digest,
        h: value,
        c: value,
        o: value,
        n: value,
        m: value,
        b: value,
        w: value,
      }
      for (const message of [value, spoilt, { ...spoilt, k: 'blocks' }, { ...spoilt, p: value }]) {
        for (const decode of [decodeRequest, decodeAnswer]) {
          try {
            decode(encodeCbor(message))
          } catch (error) {
            expect(error).toMatchObject({ name: 'DamagedDataError' })
          }
        }
      }
    }
  })

  it('when its lists are over their caps', () => {
    const cids = Array.from({ length: limits.maxSyncCids + 1 }, () => cid.bytes)
    expect(() => decodeRequest(encodeCbor({ k: 'blocks', p: proof, c: cids }))).toThrow('a bad list of CIDs')
    const heads = Array.from({ length: limits.maxAuthorsPerCamp * 2 + 1 }, () => 0)
    expect(() => decodeRequest(encodeCbor({ k: 'heads', p: proof, d: digest, h: heads }))).toThrow(
      'a bad list of heads',
    )
    const answer = { k: 'heads', p: proof, d: digest, o: 0, n: 0, m: Array.from({ length: 65 }, () => 'x') }
    for (const decode of [decodeRequest, decodeAnswer]) {
      expect(() => decode(encodeCbor(answer))).toThrow('a bad list of members')
    }
  })
})

describe('a damaged announcement', () => {
  it('is no announcement, or says what was signed', async () => {
    const key = await createAuthorKey()
    const head = await createHead(key, cid, 4)
    const appends = [{ topicId: createTopicId(), offset: 10, bytes: new Uint8Array(100) }]
    const valid = encodeAnnouncement({ head, previousRoot: cid, appends })
    expect(await decodeAnnouncement(valid)).toMatchObject({ head: { author: key.id, sequence: 4 } })
    for (let seed = 0; seed < 1_500; seed++) {
      const decoded = await decodeAnnouncement(damagedFrom(valid, seed))
      if (decoded !== undefined) expect([seed, decoded.head.author, decoded.head.sequence]).toEqual([seed, key.id, 4])
    }
  })

  it('does not open when it was sealed', () => {
    const key = new Uint8Array(32).fill(3)
    const sealed = seal(key, 'topic', new Uint8Array(60).fill(2))
    expect(unseal(key, 'topic', sealed)).toEqual(new Uint8Array(60).fill(2))
    expect(unseal(key, 'another topic', sealed)).toBeUndefined()
    for (let seed = 0; seed < 500; seed++) {
      const damaged = damagedFrom(sealed, seed)
      if (Buffer.compare(damaged, sealed) !== 0) expect(unseal(key, 'topic', damaged)).toBeUndefined()
    }
  })
})

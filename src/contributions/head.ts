// Heads as IPNS records: one signature over the root of everything an author wrote, which anybody can pass on and check.
// Spec: https://specs.ipfs.tech/ipns/ipns-record/
import { publicKeyFromProtobuf, publicKeyToProtobuf } from '@libp2p/crypto/keys'
import { peerIdFromPublicKey } from '@libp2p/peer-id'
import { createIPNSRecord, type IPNSRecord, marshalIPNSRecord, unmarshalIPNSRecord } from 'ipns'
import { validate } from 'ipns/validator'
import { CID } from 'multiformats/cid'
import type { Head, RejectReason } from '../domain/head.ts'
import { type AuthorId, isAuthorId } from '../domain/ids.ts'
import { limits } from '../domain/limits.ts'
import type { AuthorKey } from './author-key.ts'

/**
 * A hundred years: a notebook read offline in a decade must still verify. The public DHT drops a record after some two days
 * whatever it says, so nothing here looks for a head by its name.
 */
const lifetimeMs = 100 * 365 * 24 * 60 * 60 * 1000

/** @param sequence the tree's commit count, 1 or more */
export async function createHead(key: AuthorKey, root: CID, sequence: number): Promise<Head> {
  const privateKey = await key.privateKey()
  const record = await createIPNSRecord(privateKey, root, sequence, lifetimeMs, { v1Compatible: false })
  // The record travels without its name, so it must say who signed it; the library leaves Ed25519 keys out.
  const named = { ...record, pubKey: publicKeyToProtobuf(privateKey.publicKey) }
  return { author: key.id, sequence, root, record: marshalIPNSRecord(named) }
}

export type ParsedHead =
  | { readonly kind: 'head'; readonly head: Head }
  | { readonly kind: 'rejected'; readonly reason: RejectReason; readonly detail: string; readonly author?: AuthorId }

/** The head that a record states, if its signature holds. Never throws for what a stranger sent. */
export async function parseHead(record: Uint8Array): Promise<ParsedHead> {
  if (record.byteLength > limits.maxRecordBytes) return rejected('too-large', `a record of ${record.byteLength} bytes`)
  const read = readRecord(record)
  if (read.kind === 'rejected') return read
  const { author, publicKey, ipns } = read
  try {
    // By `@libp2p/crypto`: plain `@noble/curves` takes signatures under the identity key unless it is told `zip215: false`.
    await validate(publicKey, record)
  } catch (error) {
    return { ...rejected('bad-signature', messageOf(error)), author }
  }
  const sequence = Number(ipns.sequence)
  if (!Number.isSafeInteger(sequence) || sequence < 1)
    return { ...rejected('wrong-sequence', `${ipns.sequence}`), author }
  const root = rootOf(ipns.value)
  if (root === undefined) return { ...rejected('bad-record', `value ${ipns.value.slice(0, 80)}`), author }
  return { kind: 'head', head: { author, sequence, root, record } }
}

interface ReadRecord {
  readonly kind: 'read'
  readonly author: AuthorId
  readonly publicKey: ReturnType<typeof publicKeyFromProtobuf>
  readonly ipns: IPNSRecord
}

function readRecord(record: Uint8Array): ReadRecord | Extract<ParsedHead, { kind: 'rejected' }> {
  try {
    const ipns = unmarshalIPNSRecord(record)
    if (ipns.pubKey === undefined) return rejected('bad-record', 'does not say who signed it')
    const publicKey = publicKeyFromProtobuf(ipns.pubKey)
    const author = peerIdFromPublicKey(publicKey).toString()
    if (!isAuthorId(author)) return rejected('bad-record', `signed by a key that is not Ed25519: ${author}`)
    return { kind: 'read', author, publicKey, ipns }
  } catch (error) {
    return rejected('bad-record', messageOf(error))
  }
}

function rootOf(value: string): CID | undefined {
  const [, namespace, cid, ...rest] = value.split('/')
  if (namespace !== 'ipfs' || cid === undefined || rest.length > 0) return undefined
  try {
    const root = CID.parse(cid)
    return root.version === 1 ? root : undefined
  } catch {
    return undefined
  }
}

const rejected = (reason: RejectReason, detail: string): Extract<ParsedHead, { kind: 'rejected' }> => ({
  kind: 'rejected',
  reason,
  detail,
})

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

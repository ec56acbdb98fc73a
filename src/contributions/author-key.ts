// An author's Ed25519 key: author id, libp2p peer id and IPNS name in one.
import { generateKeyPair, privateKeyFromProtobuf, privateKeyToProtobuf } from '@libp2p/crypto/keys'
import type { Ed25519PrivateKey } from '@libp2p/interface'
import { peerIdFromPrivateKey, peerIdFromString } from '@libp2p/peer-id'
import { InvalidInputError } from '../domain/errors.ts'
import { type AuthorId, parseAuthorId } from '../domain/ids.ts'

export interface AuthorKey {
  readonly id: AuthorId
  /** 32 bytes. */
  readonly publicKey: Uint8Array
  readonly privateKey: Ed25519PrivateKey
}

export async function createAuthorKey(): Promise<AuthorKey> {
  return fromPrivateKey(await generateKeyPair('Ed25519'))
}

/** Protobuf as libp2p stores private keys. Secret: whoever has it writes in this author's name. */
export const encodeAuthorKey = (key: AuthorKey): Uint8Array => privateKeyToProtobuf(key.privateKey)

/** @throws {InvalidInputError} when the bytes are no Ed25519 private key; the message never holds the key */
export function decodeAuthorKey(bytes: Uint8Array): AuthorKey {
  const key = privateKeyFromProtobuf(bytes)
  if (key.type !== 'Ed25519') throw new InvalidInputError('author key', key.type, 'expected Ed25519')
  return fromPrivateKey(key)
}

/** The 32 bytes that an author id carries. */
export function publicKeyOf(author: AuthorId): Uint8Array {
  const { publicKey } = peerIdFromString(author)
  if (publicKey === undefined || publicKey.type !== 'Ed25519') {
    throw new InvalidInputError('author id', author, 'carries no Ed25519 key')
  }
  return publicKey.raw
}

function fromPrivateKey(privateKey: Ed25519PrivateKey): AuthorKey {
  const id = parseAuthorId(peerIdFromPrivateKey(privateKey).toString())
  return { id, publicKey: privateKey.publicKey.raw, privateKey }
}

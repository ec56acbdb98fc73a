// An author's Ed25519 key: author id, libp2p peer id and IPNS name in one. Who somebody is can be read without the
// library that signs; that one is loaded when it is first needed, so that a page shows its camp before.
import type { Ed25519PrivateKey } from '@libp2p/interface'
import { base58btc } from 'multiformats/bases/base58'
import { InvalidInputError } from '../domain/errors.ts'
import { type AuthorId, parseAuthorId } from '../domain/ids.ts'

export interface AuthorKey {
  readonly id: AuthorId
  /** 32 bytes. */
  readonly publicKey: Uint8Array
  /** Protobuf as libp2p stores private keys. Secret: whoever has it writes in this author's name. */
  readonly bytes: Uint8Array
  /** The key to sign with; the same each time. */
  privateKey(): Promise<Ed25519PrivateKey>
}

// libp2p's key message: field 1 is the type, 1 for Ed25519, field 2 the key. A private key is the secret and the public
// half, 32 bytes each. A peer id is the identity multihash of the message of the public key.
const privateKeyHead = Uint8Array.of(0x08, 0x01, 0x12, 0x40)
const peerIdHead = Uint8Array.of(0x00, 0x24, 0x08, 0x01, 0x12, 0x20)

export async function createAuthorKey(): Promise<AuthorKey> {
  const { generateKeyPair, privateKeyToProtobuf } = await import('@libp2p/crypto/keys')
  return decodeAuthorKey(privateKeyToProtobuf(await generateKeyPair('Ed25519')))
}

export const encodeAuthorKey = (key: AuthorKey): Uint8Array => key.bytes

/** @throws {InvalidInputError} when the bytes are no Ed25519 private key; the message never holds the key */
export function decodeAuthorKey(bytes: Uint8Array): AuthorKey {
  if (bytes.byteLength !== 68 || !startsWith(bytes, privateKeyHead)) {
    throw new InvalidInputError('author key', `${bytes.byteLength} bytes`, 'expected Ed25519')
  }
  const publicKey = bytes.slice(36)
  let signing: Promise<Ed25519PrivateKey> | undefined
  return {
    id: authorIdOf(publicKey),
    publicKey,
    bytes,
    privateKey() {
      signing ??= loadPrivateKey(bytes)
      return signing
    },
  }
}

async function loadPrivateKey(bytes: Uint8Array): Promise<Ed25519PrivateKey> {
  const { privateKeyFromProtobuf } = await import('@libp2p/crypto/keys')
  const key = privateKeyFromProtobuf(bytes)
  if (key.type !== 'Ed25519') throw new InvalidInputError('author key', key.type, 'expected Ed25519')
  return key
}

/** The 32 bytes that an author id carries. */
export function publicKeyOf(author: AuthorId): Uint8Array {
  const bytes = base58btc.baseDecode(author)
  if (bytes.byteLength !== 38 || !startsWith(bytes, peerIdHead)) {
    throw new InvalidInputError('author id', author, 'carries no Ed25519 key')
  }
  return bytes.slice(peerIdHead.byteLength)
}

function authorIdOf(publicKey: Uint8Array): AuthorId {
  const bytes = new Uint8Array(peerIdHead.byteLength + publicKey.byteLength)
  bytes.set(peerIdHead)
  bytes.set(publicKey, peerIdHead.byteLength)
  return parseAuthorId(base58btc.baseEncode(bytes))
}

const startsWith = (bytes: Uint8Array, head: Uint8Array): boolean => head.every((byte, at) => bytes[at] === byte)

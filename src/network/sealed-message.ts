// Gossip payloads, unreadable without the camp key: XChaCha20-Poly1305 with a random nonce, bound to the pubsub topic.
// (WebCrypto is missing on pages that are served as plain HTTP on a LAN, so this uses a library of pure JavaScript.)
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'

const nonceBytes = 24
/** What sealing adds. */
export const sealOverheadBytes = nonceBytes + 16

export function seal(key: Uint8Array, pubsubTopic: string, plain: Uint8Array): Uint8Array {
  const nonce = crypto.getRandomValues(new Uint8Array(nonceBytes))
  const sealed = xchacha20poly1305(key, nonce, utf8ToBytes(pubsubTopic)).encrypt(plain)
  const message = new Uint8Array(nonceBytes + sealed.byteLength)
  message.set(nonce)
  message.set(sealed, nonceBytes)
  return message
}

/** Undefined when the message was not sealed with this key for this topic. */
export function unseal(key: Uint8Array, pubsubTopic: string, message: Uint8Array): Uint8Array | undefined {
  if (message.byteLength < sealOverheadBytes) return undefined
  const nonce = message.subarray(0, nonceBytes)
  try {
    return xchacha20poly1305(key, nonce, utf8ToBytes(pubsubTopic)).decrypt(message.subarray(nonceBytes))
  } catch {
    return undefined
  }
}

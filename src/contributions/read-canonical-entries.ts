// Log entries in their one encoding, read where they stand: decoding each to values and encoding those again, to see
// whether they are the same bytes, was the dearest part of checking a camp that arrives.
//
// | bytes                    | what                                                     |
// | ------------------------ | -------------------------------------------------------- |
// | a3                       | a map of three; keys in the order of DAG-CBOR             |
// | 62 "at", uint            | in its shortest form, at most 2^53 - 1                    |
// | 65 "nonce", 48, 8 bytes  |                                                          |
// | 66 "update", byte string | its length in its shortest form                          |
import { nonceBytes } from './client-id.ts'
import { checkEntryCount, type LogEntry } from './log-entry.ts'

const bytesOf = (...parts: readonly (string | number)[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'number' ? [part] : [...new TextEncoder().encode(part)])))

const toAt = bytesOf(0xa3, 0x62, 'at')
const toNonce = bytesOf(0x65, 'nonce', 0x40 + nonceBytes)
const toUpdate = bytesOf(0x66, 'update')
const unsigned = 0
const byteString = 2

/**
 * The entries from the start of `bytes` on, as far as they have this form, and where they end. Nonces and updates are
 * views into `bytes`.
 *
 * @throws {LimitExceededError} past `maxLogEntries`
 */
export function readCanonicalEntries(bytes: Uint8Array): { readonly entries: LogEntry[]; readonly end: number } {
  const entries: LogEntry[] = []
  let end = 0
  for (;;) {
    const read = readEntry(bytes, end)
    if (read === undefined) return { entries, end }
    entries.push(read.entry)
    end = read.end
    checkEntryCount(entries.length)
  }
}

function readEntry(bytes: Uint8Array, start: number): { readonly entry: LogEntry; readonly end: number } | undefined {
  const at = standsAt(bytes, start, toAt) ? readHead(bytes, start + toAt.byteLength, unsigned) : undefined
  if (at === undefined || !standsAt(bytes, at.end, toNonce)) return undefined
  const from = at.end + toNonce.byteLength
  const to = from + nonceBytes
  const length = standsAt(bytes, to, toUpdate) ? readHead(bytes, to + toUpdate.byteLength, byteString) : undefined
  if (length === undefined) return undefined
  const end = length.end + length.value
  if (end > bytes.byteLength) return undefined
  const entry = { at: at.value, nonce: bytes.subarray(from, to), update: bytes.subarray(length.end, end) }
  return { entry, end }
}

function standsAt(bytes: Uint8Array, at: number, wanted: Uint8Array): boolean {
  for (let i = 0; i < wanted.byteLength; i++) if (bytes[at + i] !== wanted[i]) return false
  return true
}

/** The number in a head (RFC 8949 section 3) of this major type; undefined unless it is in its shortest form. */
function readHead(
  bytes: Uint8Array,
  at: number,
  major: number,
): { readonly value: number; readonly end: number } | undefined {
  const first = bytes[at]
  if (first === undefined || first >> 5 !== major) return undefined
  const info = first & 0x1f
  if (info < 24) return { value: info, end: at + 1 }
  const size = { 24: 1, 25: 2, 26: 4, 27: 8 }[info]
  if (size === undefined || at + 1 + size > bytes.byteLength) return undefined
  let value = 0
  for (let i = 1; i <= size; i++) value = value * 256 + (bytes[at + i] ?? 0)
  const smallest = { 1: 24, 2: 2 ** 8, 4: 2 ** 16, 8: 2 ** 32 }[size] ?? 0
  return value < smallest || !Number.isSafeInteger(value) ? undefined : { value, end: at + 1 + size }
}

// CBOR in one form only. Whatever we sign or hash must not exist in two encodings: what does not re-encode to the same
// bytes is refused. Rules: RFC 8949 section 4.2.1 as DAG-CBOR narrows them; `@ipld/dag-cbor` writes by them and reads keys
// in any order and text that is no UTF-8.
import * as dagCbor from '@ipld/dag-cbor'
import { decodeFirst } from 'cborg'
import { equals } from 'uint8arrays/equals'
import { DamagedDataError } from '../domain/errors.ts'

/** Deterministic DAG-CBOR. */
export const encodeCbor = (value: unknown): Uint8Array => dagCbor.encode(value)

/** @throws {DamagedDataError} with reason `bad-cbor` for anything but the one encoding of one value */
export function decodeCbor(bytes: Uint8Array): unknown {
  let value: unknown
  try {
    value = dagCbor.decode(bytes)
  } catch (cause) {
    throw new DamagedDataError('bad-cbor', messageOf(cause), { cause })
  }
  checkForm(value, bytes)
  return value
}

/**
 * The values of a CBOR sequence (RFC 8742), each with its own bytes.
 *
 * @throws {DamagedDataError} with reason `bad-cbor`
 */
export function* decodeCborSequence(bytes: Uint8Array): Generator<unknown> {
  let rest = bytes
  while (rest.byteLength > 0) {
    let value: unknown
    let remainder: Uint8Array
    try {
      ;[value, remainder] = decodeFirst(rest, dagCbor.decodeOptions)
    } catch (cause) {
      throw new DamagedDataError('bad-cbor', messageOf(cause), { cause })
    }
    checkForm(value, rest.subarray(0, rest.byteLength - remainder.byteLength))
    yield value
    rest = remainder
  }
}

function checkForm(value: unknown, bytes: Uint8Array): void {
  let again: Uint8Array
  try {
    again = dagCbor.encode(value)
  } catch (cause) {
    throw new DamagedDataError('bad-cbor', messageOf(cause), { cause })
  }
  if (!equals(again, bytes)) throw new DamagedDataError('bad-cbor', 'not the deterministic encoding of its value')
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

// A CID given as text where a tree links to it.
import { CID } from 'multiformats/cid'
import { DamagedDataError } from '../domain/errors.ts'

/** @throws {DamagedDataError} when `text` is no CIDv1 */
export function parseLink(text: string): CID {
  try {
    return CID.parse(text)
  } catch (cause) {
    throw new DamagedDataError('bad-tree', `${JSON.stringify(text.slice(0, 80))} is no CID`, { cause })
  }
}

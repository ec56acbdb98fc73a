// The root block of a camp's `.car` file: which camp, and the signed heads whose trees the file holds.
import { decodeCbor, encodeCbor } from '../contributions/strict-cbor.ts'
import { DamagedDataError } from '../domain/errors.ts'
import { type CampId, parseCampId } from '../domain/ids.ts'
import { limits } from '../domain/limits.ts'

export interface CampManifest {
  readonly campId: CampId
  /** IPNS records. */
  readonly records: readonly Uint8Array[]
}

export const encodeManifest = ({ campId, records }: CampManifest): Uint8Array =>
  encodeCbor({ divelog: 1, camp: campId, records })

/**
 * The manifest, or undefined for a block that never was one.
 *
 * @throws {DamagedDataError} with reason `bad-car` for a manifest that is not right
 */
export function decodeManifest(bytes: Uint8Array): CampManifest | undefined {
  const value = decodeCbor(bytes)
  if (typeof value !== 'object' || value === null || !('divelog' in value)) return undefined
  const { divelog, camp, records } = value as Record<string, unknown>
  if (divelog !== 1) throw new DamagedDataError('bad-car', `format ${String(divelog)}; a newer Divelog may read it`)
  if (typeof camp !== 'string' || !Array.isArray(records))
    throw new DamagedDataError('bad-car', 'an unreadable manifest')
  if (records.length > limits.maxAuthorsPerCamp || !records.every((record) => record instanceof Uint8Array)) {
    throw new DamagedDataError('bad-car', 'a bad list of heads')
  }
  return { campId: campOf(camp), records }
}

function campOf(text: string): CampId {
  try {
    return parseCampId(text)
  } catch (cause) {
    throw new DamagedDataError('bad-car', 'a manifest without a camp id', { cause })
  }
}

// `divelog.json`: the one file of a contribution tree that says whose it is, of which camp, and how many commits it has.
import { DamagedDataError } from '../domain/errors.ts'
import { type CampId, parseCampId } from '../domain/ids.ts'
import { limits } from '../domain/limits.ts'

export interface TreeProfile {
  readonly format: 1
  readonly campId: CampId
  /** Display name, at most 80 characters; '' when the author gave none. */
  readonly name: string
  /** CSS hex colour. */
  readonly colour: string
  readonly commits: number
}

/** JSON with its keys in one order, so that equal profiles are equal bytes. */
export function encodeProfile({ format, campId, name, colour, commits }: TreeProfile): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify({ format, campId, name, colour, commits })}\n`)
}

/** @throws {DamagedDataError} with reason `bad-profile` */
export function parseProfile(bytes: Uint8Array): TreeProfile {
  const value = parseJson(bytes)
  const bad = (what: string): DamagedDataError => new DamagedDataError('bad-profile', `${what} in divelog.json`)
  if (typeof value !== 'object' || value === null) throw bad('no object')
  const { format, campId, name, colour, commits } = value as Record<string, unknown>
  if (format !== 1) throw bad(`format ${String(format)}, which a newer Divelog may read,`)
  if (typeof campId !== 'string') throw bad('no camp id')
  if (typeof name !== 'string' || name.length > limits.maxDisplayNameCharacters) throw bad('a bad name')
  if (typeof colour !== 'string' || !/^#[0-9a-f]{6}$/.test(colour)) throw bad('a bad colour')
  if (typeof commits !== 'number' || !Number.isSafeInteger(commits) || commits < 1) throw bad('a bad commit count')
  return { format, campId: campOf(campId), name, colour, commits }
}

function campOf(text: string): CampId {
  try {
    return parseCampId(text)
  } catch (cause) {
    throw new DamagedDataError('bad-profile', 'no camp id in divelog.json', { cause })
  }
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (cause) {
    throw new DamagedDataError('bad-profile', 'divelog.json is no JSON', { cause })
  }
}

// A CID typed on the command line.
import { CID } from 'multiformats/cid'
import { InvalidInputError } from '../domain/errors.ts'

/** @throws {InvalidInputError} */
export function parseCid(text: string): CID {
  try {
    return CID.parse(text)
  } catch (cause) {
    throw new InvalidInputError('CID', text, 'cannot be read; copy the whole of it', { cause })
  }
}

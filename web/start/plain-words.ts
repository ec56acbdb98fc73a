// What went wrong, as one says it to somebody who has never seen the program.
import { InvalidInputError, LimitExceededError } from '../../src/index.ts'
import { byteSize } from '../design/byte-size.ts'

export function inWords(failure: unknown): string {
  if (failure instanceof InvalidInputError) return sentence(failure)
  if (failure instanceof LimitExceededError) return `Too large: ${limitOf(failure)}`
  if (isPartMissing(failure))
    return 'A part of this page did not load. Is the laptop that gives it still near? Try again.'
  return failure instanceof Error ? failure.message : String(failure)
}

/** Browsers say in words of their own that a script they were to load did not come. */
const isPartMissing = (failure: unknown): boolean =>
  failure instanceof TypeError && /dynamically imported module|importing a module script/i.test(failure.message)

function sentence({ what, value, why }: InvalidInputError): string {
  switch (what) {
    case 'file':
      return `${value} ${why}.`
    case 'invite link':
      return `This invite link ${why}.`
    case 'camp':
      return `The camp “${value}” ${why}.`
    case 'camp name':
      return `The name of the camp ${why}.`
    default:
      return `The ${what}${value === '' ? '' : ` “${value}”`} ${why}.`
  }
}

const limitOf = ({ limit, max, actual }: LimitExceededError): string =>
  `the ${limit} is ${byteSize(actual)}, and ${byteSize(max)} is the most.`

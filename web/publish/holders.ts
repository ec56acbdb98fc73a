// Who holds a published outcome, as far as their word was heard.
import type { Agreement, AuthorId, SaveState } from '../../src/index.ts'
import { oneALaptop, type WhoIsWhere } from '../frame/one-a-laptop.ts'

export interface Holding {
  readonly self: AuthorId
  /** Those whose signature is here. */
  readonly signers: readonly AuthorId[]
  readonly agreement: Agreement
  readonly heldBy: SaveState['heldBy']
}

/**
 * Devices besides this one: those that signed it, those that hold all that we hold, and, when it is our own, those that
 * hold our latest work.
 */
export function holdersOf({ self, signers, agreement, heldBy }: Holding): readonly AuthorId[] {
  const ofOurs = signers.includes(self) ? heldBy.map(({ peer }) => peer) : []
  return [...new Set([...signers, ...agreement.same, ...ofOurs])].filter((id) => id !== self)
}

export interface WhereHeld {
  readonly isInOwnNode: boolean
  /** Other laptops, one device of each. */
  readonly laptops: readonly AuthorId[]
}

export function whereHeld(holders: readonly AuthorId[], who: WhoIsWhere): WhereHeld {
  const elsewhere = holders.filter((id) => !who.ownNodes.includes(id))
  return { isInOwnNode: elsewhere.length < holders.length, laptops: oneALaptop(elsewhere, who) }
}

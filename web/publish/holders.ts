// Who signed a published outcome, and who holds it, as far as their word was heard.
import type { Agreement, AuthorId, SaveState, Topic } from '../../src/index.ts'

/** Everybody who signed exactly this. */
export const signersOf = (topic: Topic | undefined, cid: string): readonly AuthorId[] =>
  topic?.outcome.finals.find((final) => final.cid === cid)?.signers ?? []

export interface Holding {
  readonly self: AuthorId
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

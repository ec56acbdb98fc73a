// Who holds what, beyond those a browser is connected to itself. A page often reaches only the node of its own laptop,
// which meets everybody else: that node tells the pages beside it which heads of theirs it heard others hold. A page
// takes only its own node's word; of anybody else's, a lie could call work safe that is not.
import type { AuthorId } from '../domain/ids.ts'
import type { Clock, Receipt } from '../notebook/ports.ts'
import { type Copy, type HeadLine, maxCopies } from './sync-messages.ts'

/** What a peer says it holds. */
export interface Said {
  readonly digest: string
  readonly heads: readonly HeadLine[]
  readonly beside: AuthorId | undefined
}

export interface KnownCopies {
  /** The own node of this browser, while it is connected; undefined on a node. */
  ownNode(): AuthorId | undefined
  /** The peer said it just now. */
  note(peer: AuthorId, said: Said): void
  /** To be told to the peer: none unless it is a browser beside this node. */
  tell(peer: AuthorId): readonly Copy[]
  /** The peer tells of others. */
  hear(teller: AuthorId, copies: readonly Copy[]): void
}

export interface KnownCopiesComponents {
  readonly self: AuthorId
  readonly clock: Clock
  readonly ownNode: () => AuthorId | undefined
  readonly noteReceipt: (receipt: Receipt) => void
  /** There is something to tell to this browser. */
  readonly onNews: (page: AuthorId) => void
}

interface Entry extends Said {
  readonly at: number
}

export function createKnownCopies(components: KnownCopiesComponents): KnownCopies {
  const { self, clock, ownNode, noteReceipt, onNews } = components
  const known = new Map<AuthorId, Entry>()
  const pages = (): AuthorId[] => [...known].flatMap(([peer, { beside }]) => (beside === self ? [peer] : []))
  return {
    ownNode,
    note(peer, said) {
      const before = known.get(peer)
      known.delete(peer)
      known.set(peer, { ...said, at: clock.now() })
      const oldest = known.keys().next()
      if (known.size > maxCopies && !oldest.done) known.delete(oldest.value)
      for (const page of pages()) {
        if (page !== peer && sequenceOf(said.heads, page) > sequenceOf(before?.heads ?? [], page)) onNews(page)
      }
    },
    tell(page) {
      if (known.get(page)?.beside !== self) return []
      const now = clock.now()
      return [...known].flatMap(([peer, { heads, digest, at, beside }]): Copy[] => {
        if (peer === page) return []
        const copy = { peer, ownSequence: sequenceOf(heads, page), digest, ageMs: Math.max(0, now - at) }
        return [beside === undefined ? copy : { ...copy, beside }]
      })
    },
    hear(teller, copies) {
      if (teller !== ownNode()) return
      const now = clock.now()
      for (const { peer, ownSequence, digest, ageMs, beside } of copies) {
        if (peer === self) continue
        const receipt = { peer, at: now - ageMs, holdsOwnSequence: ownSequence, headsDigest: digest }
        noteReceipt(beside === undefined ? receipt : { ...receipt, beside })
      }
    },
  }
}

export const sequenceOf = (heads: readonly HeadLine[], author: string): number =>
  heads.find((head) => head.author === author)?.sequence ?? 0

// Who holds what, beyond those a browser is connected to itself. A page often reaches only the node of its own laptop,
// which meets everybody else: that node tells the pages beside it whom it is connected to, and which heads of theirs it
// heard others hold. A page takes only its own node's word; of anybody else's, a lie could call work safe that is not.
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
  /** Whether the peer is a browser beside this node. */
  isBeside(peer: AuthorId): boolean
  /** To be told to the peer: none unless it is a browser beside this node. */
  tell(peer: AuthorId): readonly Copy[]
  /** Somebody came or went: the browsers beside this node are told soon. */
  tellWhoIsHere(): void
  /** The peer tells of others: what they hold, and, if it says so, to whom it is connected. */
  hear(teller: AuthorId, copies: readonly Copy[], members?: readonly AuthorId[]): void
  /** Whom the own node is connected to, as it said last. */
  reached(): readonly AuthorId[]
}

export interface KnownCopiesComponents {
  readonly self: AuthorId
  readonly clock: Clock
  readonly ownNode: () => AuthorId | undefined
  readonly noteReceipt: (receipt: Receipt) => void
  /** There is something to tell to this browser. */
  readonly onNews: (page: AuthorId) => void
  /** What `reached` gives has changed. */
  readonly onReached: () => void
}

interface Entry extends Pick<Said, 'digest' | 'beside'> {
  readonly at: number
  /** Of peers alone: of a camp of thousands of authors nobody else is told to. */
  readonly sequences: ReadonlyMap<AuthorId, number>
}

export function createKnownCopies(components: KnownCopiesComponents): KnownCopies {
  const { self, clock, ownNode, noteReceipt, onNews, onReached } = components
  const known = new Map<AuthorId, Entry>()
  let reached: { readonly through: AuthorId; readonly members: readonly AuthorId[] } | undefined
  const pages = (): AuthorId[] => [...known].flatMap(([peer, { beside }]) => (beside === self ? [peer] : []))
  return {
    ownNode,
    isBeside: (peer) => known.get(peer)?.beside === self,
    note(peer, said) {
      const before = known.get(peer)
      const sequences = new Map(
        said.heads.flatMap(({ author, sequence }) => (known.has(author) ? [[author, sequence]] : [])),
      )
      known.delete(peer)
      known.set(peer, { digest: said.digest, beside: said.beside, at: clock.now(), sequences })
      const oldest = known.keys().next()
      if (known.size > maxCopies && !oldest.done) known.delete(oldest.value)
      for (const page of pages()) {
        if (page !== peer && (sequences.get(page) ?? 0) > (before?.sequences.get(page) ?? 0)) onNews(page)
      }
    },
    tell(page) {
      if (known.get(page)?.beside !== self) return []
      const now = clock.now()
      return [...known].flatMap(([peer, { sequences, digest, at, beside }]): Copy[] => {
        if (peer === page) return []
        const copy = { peer, ownSequence: sequences.get(page) ?? 0, digest, ageMs: Math.max(0, now - at) }
        return [beside === undefined ? copy : { ...copy, beside }]
      })
    },
    tellWhoIsHere() {
      for (const page of pages()) onNews(page)
    },
    reached: () => (reached !== undefined && reached.through === ownNode() ? reached.members : []),
    hear(teller, copies, members) {
      if (teller !== ownNode()) return
      if (members !== undefined) {
        const before = reached
        reached = { through: teller, members: members.filter((member) => member !== self) }
        if (before?.through !== teller || before.members.join() !== reached.members.join()) onReached()
      }
      const now = clock.now()
      for (const { peer, ownSequence, digest, ageMs, beside } of copies) {
        // The peer itself may have said more since.
        if (peer === self || (known.get(peer)?.at ?? 0) > now - ageMs) continue
        const receipt = { peer, at: now - ageMs, holdsOwnSequence: ownSequence, headsDigest: digest }
        noteReceipt(beside === undefined ? receipt : { ...receipt, beside })
      }
    },
  }
}

export const sequenceOf = (heads: readonly HeadLine[], author: string): number =>
  heads.find((head) => head.author === author)?.sequence ?? 0

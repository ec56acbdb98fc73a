// The set of heads that is the camp: per author the newest, or all of one sequence number when a key was copied.
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { AuthorId } from '../domain/ids.ts'
import { limits } from '../domain/limits.ts'
import type { Head } from './ports.ts'

export type HeadStanding =
  | { readonly kind: 'newer'; readonly replaces: readonly Head[] }
  /** Same sequence, other root: both are kept and the author is flagged. */
  | { readonly kind: 'fork'; readonly beside: readonly Head[]; readonly replaces: readonly Head[] }
  | { readonly kind: 'known' }
  | { readonly kind: 'too-many-forks' }

export interface HeadSet {
  /** Sorted by author, then root. The same array until a head changes. */
  all(): readonly Head[]
  /** By root. */
  of(author: AuthorId): readonly Head[]
  authorCount(): number
  /** SHA-256 in lower-case hex over the sorted heads. */
  digest(): string
  standing(head: Head): HeadStanding
  put(head: Head, replaced: readonly Head[]): void
}

export function createHeadSet(initial: readonly Head[]): HeadSet {
  const byAuthor = new Map<AuthorId, Head[]>()
  for (const head of [...initial].sort(compareHeads)) {
    byAuthor.set(head.author, [...(byAuthor.get(head.author) ?? []), head])
  }
  let sorted: readonly Head[] | undefined
  let digest: string | undefined

  const all = (): readonly Head[] => {
    sorted ??= [...byAuthor.values()].flat().sort(compareHeads)
    return sorted
  }

  return {
    all,
    of: (author) => byAuthor.get(author) ?? [],
    authorCount: () => byAuthor.size,
    digest() {
      digest ??= bytesToHex(sha256(utf8ToBytes(all().map(lineOf).join(''))))
      return digest
    },
    standing(head) {
      const mine = byAuthor.get(head.author) ?? []
      const sequence = mine[0]?.sequence ?? 0
      if (head.sequence > sequence) return { kind: 'newer', replaces: mine }
      if (head.sequence < sequence || mine.some((known) => known.root.equals(head.root))) return { kind: 'known' }
      return forkBeside(head, mine)
    },
    put(head, replaced) {
      const kept = (byAuthor.get(head.author) ?? []).filter(
        (old) => !replaced.some((gone) => gone.root.equals(old.root)),
      )
      byAuthor.set(head.author, [...kept, head].sort(compareHeads))
      sorted = undefined
      digest = undefined
    },
  }
}

// Which forks are kept must not depend on the order of arrival: those with the smallest roots.
function forkBeside(head: Head, mine: readonly Head[]): HeadStanding {
  if (mine.length < limits.maxForkedHeadsPerAuthor) return { kind: 'fork', beside: mine, replaces: [] }
  const sorted = [...mine].sort(compareHeads)
  const largest = sorted.at(-1)
  if (largest === undefined || compareHeads(head, largest) > 0) return { kind: 'too-many-forks' }
  return { kind: 'fork', beside: sorted.slice(0, -1), replaces: [largest] }
}

/** By author, then root. */
export function compareHeads(a: Head, b: Head): number {
  if (a.author !== b.author) return a.author < b.author ? -1 : 1
  return a.root.toString() < b.root.toString() ? -1 : 1
}

const lineOf = (head: Head): string => `${head.author} ${head.sequence} ${head.root}\n`

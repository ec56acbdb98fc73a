// Who said they hold what we wrote. Kept across restarts, because "on 2 other laptops" stays true when they go home.
import { parseAuthorId } from '../domain/ids.ts'
import type { Agreement } from './notebook.ts'
import type { Receipt, ReplicaStore } from './ports.ts'

const prefix = 'receipt/'
const encoder = new TextEncoder()
const decoder = new TextDecoder()

export interface Receipts {
  /** Stores the receipt; resolves with whether it says something new about our own head. */
  note(receipt: Receipt): Promise<boolean>
  /** Newest receipt of each peer that holds `sequence` or a newer head of ours. */
  holding(sequence: number): readonly Receipt[]
  all(): readonly Receipt[]
}

export async function openReceipts(store: Pick<ReplicaStore, 'loadSettings' | 'write'>): Promise<Receipts> {
  const byPeer = new Map<string, Receipt>()
  for (const bytes of (await store.loadSettings(prefix)).values()) {
    const receipt = parseReceipt(JSON.parse(decoder.decode(bytes)))
    if (receipt !== undefined) byPeer.set(receipt.peer, receipt)
  }
  return {
    async note(receipt) {
      const before = byPeer.get(receipt.peer)
      byPeer.set(receipt.peer, receipt)
      if (before?.holdsOwnSequence === receipt.holdsOwnSequence && before.beside === receipt.beside) {
        return before.headsDigest !== receipt.headsDigest
      }
      await store.write({ putSettings: { [prefix + receipt.peer]: encoder.encode(JSON.stringify(receipt)) } })
      return true
    },
    holding: (sequence) => [...byPeer.values()].filter((receipt) => receipt.holdsOwnSequence >= sequence),
    all: () => [...byPeer.values()],
  }
}

/** Who holds the heads of this digest, and who others. */
export function compareDigests(receipts: readonly Receipt[], digest: string): Agreement {
  const isSame = (receipt: Receipt): boolean => receipt.headsDigest === digest
  return {
    same: receipts.filter(isSame).map(({ peer }) => peer),
    differs: receipts.filter((receipt) => !isSame(receipt)).map(({ peer }) => peer),
    nodeOf: Object.fromEntries(
      receipts.flatMap(({ peer, beside }) => (beside === undefined ? [] : [[peer, beside]])),
    ) as Agreement['nodeOf'],
  }
}

function parseReceipt(value: unknown): Receipt | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { peer, at, holdsOwnSequence, headsDigest, beside } = value as Record<string, unknown>
  if (typeof peer !== 'string' || typeof at !== 'number' || typeof headsDigest !== 'string') return undefined
  if (typeof holdsOwnSequence !== 'number') return undefined
  const receipt = { peer: parseAuthorId(peer), at, holdsOwnSequence, headsDigest }
  return typeof beside === 'string' ? { ...receipt, beside: parseAuthorId(beside) } : receipt
}

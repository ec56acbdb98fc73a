// What a pull brings while it lasts, counted in topics for people to look at.
import { parseHead } from '../contributions/head.ts'
import type { Block, Exchange } from '../notebook/ports.ts'
import { type ArrivingTopics, createArrivingTopics } from './arriving-topics.ts'

export interface Arriving {
  see(block: Block): void
  /** Topics that came whole so far. */
  topics(): Promise<number>
}

/** Looks at what came only when somebody wants a number: most pulls are over sooner. */
export function arrivingWith(exchange: Exchange, record: Uint8Array): Arriving {
  const waiting: Block[] = []
  let counting: Promise<ArrivingTopics | undefined> | undefined
  return {
    see: (block) => void waiting.push(block),
    async topics() {
      counting ??= arrivingOf(exchange, record)
      const arriving = await counting
      for (const block of waiting.splice(0)) arriving?.see(block)
      return arriving?.whole() ?? 0
    },
  }
}

/** Of an author who is not here yet all blocks come: their topics can be counted on the way. */
async function arrivingOf(exchange: Exchange, record: Uint8Array): Promise<ArrivingTopics | undefined> {
  const parsed = await parseHead(record)
  if (parsed.kind === 'rejected') return undefined
  const { author, root } = parsed.head
  if (exchange.heads().some((head) => head.author === author)) return undefined
  return createArrivingTopics(root, (id) => !exchange.hasTopic(id))
}

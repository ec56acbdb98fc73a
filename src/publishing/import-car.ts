// Takes a camp's `.car` file in, as a pull from a peer: head by head, each refused whole where the damage touches it.
import { decode } from '@ipld/dag-pb'
import type { CID } from 'multiformats/cid'
import { parseHead } from '../contributions/head.ts'
import { DamagedDataError } from '../domain/errors.ts'
import type { Block } from '../domain/head.ts'
import type { Exchange, ReceiveResult } from '../notebook/ports.ts'
import { type CampManifest, decodeManifest } from './camp-manifest.ts'
import { type CarBlocks, type ReadCarOptions, readCarBlocks } from './read-car-blocks.ts'

export type CarImport =
  | {
      readonly kind: 'camp'
      /** One a head, in the order of the file. `incomplete` is given as a refusal: a file has no second half. */
      readonly results: readonly ReceiveResult[]
      /** What is wrong with the file; a whole file has none. */
      readonly problems: readonly string[]
      /** Whether every head was taken or already known, and nothing is wrong with the file. */
      readonly isWhole: boolean
    }
  | { readonly kind: 'refused'; readonly problems: readonly string[] }

export async function importCar(
  file: Uint8Array,
  exchange: Exchange,
  options: ReadCarOptions = {},
): Promise<CarImport> {
  const car = await readCarBlocks(file, options)
  const manifest = manifestOf(car)
  if (typeof manifest === 'string') return { kind: 'refused', problems: [...car.problems, manifest] }
  if (manifest.campId !== exchange.campId) {
    return { kind: 'refused', problems: [`the file is of another camp (${manifest.campId})`] }
  }
  const results: ReceiveResult[] = []
  for (const record of manifest.records) results.push(await takeHead(car, record, exchange, options))
  const isWhole = car.problems.length === 0 && results.every((r) => r.kind === 'accepted' || r.kind === 'known')
  return { kind: 'camp', results, problems: car.problems, isWhole }
}

/** The manifest, or why there is none. */
export function manifestOf({ roots, blocks, forged }: CarBlocks): CampManifest | string {
  const [root] = roots
  if (root === undefined) return 'the file names no root'
  if (forged.has(root.toString())) return 'the list of heads is damaged'
  const block = blocks.get(root.toString())
  if (block === undefined) return 'the list of heads is missing'
  try {
    return decodeManifest(block.bytes) ?? 'this .car file holds no camp'
  } catch (error) {
    if (error instanceof DamagedDataError) return `this .car file holds no camp that can be read (${error.message})`
    throw error
  }
}

async function takeHead(
  car: CarBlocks,
  record: Uint8Array,
  exchange: Exchange,
  options: ReadCarOptions,
): Promise<ReceiveResult> {
  const parsed = await parseHead(record)
  const below = parsed.kind === 'head' ? walk(car, parsed.head.root) : { blocks: [], forged: [], missing: [] }
  const [forged] = below.forged
  if (parsed.kind === 'head' && forged !== undefined) {
    const { author } = parsed.head
    return { kind: 'rejected', author, reason: 'bad-block-hash', detail: `the bytes of ${forged} do not hash to it` }
  }
  const [missing] = below.missing
  // In a damaged file a block that is gone is damage, also when this replica happens to hold another copy of it.
  if (parsed.kind === 'head' && missing !== undefined && car.problems.length > 0) {
    const { author } = parsed.head
    return { kind: 'rejected', author, reason: 'bad-car', detail: `the damage took ${missing}` }
  }
  const result = await exchange.receiveHead(record, below.blocks, options)
  if (result.kind !== 'incomplete') return result
  const detail = `${result.missing.length} blocks are missing, ${result.missing[0]} first`
  return { kind: 'rejected', author: result.author, reason: 'bad-car', detail }
}

interface Below {
  readonly blocks: readonly Block[]
  readonly forged: readonly string[]
  /** Linked to, and not in the file. */
  readonly missing: readonly string[]
}

/** What of the file is below a root. */
function walk({ blocks, forged }: CarBlocks, root: CID): Below {
  const found: Block[] = []
  const bad: string[] = []
  const missing: string[] = []
  const seen = new Set<string>()
  const waiting = [root]
  for (let cid = waiting.pop(); cid !== undefined; cid = waiting.pop()) {
    const key = cid.toString()
    if (seen.has(key)) continue
    seen.add(key)
    if (forged.has(key)) bad.push(key)
    const block = blocks.get(key)
    if (block === undefined) {
      missing.push(key)
      continue
    }
    found.push(block)
    waiting.push(...linksIn(block))
  }
  return { blocks: found, forged: bad, missing }
}

function linksIn({ cid, bytes }: Block): CID[] {
  if (cid.code !== 0x70) return []
  try {
    return decode(bytes).Links.map((link) => link.Hash)
  } catch {
    // Not DAG-PB after all: verification will say so when it gets there.
    return []
  }
}

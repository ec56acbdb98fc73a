// Takes a camp's `.car` file in, as a pull from a peer: head by head, each refused whole where the damage touches it.
import type { CID } from 'multiformats/cid'
import { parseHead } from '../contributions/head.ts'
import { loadBlock } from '../contributions/load-block.ts'
import { rawCode } from '../contributions/put-block.ts'
import { linksOf } from '../contributions/walk.ts'
import { DamagedDataError } from '../domain/errors.ts'
import type { Exchange, ReceiveResult } from '../notebook/ports.ts'
import { type CampManifest, decodeManifest } from './camp-manifest.ts'
import { type CarIndex, indexCar, type ReadCarOptions } from './car-index.ts'
import type { CarSource } from './car-source.ts'

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

export interface ImportCarOptions extends ReadCarOptions {
  /** Heads looked at so far, and all of them: each is taken whole or not at all. */
  readonly onHeads?: (progress: { readonly done: number; readonly total: number }) => void
}

export async function importCar(
  file: CarSource,
  exchange: Exchange,
  options: ImportCarOptions = {},
): Promise<CarImport> {
  const car = await indexCar(file, options)
  const manifest = await manifestOf(car)
  if (typeof manifest === 'string') return { kind: 'refused', problems: [...car.problems, manifest] }
  if (manifest.campId !== exchange.campId) {
    return { kind: 'refused', problems: [`the file is of another camp (${manifest.campId})`] }
  }
  const results: ReceiveResult[] = []
  const total = manifest.records.length
  for (const [done, record] of manifest.records.entries()) {
    options.signal?.throwIfAborted()
    options.onHeads?.({ done, total })
    results.push(await takeHead(car, record, exchange, options))
  }
  options.onHeads?.({ done: total, total })
  const isWhole = car.problems.length === 0 && results.every((r) => r.kind === 'accepted' || r.kind === 'known')
  return { kind: 'camp', results, problems: car.problems, isWhole }
}

/** The manifest, or why there is none. */
export async function manifestOf(car: CarIndex): Promise<CampManifest | string> {
  const [root] = car.roots
  if (root === undefined) return 'the file names no root'
  if (car.forged.has(root.toString())) return 'the list of heads is damaged'
  if (!(await car.has(root))) return 'the list of heads is missing'
  try {
    return decodeManifest(await loadBlock(car, root)) ?? 'this .car file holds no camp'
  } catch (error) {
    if (error instanceof DamagedDataError) return `this .car file holds no camp that can be read (${error.message})`
    throw error
  }
}

async function takeHead(
  car: CarIndex,
  record: Uint8Array,
  exchange: Exchange,
  options: ReadCarOptions,
): Promise<ReceiveResult> {
  const parsed = await parseHead(record)
  const below = parsed.kind === 'head' ? await damageBelow(car, parsed.head.root, options) : {}
  if (parsed.kind === 'head' && below.forged !== undefined) {
    const { author } = parsed.head
    const detail = `the bytes of ${below.forged} do not hash to it`
    return { kind: 'rejected', author, reason: 'bad-block-hash', detail }
  }
  // In a damaged file a block that is gone is damage, also when this replica happens to hold another copy of it.
  if (parsed.kind === 'head' && below.missing !== undefined && car.problems.length > 0) {
    const { author } = parsed.head
    return { kind: 'rejected', author, reason: 'bad-car', detail: `the damage took ${below.missing}` }
  }
  const { signal } = options
  const result = await exchange.receiveHead(record, [], { from: car, ...(signal === undefined ? {} : { signal }) })
  if (result.kind !== 'incomplete') return result
  const detail = `${result.missing.length} blocks are missing, ${result.missing[0]} first`
  return { kind: 'rejected', author: result.author, reason: 'bad-car', detail }
}

interface Damage {
  /** The first block below a root whose bytes are not its own. */
  readonly forged?: string
  /** The first that is linked to, and not in the file. */
  readonly missing?: string
}

async function damageBelow(car: CarIndex, root: CID, { signal }: ReadCarOptions): Promise<Damage> {
  let missing: string | undefined
  const seen = new Set<string>()
  const waiting = [root]
  for (let cid = waiting.pop(); cid !== undefined; cid = waiting.pop()) {
    signal?.throwIfAborted()
    const key = cid.toString()
    if (seen.has(key)) continue
    seen.add(key)
    if (car.forged.has(key)) return { forged: key }
    if (!(await car.has(cid))) missing ??= key
    // Leaves link to nothing: they are not read for this.
    else if (cid.code !== rawCode) waiting.push(...(await childrenOf(car, cid)))
  }
  return missing === undefined ? {} : { missing }
}

async function childrenOf(car: CarIndex, cid: CID): Promise<CID[]> {
  try {
    return linksOf(cid, await loadBlock(car, cid))
  } catch (error) {
    // Not DAG-PB after all: verification will say so when it gets there.
    if (error instanceof DamagedDataError) return []
    throw error
  }
}

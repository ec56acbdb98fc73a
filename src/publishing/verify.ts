// Checks a DAG or a `.car` file without taking anything in: every block there, every hash right, every signature good.
import type { Blockstore } from 'interface-blockstore'
import type { CID } from 'multiformats/cid'
import { sha256 } from 'multiformats/hashes/sha2'
import { equals } from 'uint8arrays/equals'
import { parseHead } from '../contributions/head.ts'
import { decodeNode } from '../contributions/unixfs-node.ts'
import { verifyHead } from '../contributions/verify.ts'
import { newBlocks } from '../contributions/walk.ts'
import { DamagedDataError, LimitExceededError } from '../domain/errors.ts'
import { type CarIndex, indexCar, type ReadCarOptions } from './car-index.ts'
import type { CarSource } from './car-source.ts'
import { manifestOf } from './import-car.ts'

export interface VerifyReport {
  readonly blocks: number
  readonly bytes: number
  /** Heads with a good signature, for a camp's file. */
  readonly heads: number
  /** In words; empty when all is well. */
  readonly problems: readonly string[]
}

/** Walks the DAG below `root`: presence, hashes, UnixFS form. */
export async function verifyDag(
  blocks: Pick<Blockstore, 'get'>,
  root: CID,
  options: { readonly signal?: AbortSignal } = {},
): Promise<VerifyReport> {
  let count = 0
  let bytes = 0
  try {
    for await (const block of newBlocks(blocks, root, [], options)) {
      count++
      bytes += block.bytes.byteLength
      const digest = await sha256.digest(block.bytes)
      if (block.cid.multihash.code !== sha256.code || !equals(digest.digest, block.cid.multihash.digest)) {
        return { blocks: count, bytes, heads: 0, problems: [`the bytes of ${block.cid} do not hash to it`] }
      }
      decodeNode(block.cid, block.bytes)
    }
  } catch (error) {
    if (!(error instanceof DamagedDataError || error instanceof LimitExceededError)) throw error
    return { blocks: count, bytes, heads: 0, problems: [error.message] }
  }
  return { blocks: count, bytes, heads: 0, problems: [] }
}

export async function verifyCarFile(file: CarSource, options: ReadCarOptions = {}): Promise<VerifyReport> {
  const car = await indexCar(file, options)
  const checked = await checkRoots(car, options)
  return { blocks: car.count, bytes: car.bytes, heads: checked.heads, problems: [...car.problems, ...checked.problems] }
}

interface Checked {
  readonly heads: number
  readonly problems: readonly string[]
}

async function checkRoots(car: CarIndex, options: ReadCarOptions): Promise<Checked> {
  const isCamp = car.roots[0]?.code === 0x71
  if (isCamp) return checkCamp(car, options)
  if (car.roots.length === 0) return { heads: 0, problems: ['the file names no root'] }
  const problems: string[] = []
  for (const root of car.roots) problems.push(...(await verifyDag(car, root, options)).problems)
  return { heads: 0, problems }
}

async function checkCamp(car: CarIndex, options: ReadCarOptions): Promise<Checked> {
  const manifest = await manifestOf(car)
  if (typeof manifest === 'string') return { heads: 0, problems: [manifest] }
  const problems: string[] = []
  let heads = 0
  for (const record of manifest.records) {
    const parsed = await parseHead(record)
    if (parsed.kind === 'rejected') {
      problems.push(`a head is refused: ${parsed.reason}: ${parsed.detail}`)
      continue
    }
    const { signal } = options
    const verified = await verifyHead(car, parsed.head, { campId: manifest.campId, ...(signal ? { signal } : {}) })
    if (verified.kind === 'verified') heads++
    else if (verified.kind === 'incomplete') {
      problems.push(`the head of ${parsed.head.author} lacks ${verified.missing.length} blocks`)
    } else problems.push(`the head of ${parsed.head.author} is refused: ${verified.reason}: ${verified.detail}`)
  }
  return { heads, problems }
}

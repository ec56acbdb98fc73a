// One block as one array: blockstores hand out their bytes in pieces.
import type { Blockstore } from 'interface-blockstore'
import type { CID } from 'multiformats/cid'
import { DamagedDataError } from '../domain/errors.ts'

export interface BlockSource extends Pick<Blockstore, 'get'> {
  /** The block if it is in memory: verification reads each node of a new tree several times, without waiting. */
  peek?(cid: CID): Uint8Array | undefined
}
/** Blocks that are there or not, such as those of a file. */
export type BlockReader = BlockSource & Pick<Blockstore, 'has'>
export type BlockTarget = BlockSource & Pick<Blockstore, 'put'>

/** @throws {DamagedDataError} with reason `missing-block` when the block is not here */
export async function loadBlock(
  blocks: BlockSource,
  cid: CID,
  options: { readonly signal?: AbortSignal } = {},
): Promise<Uint8Array> {
  const held = blocks.peek?.(cid)
  if (held !== undefined) return held
  try {
    const chunks: Uint8Array[] = []
    for await (const chunk of blocks.get(cid, options)) chunks.push(chunk)
    return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : join(chunks)
  } catch (error) {
    if (error instanceof Error && error.name === 'NotFoundError') throw new MissingBlockError(cid, { cause: error })
    throw error
  }
}

/** A block that a DAG needs is not in the blockstore. */
export class MissingBlockError extends DamagedDataError {
  readonly cid: CID

  constructor(cid: CID, options?: ErrorOptions) {
    super('missing-block', `${cid} is not here`, options)
    this.cid = cid
  }
}

function join(chunks: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0))
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.byteLength
  }
  return bytes
}

// Published directories as this browser holds them: checked block by block, and written as one file.
import type { Blockstore } from 'interface-blockstore'
import { CID } from 'multiformats/cid'
import type { VerifyReport } from './publishing/verify.ts'

export interface FinalFiles {
  /** Reads every block below `cid` here, and hashes it anew. Asks no network. */
  check(cid: string, options?: { readonly signal?: AbortSignal }): Promise<VerifyReport>
  /** The directory as a `.car` file. Rejects when a block of it is not here. */
  car(cid: string, options?: { readonly signal?: AbortSignal }): Promise<Blob>
}

/** Both are rare: their code comes when somebody asks. */
export function createFinalFiles(blocks: Pick<Blockstore, 'get'>): FinalFiles {
  return {
    async check(cid, options) {
      const { verifyDag } = await import('./publishing/verify.ts')
      return verifyDag(blocks, CID.parse(cid), options)
    },
    async car(cid, options) {
      const { writeDagCar } = await import('./publishing/write-car.ts')
      const chunks: Uint8Array<ArrayBuffer>[] = []
      for await (const chunk of writeDagCar(blocks, CID.parse(cid), options)) chunks.push(new Uint8Array(chunk))
      return new Blob(chunks, { type: 'application/vnd.ipld.car' })
    },
  }
}

// A small Helia: our libp2p, our blockstore, bitswap, and none of the public bootstrap nodes, routers and gateways
// that `createHelia` contacts by default.
import { withBitswap } from '@helia/bitswap'
import { withLibp2pLight } from '@helia/libp2p'
import type { ServiceMap } from '@libp2p/interface'
import { createHeliaLight } from 'helia'
import type { Blockstore } from 'interface-blockstore'
import type { Datastore } from 'interface-datastore'
import type { Libp2pOptions } from 'libp2p'

export interface HeliaInit<Services extends ServiceMap> {
  readonly blockstore: Blockstore
  /** @default in memory */
  readonly datastore?: Datastore
  readonly libp2p: Libp2pOptions<Services>
}

/** Started; stop it with its own `stop`. */
export async function createHeliaNode<Services extends ServiceMap>(init: HeliaInit<Services>) {
  const { blockstore, datastore, libp2p } = init
  const helia = createHeliaLight({ blockstore, ...(datastore === undefined ? {} : { datastore }) })
  return withBitswap(withLibp2pLight(helia, libp2p)).start()
}

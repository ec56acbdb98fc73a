// A replica with a real libp2p node, over TCP on loopback, for tests of the network.
import { createAuthorKey } from '../../src/contributions/author-key.ts'
import { createHeliaNode } from '../../src/network/create-helia.ts'
import { createNetwork, type NetworkInit } from '../../src/network/create-network.ts'
import { nodeLibp2pOptions } from '../../src/network/node-options.ts'
import type { Clock, Exchange } from '../../src/notebook/ports.ts'
import { systemClock } from '../../src/notebook/system-clock.ts'
import { openReplica, type TestCamp } from './notebooks.ts'

export type OnlineReplica = Awaited<ReturnType<typeof openOnlineReplica>>

export interface OnlineReplicaInit extends NetworkInit {
  /** @default systemClock */
  readonly clock?: Clock
  /** What the network sees instead of the notebook's exchange. */
  readonly wrapExchange?: (exchange: Exchange) => Exchange
}

export async function openOnlineReplica(camp: TestCamp, name: string, init: OnlineReplicaInit = {}) {
  const key = await createAuthorKey()
  const { notebook, store } = await openReplica(camp, name, { key })
  const helia = await createHeliaNode({
    blockstore: store.blocks,
    libp2p: nodeLibp2pOptions({
      privateKey: await key.privateKey(),
      listen: ['/ip4/127.0.0.1/tcp/0'],
      discover: false,
    }),
  })
  const failures: unknown[] = []
  const network = await createNetwork(
    {
      libp2p: helia.libp2p,
      exchange: init.wrapExchange?.(notebook.exchange) ?? notebook.exchange,
      clock: init.clock ?? systemClock,
      onFailed: (_, error) => failures.push(error),
    },
    init,
  )
  notebook.attachNetwork(network)
  const [addr = ''] = network.multiaddrs()
  return {
    notebook,
    store,
    helia,
    network,
    addr,
    failures,
    async stop() {
      await network.stop()
      await helia.stop()
      await notebook.stop()
    },
  }
}

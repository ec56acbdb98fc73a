// The network of a laptop: Helia and libp2p. Loaded only when asked for, because most commands need none of it.
import type { AuthorKey } from './contributions/author-key.ts'
import { encodePeers, knownPeers, peersSetting } from './known-peers.ts'
import { createHeliaNode } from './network/create-helia.ts'
import { createNetwork, type StartedNetwork } from './network/create-network.ts'
import { nodeLibp2pOptions } from './network/node-options.ts'
import type { LeadableNotebook } from './notebook/create-notebook.ts'
import type { ReplicaStore } from './notebook/ports.ts'
import { systemClock } from './notebook/system-clock.ts'

export interface OnlineNode {
  readonly network: StartedNetwork
  stop(): Promise<void>
}

export interface GoOnlineInit {
  readonly listen: readonly string[]
  /** @default true */
  readonly discover?: boolean
  readonly key: AuthorKey
  readonly notebook: LeadableNotebook
  readonly store: ReplicaStore
}

export async function goOnline({ key, notebook, store, listen, discover }: GoOnlineInit): Promise<OnlineNode> {
  const helia = await createHeliaNode({
    blockstore: store.blocks,
    libp2p: nodeLibp2pOptions({ privateKey: key.privateKey, listen, discover: discover ?? true }),
  })
  const network = await createNetwork(
    {
      libp2p: helia.libp2p,
      exchange: notebook.exchange,
      clock: systemClock,
      onFailed: (task, error) => notebook.noteFailure(task, error),
    },
    { knownAddrs: await knownPeers(store) },
  )
  notebook.attachNetwork(network)
  return {
    network,
    async stop() {
      const addrs = network.keptAddrs()
      if (addrs.length > 0) await store.write({ putSettings: { [peersSetting]: encodePeers(addrs) } })
      await network.stop()
      await helia.stop()
    },
  }
}

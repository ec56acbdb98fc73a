// The network of a laptop: Helia and libp2p. Loaded only when asked for, because most commands need none of it.
import type { AuthorKey } from './contributions/author-key.ts'
import { encodePeers, knownPeers, peersSetting } from './known-peers.ts'
import { createHeliaNode } from './network/create-helia.ts'
import { createNetwork, type StartedNetwork } from './network/create-network.ts'
import { type ListenTrouble, listenTroubles, onAnyPort, unheardAddrs } from './network/listening.ts'
import { nodeLibp2pOptions } from './network/node-options.ts'
import type { LeadableNotebook } from './notebook/leadable-notebook.ts'
import type { ReplicaStore } from './notebook/ports.ts'
import { systemClock } from './notebook/system-clock.ts'

export interface OnlineNode {
  readonly network: StartedNetwork
  /** Addresses that something else held. */
  readonly listenTroubles: readonly ListenTrouble[]
  stop(): Promise<void>
}

export interface GoOnlineInit {
  readonly listen: readonly string[]
  /** Addresses that were given up for some of these before. @default [] */
  readonly moved?: readonly ListenTrouble[]
  /** @default true */
  readonly discover?: boolean
  readonly key: AuthorKey
  readonly notebook: LeadableNotebook
  readonly store: ReplicaStore
}

export async function goOnline(init: GoOnlineInit): Promise<OnlineNode> {
  const { key, notebook, store, listen, moved = [], discover = true } = init
  const privateKey = await key.privateKey()
  const start = (addrs: readonly string[]) =>
    createHeliaNode({
      blockstore: store.blocks,
      libp2p: nodeLibp2pOptions({ privateKey, listen: addrs, discover }),
    })
  let helia = await start(listen)
  // A port that was free when it was chosen may be taken by now, and libp2p goes on without it: nobody would reach us.
  const heard = (): string[] => helia.libp2p.getMultiaddrs().map(String)
  const unheard = unheardAddrs(listen, heard())
  if (unheard.length > 0) {
    await helia.stop()
    helia = await start(listen.map((addr) => (unheard.includes(addr) ? onAnyPort(addr) : addr)))
  }
  const network = await createNetwork(
    {
      libp2p: helia.libp2p,
      exchange: notebook.exchange,
      clock: systemClock,
      onFailed: (task, error) => notebook.noteFailure(task, error),
    },
    { knownAddrs: await knownPeers(store), isHub: true },
  )
  notebook.attachNetwork(network)
  return {
    network,
    listenTroubles: [...moved, ...listenTroubles(listen, heard())],
    async stop() {
      const addrs = network.keptAddrs()
      if (addrs.length > 0) await store.write({ putSettings: { [peersSetting]: encodePeers(addrs) } })
      await network.stop()
      await helia.stop()
    },
  }
}

// The network of the leading tab: Helia and libp2p, loaded after the page is usable.
import type { AuthorKey } from './contributions/author-key.ts'
import { browserLibp2pOptions } from './network/browser-options.ts'
import { createHeliaNode } from './network/create-helia.ts'
import { createNetwork, type StartedNetwork } from './network/create-network.ts'
import type { LeadableNotebook } from './notebook/leadable-notebook.ts'
import type { ReplicaStore } from './notebook/ports.ts'
import { systemClock } from './notebook/system-clock.ts'

export interface OnlineBrowser {
  readonly network: StartedNetwork
  stop(): Promise<void>
}

export interface GoOnlineInit {
  readonly key: AuthorKey
  readonly notebook: LeadableNotebook
  readonly store: ReplicaStore
  readonly knownAddrs: readonly string[]
}

export async function goOnline({ key, notebook, store, knownAddrs }: GoOnlineInit): Promise<OnlineBrowser> {
  const helia = await createHeliaNode({
    blockstore: store.blocks,
    libp2p: browserLibp2pOptions({ privateKey: await key.privateKey() }),
  })
  let network: StartedNetwork
  try {
    network = await createNetwork(
      {
        libp2p: helia.libp2p,
        exchange: notebook.exchange,
        clock: systemClock,
        onFailed: (task, error) => notebook.noteFailure(task, error),
      },
      { knownAddrs, isPage: true },
    )
  } catch (error) {
    // It will be tried again, and two nodes under one key would fight.
    await helia.stop()
    throw error
  }
  notebook.attachNetwork(network)
  const wake = (): void => {
    if (document.visibilityState === 'visible') network.wake()
  }
  window.addEventListener('online', wake)
  document.addEventListener('visibilitychange', wake)
  return {
    network,
    async stop() {
      window.removeEventListener('online', wake)
      document.removeEventListener('visibilitychange', wake)
      await network.stop()
      await helia.stop()
    },
  }
}

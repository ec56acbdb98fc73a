// Real notebooks on memory stores, for tests of the flow: a camp, its replicas, and heads carried by hand.
import { createAuthorKey } from '../../src/contributions/author-key.ts'
import { createGenesis } from '../../src/contributions/genesis.ts'
import type { Camp } from '../../src/domain/camp.ts'
import { createNotebook } from '../../src/notebook/create-notebook.ts'
import type { LeadableNotebook } from '../../src/notebook/leadable-notebook.ts'
import type { Announcement, Block, Clock, ReceiveResult, ReplicaStore } from '../../src/notebook/ports.ts'
import { systemClock } from '../../src/notebook/system-clock.ts'
import { buildFinalDirectory } from '../../src/publishing/build-final-directory.ts'
import { createMemoryBus } from '../../src/storage/memory-bus.ts'
import { createMemoryStore } from '../../src/storage/memory-store.ts'

export interface TestCamp {
  readonly camp: Camp
  readonly genesis: Block
  readonly campKey: Uint8Array
}

export async function startTestCamp(name = 'Test camp'): Promise<TestCamp> {
  const organiser = await createAuthorKey()
  const { camp, block } = await createGenesis({ name, organiser, startedAt: 1_700_000_000_000 })
  return { camp, genesis: block, campKey: new Uint8Array(32).fill(7) }
}

export interface TestReplica {
  readonly notebook: LeadableNotebook
  readonly store: ReplicaStore
}

export interface ReplicaInit {
  readonly store?: ReplicaStore
  readonly key?: Awaited<ReturnType<typeof createAuthorKey>>
  readonly clock?: Clock
}

export async function openReplica(camp: TestCamp, name: string, init: ReplicaInit = {}): Promise<TestReplica> {
  const store = init.store ?? createMemoryStore()
  const notebook = await createNotebook({
    ...camp,
    store,
    bus: createMemoryBus(),
    clock: init.clock ?? systemClock,
    key: init.key ?? (await createAuthorKey()),
    buildFinalDirectory,
  })
  await notebook.setProfile({ name })
  return { notebook, store }
}

/** Everything `from` holds, given to `to` head by head, as a pull would. */
export async function deliver(from: TestReplica, to: TestReplica): Promise<ReceiveResult[]> {
  await from.notebook.commit()
  const results: ReceiveResult[] = []
  for (const head of from.notebook.exchange.heads()) {
    const roots = to.notebook.exchange.heads().map((held) => held.root)
    results.push(await to.notebook.exchange.receiveHead(head.record, from.notebook.exchange.blocksFor(head, roots)))
  }
  return results
}

/** What a notebook announces from now on, in a list that grows. */
export function announcementsOf({ notebook }: TestReplica): readonly Announcement[] {
  const announced: Announcement[] = []
  notebook.attachNetwork({
    multiaddrs: () => [],
    peers: () => [],
    subscribe: () => () => undefined,
    announce: async (announcement) => {
      announced.push(announcement)
    },
    joinLive: () => () => undefined,
    sendLive: async () => undefined,
    connect: async () => notebook.self,
    pulls: () => ({ isHeld: false, running: [] }),
    holdPulls: () => undefined,
    resumePulls: () => undefined,
    pull: async () => ({ results: [], blocks: 0, bytes: 0 }),
    stop: async () => undefined,
  })
  return announced
}

// Puts a replica together in Node: a home on disk, its lock, the notebook, and, when asked, the network.
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { CID } from 'multiformats/cid'
import { createAuthorKey } from './contributions/author-key.ts'
import { createGenesis, parseGenesis } from './contributions/genesis.ts'
import type { Camp, Invite } from './domain/camp.ts'
import { randomBytes } from './domain/ids.ts'
import type { OnlineNode } from './go-online.node.ts'
import { createIdentity, loadIdentity, removeIdentity } from './home-identity.ts'
import { encodePeers, peersSetting } from './known-peers.ts'
import type { StartedNetwork } from './network/create-network.ts'
import type { ListenTrouble } from './network/listening.ts'
import { createNotebook } from './notebook/create-notebook.ts'
import type { LeadableNotebook } from './notebook/leadable-notebook.ts'
import type { ReplicaStore } from './notebook/ports.ts'
import { systemClock } from './notebook/system-clock.ts'
import { buildFinalDirectory } from './publishing/build-final-directory.ts'
import { type HomeLock, lockHome } from './storage/home-lock.ts'
import { openLevelStore } from './storage/level-store.ts'
import { createMemoryBus } from './storage/memory-bus.ts'

export { hasIdentity } from './home-identity.ts'
export { type HolderInfo, readHolder } from './storage/home-lock.ts'

export interface NetworkSettings {
  /** Multiaddrs to listen on. */
  readonly listen: readonly string[]
  /** Addresses that were given up for some of these before. @default [] */
  readonly moved?: readonly ListenTrouble[]
  /** Look for laptops on the local network. @default true */
  readonly discover?: boolean
}

export interface OpenNodeOptions {
  readonly home: string
  /** For the message that a second opener gets. */
  readonly command: string
  /** Left out, the replica is opened without network. */
  readonly network?: NetworkSettings
}

export interface OpenNodeNotebook {
  readonly notebook: LeadableNotebook
  readonly store: ReplicaStore
  readonly lock: HomeLock
  readonly network?: StartedNetwork
  /** Addresses asked for that something else held. */
  readonly listenTroubles: readonly ListenTrouble[]
  /** An invite with the addresses at which this replica is reached now. */
  invite(): Invite
  /** Commits, stops the network, closes the store, frees the home. Calling it twice is harmless. */
  stop(): Promise<void>
}

/** Makes a camp in `home`, with a new author key for it. @throws {InvalidInputError} when the home has a camp */
export async function startCamp(home: string, init: { readonly name: string }): Promise<Camp> {
  const key = await createAuthorKey()
  const { camp, block } = await createGenesis({ name: init.name, organiser: key, startedAt: Date.now() })
  const invite = { campId: camp.id, genesis: block.bytes, campKey: randomBytes(32), name: camp.name, addrs: [] }
  await createIdentity(home, { key, invite })
  return camp
}

/** Takes a camp back that was just started and that nobody has met: the home is as it was before. It must not be open. */
export async function takeBackCamp(home: string): Promise<void> {
  // The identity first: without it the rest is nobody's, and a crash in between leaves no camp without topics.
  await removeIdentity(home)
  await rm(join(home, 'replica'), { recursive: true, force: true })
}

/** Joins a camp in `home`, with a new author key for it. Works with nobody reachable. */
export async function joinCamp(home: string, invite: Invite): Promise<Camp> {
  const camp = await parseGenesis(invite.genesis)
  await createIdentity(home, { key: await createAuthorKey(), invite })
  if (invite.addrs.length > 0) await rememberPeers(home, invite.addrs)
  return camp
}

/**
 * @throws {NoCampError} when nobody started or joined a camp in the home
 * @throws {HomeLockedError} when another process has it open
 */
export async function openNodeNotebook(options: OpenNodeOptions): Promise<OpenNodeNotebook> {
  const { home, command } = options
  const { key, invite } = await loadIdentity(home)
  const camp = await parseGenesis(invite.genesis)
  const lock = await lockHome(home, command)
  try {
    const store = await openLevelStore(join(home, 'replica'))
    const genesis = { cid: CID.parse(camp.id), bytes: invite.genesis }
    const notebook = await createNotebook({
      store,
      bus: createMemoryBus(),
      clock: systemClock,
      key,
      camp,
      genesis,
      campKey: invite.campKey,
      buildFinalDirectory,
    })
    const online =
      options.network === undefined
        ? undefined
        : await (await import('./go-online.node.ts')).goOnline({ ...options.network, key, notebook, store })
    return makeOpened({ notebook, store, lock, invite, ...(online === undefined ? {} : { online }) })
  } catch (error) {
    await lock.release()
    throw error
  }
}

function makeOpened(
  parts: Omit<OpenNodeNotebook, 'network' | 'listenTroubles' | 'invite' | 'stop'> & {
    invite: Invite
    online?: OnlineNode
  },
) {
  const { notebook, store, lock, invite, online } = parts
  let stopping: Promise<void> | undefined
  const stop = async (): Promise<void> => {
    await notebook.commit()
    await online?.stop()
    await notebook.stop()
    await store.close()
    await lock.release()
  }
  return {
    notebook,
    store,
    lock,
    ...(online === undefined ? {} : { network: online.network }),
    listenTroubles: online?.listenTroubles ?? [],
    invite: () => ({ ...invite, addrs: reachable(online?.network.multiaddrs() ?? []) }),
    stop() {
      stopping ??= stop()
      return stopping
    },
  }
}

/** Addresses others can use: those on the network before those of this machine, relayed ones left out. */
function reachable(addrs: readonly string[]): string[] {
  const direct = addrs.filter((addr) => !addr.includes('/p2p-circuit'))
  const isLocal = (addr: string): boolean => addr.includes('/127.0.0.1/') || addr.includes('/::1/')
  return [...direct.filter((addr) => !isLocal(addr)), ...direct.filter(isLocal)].slice(0, 8)
}

async function rememberPeers(home: string, addrs: readonly string[]): Promise<void> {
  await mkdir(home, { recursive: true })
  const store = await openLevelStore(join(home, 'replica'))
  await store.write({ putSettings: { [peersSetting]: encodePeers(addrs) } })
  await store.close()
}

// One camp of this browser, put together: its Dexie database, which tab leads, and, when the page is already usable, the
// network in a chunk of its own.
import { CID } from 'multiformats/cid'
import { createCampAddresses, type ServingLaptop } from './camp-addresses.browser.ts'
import type { CampRecord, KeepRecord } from './camp-records.browser.ts'
import { decodeAuthorKey } from './contributions/author-key.ts'
import { readKeptGenesis } from './contributions/genesis.ts'
import type { Invite } from './domain/camp.ts'
import type { AuthorId } from './domain/ids.ts'
import { formatInvite, parseInvite } from './domain/invite.ts'
import { createFinalFiles, type FinalFiles } from './final-files.browser.ts'
import { createLeaderLink } from './leader-link.browser.ts'
import type { NetworkFacts } from './leader-messages.browser.ts'
import { createLeaderOffice } from './leader-office.browser.ts'
import { commitSoon, createLeaderTasks, type LeaderTasks, type LeaderTasksComponents } from './leader-tasks.browser.ts'
import { createLeadingTab, type TabRole } from './leading-tab.browser.ts'
import { createMetPeers, type Met, type MetPeers } from './met-peers.browser.ts'
import { createNotebook } from './notebook/create-notebook.ts'
import type { LeadableNotebook } from './notebook/leadable-notebook.ts'
import { createListeners, type Listeners } from './notebook/listeners.ts'
import type { Bus } from './notebook/ports.ts'
import { systemClock } from './notebook/system-clock.ts'
import { createBroadcastBus } from './storage/broadcast-bus.ts'
import type { DivelogDatabase } from './storage/dexie-database.ts'
import { type DexieStore, openDexieStore } from './storage/dexie-store.ts'

export interface InviteReach {
  /** Where the link leads on another machine; undefined when it opens nothing there. */
  readonly opensAt: string | undefined
  /** Multiaddrs in the link. */
  readonly addrs: readonly string[]
}

export interface OpenBrowserNotebook extends LeaderTasks {
  readonly notebook: LeadableNotebook
  /** For live queries. */
  readonly db: DivelogDatabase
  role(): TabRole
  /** Of this tab when it leads, else as the tab that leads told it; undefined before it did. */
  network(): NetworkFacts | undefined
  /** A link that brings somebody else in. `base` is where this page is served. */
  inviteLink(base: string): string
  /** What that link can do for somebody on another machine. */
  inviteReach(base: string): InviteReach
  /** What the laptop that served this page said of itself last. */
  noteLaptop(laptop: ServingLaptop): void
  /** Called when the role or the network changed. */
  subscribe(listener: () => void): () => void
  isGuest(): boolean
  /** A guest has a name from now on, and writes. */
  takePart(displayName: string): Promise<void>
  /** When members were last connected to this browser, by their ids. */
  met(): Promise<ReadonlyMap<AuthorId, Met>>
  /** Published directories that are here, in any tab. */
  readonly finals: FinalFiles
  stop(): Promise<void>
}

export async function openCamp(record: CampRecord, keep: KeepRecord): Promise<OpenBrowserNotebook> {
  const invite = parseInvite(record.invite)
  const camp = await readKeptGenesis(invite.genesis)
  const key = decodeAuthorKey(record.key)
  const name = `divelog-${camp.id}`
  const store = await openDexieStore(name)
  const bus = createBroadcastBus(name)
  const link = createLeaderLink({
    name: `${name}-leader`,
    clock: systemClock,
    office: { state: () => office.state(), run: (task, options) => office.run(task, options) },
  })
  const notebook = await createNotebook(
    {
      store,
      bus,
      clock: systemClock,
      key,
      camp,
      genesis: { cid: CID.parse(camp.id), bytes: invite.genesis },
      campKey: invite.campKey,
      elsewhere: link,
      // Publishing is rare and brings a UnixFS importer along: it waits in its own chunk.
      buildFinalDirectory: async (blocks, files, options) =>
        (await import('./publishing/build-final-directory.ts')).buildFinalDirectory(blocks, files, options),
    },
    { leads: false },
  )
  const addresses = createCampAddresses(record.addrs, (addrs) => keep({ addrs }))
  const tab = createLeadingTab({
    lock: name,
    clock: systemClock,
    async lead() {
      await notebook.lead()
      link.lead()
    },
    async goOnline() {
      const { goOnline } = await import('./go-online.browser.ts')
      return goOnline({ key, notebook, store, knownAddrs: addresses.known() })
    },
    onChanged: () => changed(),
    onFailed: (task, error) => notebook.noteFailure(task, error),
  })
  const office = createLeaderOffice({
    notebook,
    addresses,
    network: () => tab.online()?.network,
    problem: tab.problem,
  })
  const met = createMetPeers({
    store,
    clock: systemClock,
    onFailed: (error) => notebook.noteFailure('remember who was met', error),
  })
  const changes = createListeners<undefined>()
  const changed = (): void => {
    changes.call(undefined)
    link.tell()
  }
  notebook.subscribe(() => {
    link.tell()
    met.note(tab.online()?.network.peers() ?? [])
  })
  link.subscribe(() => changes.call(undefined))
  const parts: OpenParts = {
    record,
    keep,
    invite,
    store,
    bus,
    link,
    notebook,
    addresses,
    tab,
    office,
    met,
    changes,
    changed,
  }
  const opened = assemble(parts)
  if (!opened.isGuest()) await tellProfile(parts, record.displayName)
  tab.start()
  return opened
}

interface OpenParts extends LeaderTasksComponents {
  readonly record: CampRecord
  readonly keep: KeepRecord
  readonly invite: Invite
  readonly store: DexieStore
  readonly bus: Bus
  readonly met: MetPeers
  readonly changes: Listeners<undefined>
  readonly changed: () => void
}

function assemble(parts: OpenParts): OpenBrowserNotebook {
  const { record, keep, invite, store, link, notebook, addresses, tab, office, changes, changed } = parts
  let isGuest = record.isGuest === true
  // A tab that got the lock and not the code to lead with knows at least that.
  const isInCharge = (): boolean => tab.role() === 'leader' || tab.problem() !== ''
  const network = (): NetworkFacts | undefined => (isInCharge() ? office.network() : link.state())
  const reach = (base: string): InviteReach => ({
    opensAt: addresses.opensAt(base),
    addrs: addresses.shareable(network() ?? { peers: [], multiaddrs: [] }),
  })
  return {
    notebook,
    db: store.db,
    role: tab.role,
    network,
    subscribe: changes.add,
    inviteReach: reach,
    inviteLink(base) {
      const { opensAt = base, addrs } = reach(base)
      return formatInvite({ ...invite, addrs }, opensAt)
    },
    noteLaptop(laptop) {
      addresses.noteLaptop(laptop)
      changed()
    },
    ...createLeaderTasks(parts),
    met: parts.met.load,
    finals: createFinalFiles(store.blocks.onDisk),
    isGuest: () => isGuest,
    async takePart(displayName) {
      await keep({ displayName, isGuest: false })
      isGuest = false
      await tellProfile(parts, displayName)
      await commitSoon(parts)
    },
    stop: () => stop(parts),
  }
}

/** A newcomer's name is written once; later changes are the person's own. */
async function tellProfile({ store, notebook }: OpenParts, name: string): Promise<void> {
  if ((await store.loadSetting(toldSetting)) !== undefined) return
  await notebook.setProfile({ name })
  await store.write({ putSettings: { [toldSetting]: new Uint8Array([1]) } })
}

const toldSetting = 'profile/told'

async function stop({ tab, notebook, link, bus, store }: OpenParts): Promise<void> {
  await tab.stop()
  await notebook.stop()
  link.close()
  bus.close()
  await store.close()
}

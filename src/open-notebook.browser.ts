// Puts a replica together in the browser: camps of this profile, their Dexie databases, which tab leads, and, when the
// page is already usable, the network in a chunk of its own.
import { Dexie, type EntityTable } from 'dexie'
import { CID } from 'multiformats/cid'
import { type CampAddresses, createCampAddresses, type ServingLaptop } from './camp-addresses.browser.ts'
import { type AuthorKey, createAuthorKey, decodeAuthorKey, encodeAuthorKey } from './contributions/author-key.ts'
import { createGenesis, parseGenesis, readKeptGenesis } from './contributions/genesis.ts'
import type { Invite } from './domain/camp.ts'
import { NotFoundError } from './domain/errors.ts'
import { type AuthorId, type CampId, parseCampId, randomBytes } from './domain/ids.ts'
import { formatInvite, parseInvite } from './domain/invite.ts'
import { createFinalFiles, type FinalFiles } from './final-files.browser.ts'
import { createLeaderLink, type LeaderLink, type TaskOptions } from './leader-link.browser.ts'
import type { LeaderTask, NetworkFacts, TaskResult } from './leader-messages.browser.ts'
import { createLeaderOffice, type OfficeOfThisTab } from './leader-office.browser.ts'
import { createLeadingTab, type LeadingTab, type TabRole } from './leading-tab.browser.ts'
import { createMetPeers, type Met, type MetPeers } from './met-peers.browser.ts'
import { createNotebook, type LeadableNotebook } from './notebook/create-notebook.ts'
import { createListeners, type Listeners } from './notebook/listeners.ts'
import type { Bus } from './notebook/ports.ts'
import { systemClock } from './notebook/system-clock.ts'
import type { CarImport } from './publishing/import-car.ts'
import { createBroadcastBus } from './storage/broadcast-bus.ts'
import type { DivelogDatabase } from './storage/dexie-database.ts'
import { type DexieStore, openDexieStore } from './storage/dexie-store.ts'

export type { DivelogDatabase, Met }
/** What came of a camp's `.car` file. */
export type CampFileReport = CarImport

/** A camp this browser takes part in. */
export interface BrowserCamp {
  readonly campId: CampId
  readonly name: string
  /** Milliseconds since the Unix epoch. */
  readonly openedAt: number
  /** Only looks: no name, and nothing written. */
  readonly isGuest: boolean
}

interface CampRecord extends Omit<BrowserCamp, 'isGuest'> {
  /** Absent for whoever takes part. */
  readonly isGuest?: boolean
  readonly key: Uint8Array
  /** Invite link without addresses. */
  readonly invite: string
  /** Multiaddrs to dial. */
  readonly addrs: readonly string[]
  readonly displayName: string
}

class CampsDatabase extends Dexie {
  declare camps: EntityTable<CampRecord, 'campId'>

  constructor() {
    super('divelog-camps', { chromeTransactionDurability: 'strict' })
    this.version(1).stores({ camps: 'campId' })
  }
}

export interface BrowserCamps {
  /** Last opened first. */
  list(): Promise<BrowserCamp[]>
  start(init: { readonly name: string; readonly displayName: string }): Promise<CampId>
  /** Joining a camp that is here already remembers the new addresses; a guest takes part from then on. */
  join(link: string, displayName: string): Promise<CampId>
  /** Takes a camp in to read it, without a name and without writing anything. Whoever takes part already still does. */
  look(link: string): Promise<CampId>
  open(campId: CampId): Promise<OpenBrowserNotebook>
  /** Takes a camp off this browser: what nobody else has of it is gone. Stop it first where it is open. */
  remove(campId: CampId): Promise<void>
  /** A copy of the author key for a backup: whoever has it writes in this person's name. */
  exportKey(campId: CampId): Promise<Uint8Array>
}

export interface InviteReach {
  /** Where the link leads on another machine; undefined when it opens nothing there. */
  readonly opensAt: string | undefined
  /** Multiaddrs in the link. */
  readonly addrs: readonly string[]
}

export interface OpenBrowserNotebook {
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
  /** Remembers addresses, and has them dialled as soon as a network runs. */
  addPeers(addrs: readonly string[]): Promise<void>
  /** Dials an address now, and remembers it. Rejects when it does not answer; it is tried again by itself. */
  connect(addr: string): Promise<void>
  holdPulls(): Promise<void>
  resumePulls(): Promise<void>
  /** Signed soon, also when another tab leads. */
  setProfile(profile: { readonly name: string }): Promise<void>
  /** CID of the catalog as it is now. */
  catalogCid(): Promise<string>
  /** Called when the role or the network changed. */
  subscribe(listener: () => void): () => void
  isGuest(): boolean
  /** A guest has a name from now on, and writes. */
  takePart(displayName: string): Promise<void>
  /** When members were last connected to this browser, by their ids. */
  met(): Promise<ReadonlyMap<AuthorId, Met>>
  /** Published directories that are here, in any tab. */
  readonly finals: FinalFiles
  /** Takes a camp's `.car` file in. */
  importCar(file: Blob, options?: TaskOptions): Promise<CampFileReport>
  /** The whole camp as a `.car` file. */
  exportCar(options?: TaskOptions): Promise<Blob>
  stop(): Promise<void>
}

export function openCamps(): BrowserCamps {
  const db = new CampsDatabase()
  const record = async (campId: CampId): Promise<CampRecord> => {
    const found = await db.camps.get(campId)
    if (found === undefined) throw new NotFoundError('camp', campId)
    return found
  }
  const add = async (key: AuthorKey, invite: Invite, person: Person): Promise<CampId> => {
    await db.camps.put({
      ...person,
      campId: invite.campId,
      name: invite.name,
      openedAt: Date.now(),
      key: encodeAuthorKey(key),
      invite: formatInvite({ ...invite, addrs: [] }),
      addrs: invite.addrs,
    })
    return invite.campId
  }
  const enter = async (link: string, person: Person): Promise<CampId> => {
    const invite = parseInvite(link)
    await parseGenesis(invite.genesis)
    const known = await db.camps.get(invite.campId)
    if (known === undefined) return add(await createAuthorKey(), invite, person)
    const addrs = [...new Set([...invite.addrs, ...known.addrs])].slice(0, 32)
    const becomesMember = known.isGuest === true && !person.isGuest
    await db.camps.update(invite.campId, { addrs, ...(becomesMember ? person : {}) })
    return invite.campId
  }
  return {
    async list() {
      const all = await db.camps.toArray()
      return all
        .sort((a, b) => b.openedAt - a.openedAt)
        .map(({ campId, name, openedAt, isGuest = false }) => ({ campId, name, openedAt, isGuest }))
    },
    async start({ name, displayName }) {
      const key = await createAuthorKey()
      const { camp, block } = await createGenesis({ name, organiser: key, startedAt: Date.now() })
      const invite = { campId: camp.id, genesis: block.bytes, campKey: randomBytes(32), name: camp.name, addrs: [] }
      return add(key, invite, { displayName, isGuest: false })
    },
    join: (link, displayName) => enter(link, { displayName, isGuest: false }),
    look: (link) => enter(link, { displayName: '', isGuest: true }),
    async open(campId) {
      const found = await record(parseCampId(campId))
      await db.camps.update(found.campId, { openedAt: Date.now() })
      return openCamp(found, async (changes) => {
        await db.camps.update(found.campId, changes)
      })
    },
    async remove(campId) {
      await Dexie.delete(`divelog-${campId}`)
      await db.camps.delete(campId)
    },
    exportKey: async (campId) => (await record(campId)).key,
  }
}

/** Who looks or takes part. */
type Person = Required<Pick<CampRecord, 'displayName' | 'isGuest'>>

/** Keeps what changed about a camp of this browser. */
type KeepRecord = (changes: Partial<Pick<CampRecord, 'addrs' | 'displayName' | 'isGuest'>>) => Promise<void>

async function openCamp(record: CampRecord, keep: KeepRecord): Promise<OpenBrowserNotebook> {
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

interface OpenParts {
  readonly record: CampRecord
  readonly keep: KeepRecord
  readonly invite: Invite
  readonly store: DexieStore
  readonly bus: Bus
  readonly link: LeaderLink
  readonly notebook: LeadableNotebook
  readonly addresses: CampAddresses
  readonly tab: LeadingTab
  readonly office: OfficeOfThisTab
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
    ...tasksOf(parts),
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

type Tasks = Pick<
  OpenBrowserNotebook,
  'addPeers' | 'connect' | 'holdPulls' | 'resumePulls' | 'setProfile' | 'catalogCid' | 'importCar' | 'exportCar'
>

/** What this tab does itself when it leads, and asks the tab that leads for otherwise. */
function tasksOf(parts: OpenParts): Tasks {
  const { notebook, addresses } = parts
  const run = (task: LeaderTask, options?: TaskOptions): Promise<TaskResult> => runTask(parts, task, options)
  return {
    async addPeers(addrs) {
      // What does not answer now is dialled again by the network itself.
      run({ kind: 'connect', addrs }).catch(keptForLater)
      await addresses.add(addrs)
    },
    async connect(addr) {
      await run({ kind: 'connect', addrs: [addr] })
    },
    async holdPulls() {
      await run({ kind: 'hold-pulls' })
    },
    async resumePulls() {
      await run({ kind: 'resume-pulls' })
    },
    async setProfile(profile) {
      await notebook.setProfile(profile)
      await commitSoon(parts)
    },
    async catalogCid() {
      const result = await run({ kind: 'catalog-cid' })
      if (result.kind === 'text') return result.text
      throw unexpected(result)
    },
    async importCar(file, options) {
      const result = await run({ kind: 'import-car', file }, options)
      if (result.kind === 'report') return result.report
      throw unexpected(result)
    },
    async exportCar(options) {
      const result = await run({ kind: 'export-car' }, options)
      if (result.kind === 'file') return result.file
      throw unexpected(result)
    },
  }
}

async function runTask({ tab, link, office }: OpenParts, task: LeaderTask, options?: TaskOptions): Promise<TaskResult> {
  await tab.settled
  return tab.role() === 'leader' ? office.run(task, options ?? {}) : link.ask(task, options)
}

/** A newcomer's name is written once; later changes are the person's own. */
async function tellProfile({ store, notebook }: OpenParts, name: string): Promise<void> {
  if ((await store.loadSetting(toldSetting)) !== undefined) return
  await notebook.setProfile({ name })
  await store.write({ putSettings: { [toldSetting]: new Uint8Array([1]) } })
}

const toldSetting = 'profile/told'

/** What is journaled here is signed by whoever leads; the tab that leads hears of documents by itself, of this not. */
async function commitSoon(parts: OpenParts): Promise<void> {
  await parts.tab.settled
  if (parts.tab.role() === 'follower') runTask(parts, { kind: 'commit' }).catch(keptForLater)
}

async function stop({ tab, notebook, link, bus, store }: OpenParts): Promise<void> {
  await tab.stop()
  await notebook.stop()
  link.close()
  bus.close()
  await store.close()
}

const keptForLater = (): undefined => undefined

const unexpected = ({ kind }: TaskResult): Error => new Error(`the tab in charge answered with ${kind}`)

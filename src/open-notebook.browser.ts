// Puts a replica together in the browser: camps of this profile, their Dexie databases, which tab leads, and, when the
// page is already usable, the network in a chunk of its own.
import { Dexie, type EntityTable } from 'dexie'
import { CID } from 'multiformats/cid'
import { createCampAddresses, type ServingLaptop } from './camp-addresses.browser.ts'
import { type AuthorKey, createAuthorKey, decodeAuthorKey, encodeAuthorKey } from './contributions/author-key.ts'
import { createGenesis, parseGenesis } from './contributions/genesis.ts'
import type { Invite } from './domain/camp.ts'
import { NotFoundError } from './domain/errors.ts'
import { type CampId, parseCampId, randomBytes } from './domain/ids.ts'
import { formatInvite, parseInvite } from './domain/invite.ts'
import { createLeadingTab, type TabRole } from './leading-tab.browser.ts'
import { createNotebook, type LeadableNotebook } from './notebook/create-notebook.ts'
import { createListeners } from './notebook/listeners.ts'
import type { Network } from './notebook/ports.ts'
import { systemClock } from './notebook/system-clock.ts'
import type { ReadCarOptions } from './publishing/car-index.ts'
import { carFromBlob } from './publishing/car-source.ts'
import type { CarImport } from './publishing/import-car.ts'
import type { WriteCarOptions } from './publishing/write-car.ts'
import { createBroadcastBus } from './storage/broadcast-bus.ts'
import type { DivelogDatabase } from './storage/dexie-database.ts'
import { openDexieStore } from './storage/dexie-store.ts'

export type { DivelogDatabase }
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
  network(): Network | undefined
  /** What keeps the network from starting, in words; '' when nothing does. It is tried again by itself. */
  networkProblem(): string
  /** A link that brings somebody else in. `base` is where this page is served. */
  inviteLink(base: string): string
  /** What that link can do for somebody on another machine. */
  inviteReach(base: string): InviteReach
  /** What the laptop that served this page said of itself last. */
  noteLaptop(laptop: ServingLaptop): void
  /** Remembers addresses and dials them once this tab leads. */
  addPeers(addrs: readonly string[]): Promise<void>
  /** Called when the role or the network changed. */
  subscribe(listener: () => void): () => void
  isGuest(): boolean
  /** A guest has a name from now on, and writes. */
  takePart(displayName: string): Promise<void>
  /** Takes a camp's `.car` file in, once this tab leads. */
  importCar(file: Blob, options?: ReadCarOptions): Promise<CampFileReport>
  /** The whole camp as a `.car` file. @throws {NotFoundError} while another tab leads */
  exportCar(options?: WriteCarOptions): Promise<Blob>
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
    exportKey: async (campId) => (await record(campId)).key,
  }
}

/** Who looks or takes part. */
type Person = Required<Pick<CampRecord, 'displayName' | 'isGuest'>>

/** Keeps what changed about a camp of this browser. */
type KeepRecord = (changes: Partial<Pick<CampRecord, 'addrs' | 'displayName' | 'isGuest'>>) => Promise<void>

async function openCamp(record: CampRecord, keep: KeepRecord): Promise<OpenBrowserNotebook> {
  const invite = parseInvite(record.invite)
  const camp = await parseGenesis(invite.genesis)
  const key = decodeAuthorKey(record.key)
  const store = await openDexieStore(`divelog-${camp.id}`)
  const bus = createBroadcastBus(`divelog-${camp.id}`)
  const notebook = await createNotebook(
    {
      store,
      bus,
      clock: systemClock,
      key,
      camp,
      genesis: { cid: CID.parse(camp.id), bytes: invite.genesis },
      campKey: invite.campKey,
      // Publishing is rare and brings a UnixFS importer along: it waits in its own chunk.
      buildFinalDirectory: async (blocks, files, options) =>
        (await import('./publishing/build-final-directory.ts')).buildFinalDirectory(blocks, files, options),
    },
    { leads: false },
  )
  let isGuest = record.isGuest === true
  const tellProfile = async (name: string): Promise<void> => {
    if ((await store.loadSetting('profile/told')) !== undefined) return
    await notebook.setProfile({ name })
    await store.write({ putSettings: { 'profile/told': new Uint8Array([1]) } })
  }
  if (!isGuest) await tellProfile(record.displayName)
  const changes = createListeners<undefined>()
  const changed = (): void => changes.call(undefined)
  const addresses = createCampAddresses(record.addrs, (addrs) => keep({ addrs }))
  const tab = createLeadingTab({
    lock: `divelog-${camp.id}`,
    clock: systemClock,
    lead: () => notebook.lead(),
    async goOnline() {
      const { goOnline } = await import('./go-online.browser.ts')
      return goOnline({ key, notebook, store, knownAddrs: addresses.known() })
    },
    onChanged: changed,
    onFailed: (task, error) => notebook.noteFailure(task, error),
  })
  tab.start()
  const network = (): Network | undefined => tab.online()?.network
  const reach = (base: string): InviteReach => ({
    opensAt: addresses.opensAt(base),
    addrs: addresses.shareable({
      peers: network()?.peers() ?? [],
      multiaddrs: network()?.multiaddrs() ?? [],
    }),
  })
  return {
    notebook,
    db: store.db,
    role: tab.role,
    network,
    networkProblem: tab.problem,
    inviteReach: reach,
    inviteLink(base) {
      const { opensAt = base, addrs } = reach(base)
      return formatInvite({ ...invite, addrs }, opensAt)
    },
    noteLaptop(laptop) {
      addresses.noteLaptop(laptop)
      changed()
    },
    async addPeers(more) {
      await addresses.add(more)
      for (const addr of more) network()?.connect(addr).catch(keptForLater)
    },
    subscribe: changes.add,
    isGuest: () => isGuest,
    async takePart(displayName) {
      await keep({ displayName, isGuest: false })
      isGuest = false
      await tellProfile(displayName)
    },
    async importCar(file, options) {
      await tab.leading
      return readCar(notebook, file, options)
    },
    exportCar: (options) => writeCar(notebook, options),
    async stop() {
      await tab.stop()
      await notebook.stop()
      bus.close()
      await store.close()
    },
  }
}

/** What does not answer now is dialled again by the network itself. */
const keptForLater = (): undefined => undefined

async function writeCar(notebook: LeadableNotebook, options: WriteCarOptions = {}): Promise<Blob> {
  const { writeCampCar } = await import('./publishing/write-car.ts')
  await notebook.commit(options)
  const chunks: Uint8Array<ArrayBuffer>[] = []
  for await (const chunk of writeCampCar(notebook.exchange, options)) chunks.push(new Uint8Array(chunk))
  return new Blob(chunks, { type: 'application/vnd.ipld.car' })
}

async function readCar(notebook: LeadableNotebook, file: Blob, options?: ReadCarOptions): Promise<CampFileReport> {
  const { importCar } = await import('./publishing/import-car.ts')
  return importCar(carFromBlob(file), notebook.exchange, options)
}

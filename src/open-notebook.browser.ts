// The camps of this browser, which the web app opens notebooks with: started, joined, looked at, removed.
import { Dexie } from 'dexie'
import { type BrowserCamp, type CampRecord, CampsDatabase, type Person } from './camp-records.browser.ts'
import { type AuthorKey, createAuthorKey, encodeAuthorKey } from './contributions/author-key.ts'
import { createGenesis, parseGenesis } from './contributions/genesis.ts'
import type { Invite } from './domain/camp.ts'
import { NotFoundError } from './domain/errors.ts'
import { type CampId, parseCampId, randomBytes } from './domain/ids.ts'
import { formatInvite, parseInvite } from './domain/invite.ts'
import { type OpenBrowserNotebook, openCamp } from './open-camp.browser.ts'

export type { BrowserCamp } from './camp-records.browser.ts'
export type { CampFileReport } from './leader-tasks.browser.ts'
export type { Met } from './met-peers.browser.ts'
export type { InviteReach, OpenBrowserNotebook } from './open-camp.browser.ts'
export type { DivelogDatabase } from './storage/dexie-database.ts'

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

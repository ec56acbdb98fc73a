// One device dies at every write of one whole flow, one write after the other. What a death before write n leaves is
// what a death after write n - 1 leaves, so every write is tried from both sides.
import { CID } from 'multiformats/cid'
import { expect, it } from 'vitest'
import { type AuthorKey, createAuthorKey } from '../../src/contributions/author-key.ts'
import { textOf } from '../../src/domain/topic-document.ts'
import { importTopics } from '../../src/notebook/import-topics.ts'
import type { Notebook } from '../../src/notebook/notebook.ts'
import type { Clock, ReplicaStore } from '../../src/notebook/ports.ts'
import { carFromBytes } from '../../src/publishing/car-source.ts'
import { importCar } from '../../src/publishing/import-car.ts'
import { verifyDag } from '../../src/publishing/verify.ts'
import { writeCampCar } from '../../src/publishing/write-car.ts'
import { createMemoryStore } from '../../src/storage/memory-store.ts'
import { createMortalStore, DeviceDied } from '../support/mortal-store.ts'
import {
  announcementsOf,
  deliver,
  openReplica,
  startTestCamp,
  type TestCamp,
  type TestReplica,
} from '../support/notebooks.ts'

/** Nothing runs by itself: a notebook that is left behind stays as silent as a device that is off. */
function createStillClock(): Clock {
  let now = 1_700_000_000_000
  return { now: () => now++, after: () => () => undefined }
}

const clock = createStillClock()
const table = {
  name: 'README.md',
  bytes: new TextEncoder().encode('| # | Topic | Description |\n|---|---|---|\n| 7 | Doors | a |\n| 8 | Walls | b |\n'),
}

/** Something the notebook said is done: it must be so after any later death. */
type Confirmed = (notebook: Notebook, disk: ReplicaStore) => Promise<void>

interface Life {
  readonly camp: TestCamp
  readonly key: AuthorKey
  /** What the device has on disk. */
  readonly disk: ReplicaStore
  readonly confirmed: Confirmed[]
  /** A laptop that took every head the device made known. */
  readonly witness: TestReplica
}

async function beginLife(): Promise<Life> {
  const camp = await startTestCamp()
  const key = await createAuthorKey()
  const witness = await openReplica(camp, 'Witness', { clock })
  return { camp, key, disk: createMemoryStore(), confirmed: [], witness }
}

async function carFileOf(replica: TestReplica): Promise<Uint8Array> {
  await replica.notebook.commit()
  const chunks: Uint8Array[] = []
  for await (const chunk of writeCampCar(replica.notebook.exchange)) chunks.push(chunk)
  return new Uint8Array(Buffer.concat(chunks))
}

const causesOf = (error: unknown): unknown[] => (error instanceof Error ? [error, ...causesOf(error.cause)] : [error])

/** Lives until death number `deathAt`; resolves with whether it came. */
async function dies(life: Life, deathAt: number, live: (life: Life, store: ReplicaStore) => Promise<void>) {
  const store = createMortalStore(life.disk, deathAt)
  try {
    await live(life, store)
    return false
  } catch (error) {
    if (!causesOf(error).some((cause) => cause instanceof DeviceDied)) throw error
    return true
  }
}

/** Edit → commit → receive → publish → import → render → sweep. */
async function wholeFlow({ camp, key, confirmed, witness }: Life, store: ReplicaStore): Promise<void> {
  const self = await openReplica(camp, 'Ana', { store, key, clock })
  const { notebook } = self
  const id = await notebook.createTopic({ title: 'Written here', number: '1' })
  confirmed.push(async (later) => expect((await later.readTopic(id)).title).toBe('Written here'))

  const open = await notebook.openTopic(id)
  for (const word of ['One. ', 'Two. ', 'Three. ']) {
    textOf(open.doc, 'outcome').insert(textOf(open.doc, 'outcome').length, word)
    await open.saved()
    confirmed.push(async (later) => expect((await later.readTopic(id)).outcome.document).toContain(word))
  }
  await commitTo(witness, self, confirmed)
  await open.close()

  const photo = new Uint8Array(300_000).fill(7)
  const { name, cid } = await notebook.attach(id, { name: 'photo.jpg', type: 'image/jpeg', bytes: photo })
  confirmed.push(async (later) => {
    expect((await later.readTopic(id)).files.map((file) => file.name)).toContain(name)
    expect(await later.loadFile(cid)).toEqual(photo)
  })

  const bo = await openReplica(camp, 'Bo', { clock })
  await deliver(self, bo)
  const shared = await bo.notebook.createTopic({ title: 'By Bo', number: '5', outcome: 'Pulled.' })
  await bo.notebook.changeTopic(id, { goal: 'Bo’s goal' })
  await deliver(bo, self)
  confirmed.push(async (later) => {
    expect((await later.readTopic(shared)).outcome.document).toContain('Pulled.')
    expect((await later.readTopic(id)).goal).toBe('Bo’s goal')
  })
  const announced = announcementsOf(bo)
  await bo.notebook.changeTopic(shared, { outcome: 'Pulled. Announced.' })
  await bo.notebook.commit()
  for (const announcement of announced) {
    expect(await notebook.exchange.receiveAnnouncement(announcement)).toMatchObject({ kind: 'accepted' })
  }
  confirmed.push(async (later) => expect((await later.readTopic(shared)).outcome.document).toContain('Announced.'))

  const final = await notebook.publish(id)
  confirmed.push(async (later, disk) => {
    const { outcome } = await later.readTopic(id)
    expect(outcome.state).toBe('final')
    expect(outcome.finals.map((known) => known.cid)).toContain(final.cid)
    expect((await verifyDag(disk.blocks, CID.parse(final.cid))).problems).toEqual([])
  })
  await commitTo(witness, self, confirmed)

  const cy = await openReplica(camp, 'Cy', { clock })
  await cy.notebook.createTopic({ title: 'By Cy' })
  const file = await carFileOf(cy)
  expect(await importCar(carFromBytes(file), notebook.exchange)).toMatchObject({ isWhole: true })
  confirmed.push(async (later) => expect(later.rows().map((row) => row.title)).toContain('By Cy'))

  await importTopics(notebook, [table])
  confirmed.push(async (later) => {
    expect(later.rows().map((row) => row.title)).toEqual(expect.arrayContaining(['Doors', 'Walls']))
  })
  await commitTo(witness, self, confirmed)
  await notebook.sweep()
}

async function commitTo(witness: TestReplica, self: TestReplica, confirmed: Confirmed[]): Promise<void> {
  const sequence = (await self.notebook.commit())?.sequence ?? 0
  expectAllTaken(await deliver(self, witness))
  confirmed.push(async (later) => {
    const own = later.exchange.heads().find((head) => head.author === later.self)
    expect(own?.sequence ?? 0).toBeGreaterThanOrEqual(sequence)
  })
}

function expectAllTaken(results: Awaited<ReturnType<typeof deliver>>): void {
  expect(results.filter((result) => result.kind !== 'accepted' && result.kind !== 'known')).toEqual([])
}

/** The device starts again: all is there and whole, and goes on with those who knew it before and with a newcomer. */
async function expectGoesOn({ camp, key, disk, confirmed, witness }: Life): Promise<void> {
  const self = await openReplica(camp, 'Ana', { store: disk, key, clock })
  const { notebook } = self
  for (const check of confirmed) await check(notebook, disk)

  for (const _ of [1, 2]) await importTopics(notebook, [table])
  const titles = notebook.rows().map((row) => row.title)
  expect(titles.filter((title) => title === 'Doors' || title === 'Walls')).toEqual(['Doors', 'Walls'])
  for (const row of notebook.rows()) await notebook.changeTopic(row.id, { summary: 'Gone on.' })
  await notebook.commit()

  const newcomer = await openReplica(camp, 'Newcomer', { clock })
  for (const other of [witness, newcomer]) {
    expectAllTaken(await deliver(self, other))
    expectAllTaken(await deliver(other, self))
  }
  for (const other of [witness, newcomer]) expectAllTaken(await deliver(self, other))
  const catalog = await notebook.catalogCid()
  for (const other of [witness, newcomer]) expect((await other.notebook.catalogCid()).toString()).toBe(`${catalog}`)
  for (const root of [catalog, ...notebook.exchange.heads().map((head) => head.root)]) {
    expect((await verifyDag(disk.blocks, root)).problems).toEqual([])
  }
  await notebook.sweep()
  for (const check of confirmed) await check(notebook, disk)
}

async function dieEverywhere(live: (life: Life, store: ReplicaStore) => Promise<void>): Promise<number> {
  for (let deathAt = 1; ; deathAt++) {
    const life = await beginLife()
    const died = await dies(life, deathAt, live)
    try {
      await expectGoesOn(life)
    } catch (error) {
      throw new Error(`after a death at write ${deathAt}`, { cause: error })
    }
    if (!died) return deathAt - 1
  }
}

/** The other device with the same key wrote too: `sequences` commits, and at a tie the smaller root or the larger. */
const copiedKey =
  (sequences: 1 | 2, root: 'smaller' | 'larger') =>
  async ({ camp, key, confirmed, witness }: Life, store: ReplicaStore): Promise<void> => {
    const self = await openReplica(camp, 'Ana', { store, key, clock })
    const here = await self.notebook.createTopic({ title: 'On the laptop', outcome: 'Laptop.' })
    const file = { name: 'a.txt', type: 'text/plain', bytes: new Uint8Array([1, 2, 3]) }
    await self.notebook.attach(here, file)
    await commitTo(witness, self, confirmed)
    confirmed.push(async (later) => {
      const topic = await later.readTopic(here)
      expect(topic.outcome.document).toBe('Laptop.')
      expect(topic.files.map(({ name }) => name)).toEqual(['a.txt'])
    })
    const mine = self.notebook.exchange.heads().find((head) => head.author === key.id)
    const desktop = await desktopWith({ camp, key, sequences }, (other) => {
      const isSmaller = `${other}` < `${mine?.root}`
      return sequences === 2 || isSmaller === (root === 'smaller')
    })
    await deliver(desktop, self)
    confirmed.push(async (later) => expect(later.rows().map(({ title }) => title)).toContain('On the desktop'))
    await commitTo(witness, self, confirmed)
  }

async function desktopWith(
  { camp, key, sequences }: Pick<Life, 'camp' | 'key'> & { readonly sequences: number },
  fits: (root: CID) => boolean,
): Promise<TestReplica> {
  for (;;) {
    const desktop = await openReplica(camp, 'Ana', { key, clock })
    const id = await desktop.notebook.createTopic({ title: 'On the desktop' })
    let head = await desktop.notebook.commit()
    for (let n = 1; n < sequences; n++) {
      await desktop.notebook.changeTopic(id, { goal: `Commit ${n}` })
      head = await desktop.notebook.commit()
    }
    if (head !== undefined && fits(head.root)) return desktop
  }
}

it('a device that dies at any write of the flow has what it confirmed, and goes on', async () => {
  expect(await dieEverywhere(wholeFlow)).toBeGreaterThan(40)
}, 240_000)

it.each([
  ['newer than ours', 2, 'larger'],
  ['as new as ours, with the smaller root', 1, 'smaller'],
  ['as new as ours, with the larger root', 1, 'larger'],
] as const)(
  'a device that dies while it takes the head of a device with its own key, %s, loses nothing',
  async (_, sequences, root) => {
    expect(await dieEverywhere(copiedKey(sequences, root))).toBeGreaterThan(10)
  },
  120_000,
)

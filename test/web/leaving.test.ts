import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { hasChromium, launchChromium, openProfile } from '../support/chromium.ts'
import { type RunningServer, startServer, typeCli } from '../support/cli.ts'

let browser: Browser
let home = ''
let server: RunningServer
const contexts: BrowserContext[] = []

beforeAll(async () => {
  if (!hasChromium) return
  home = await mkdtemp(join(tmpdir(), 'divelog-leaving-'))
  await typeCli(home, ['init', 'Test camp', '--as', 'Laptop'])
  await typeCli(home, ['new', 'Short note', '--number', '1'])
  server = await startServer(home)
  browser = await launchChromium()
})

afterEach(async () => {
  await Promise.all(contexts.splice(0).map((context) => context.close()))
})

afterAll(async () => {
  await browser?.close()
  await server?.kill()
  if (home !== '') await rm(home, { recursive: true })
})

/** What the device of the page is made to do. */
interface Device {
  refusesWrites: boolean
}
type Faked = typeof globalThis & { device: Device }

async function arrive(prepare: (page: Page) => Promise<unknown> = async () => undefined): Promise<Page> {
  const { context, page } = await openProfile(browser)
  contexts.push(context)
  await prepare(page)
  await page.goto(server.url)
  await page.getByLabel('Your name').fill('Ana')
  await page.getByRole('button', { name: 'Continue with Test camp' }).click()
  await page.getByRole('table').getByRole('link', { name: 'Short note' }).waitFor()
  return page
}

const pill = (page: Page, name: RegExp) => page.getByRole('banner').getByRole('button', { name })

/** A disk that is full whenever the test says so. */
const fakeDisk = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const device: Device = { refusesWrites: false }
    Object.assign(globalThis, { device })
    for (const name of ['add', 'put'] as const) {
      const real = IDBObjectStore.prototype[name]
      IDBObjectStore.prototype[name] = function (...args) {
        if (device.refusesWrites) throw new DOMException('the disk is full', 'QuotaExceededError')
        return real.apply(this, args)
      }
    }
  })

const setDisk = (page: Page, refusesWrites: boolean): Promise<void> =>
  page.evaluate((refuses) => {
    const faked = globalThis as Faked
    faked.device.refusesWrites = refuses
  }, refusesWrites)

/** Tries to leave; resolves with whether the browser asked, and stays if it did. */
async function triesToLeave(page: Page): Promise<'asked' | 'left'> {
  const outcome = new Promise<'asked' | 'left'>((done) => {
    page.once('dialog', (dialog) => {
      expect(dialog.type()).toBe('beforeunload')
      void dialog.dismiss().then(() => done('asked'))
    })
    page.once('close', () => done('left'))
  })
  await page.close({ runBeforeUnload: true })
  return outcome
}

describe.skipIf(!hasChromium)('leaving and losing', () => {
  it('is warned of while an edit is not durable here, and only then', async () => {
    const page = await arrive(fakeDisk)
    await page.getByRole('table').getByRole('link', { name: 'Short note' }).click()
    await page.getByLabel('Goal', { exact: true }).waitFor()
    await setDisk(page, true)
    await page.getByLabel('Goal', { exact: true }).click()
    await page.keyboard.type('To be kept')
    await pill(page, /^Not saved/).waitFor()
    expect(await triesToLeave(page)).toBe('asked')
    await setDisk(page, false)
    await pill(page, /^Saved here/).waitFor()
    expect(await triesToLeave(page)).toBe('left')
  })

  it('is on the pill when no other device has my work', async () => {
    const page = await arrive()
    await pill(page, /^Saved here and in this laptop’s node · waiting for a peer$/).waitFor()
    await server.kill()
    await page.getByRole('button', { name: 'Propose a topic' }).click()
    await page.getByLabel('Title').fill('Written alone')
    await page.getByRole('button', { name: 'Propose', exact: true }).click()
    await pill(page, /^Saved here · waiting for a peer · on no other device$/).waitFor()
    server = await startServer(home)
    await pill(page, /^Saved here and in this laptop’s node/).waitFor({ timeout: 45_000 })
  }, 120_000)

  it('is on the pill, with numbers in the panel, when the room is almost used up', async () => {
    const page = await arrive((fresh) =>
      fresh.addInitScript(() => {
        StorageManager.prototype.estimate = async () => ({ usage: 8_600_000_000, quota: 10_000_000_000 })
      }),
    )
    await pill(page, /^Storage almost full/).click()
    await page.getByRole('region', { name: 'Storage' }).getByText('8.6 GB of 10.0 GB').waitFor()
  })

  it('says nothing of storage while there is room', async () => {
    const page = await arrive((fresh) =>
      fresh.addInitScript(() => {
        StorageManager.prototype.estimate = async () => ({ usage: 8_400_000_000, quota: 10_000_000_000 })
      }),
    )
    await pill(page, /^Saved here/).click()
    await page.getByRole('region', { name: 'Connected' }).waitFor()
    expect(await page.getByRole('region', { name: 'Storage' }).count()).toBe(0)
  })
})

import { execFileSync } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { answerStatic } from '../../src/server/static-files.ts'
import { type CampPages, startCampPages } from '../support/camp-pages.ts'
import { hasChromium, launchChromium, openProfile, type Profile } from '../support/chromium.ts'
import { typeCli } from '../support/cli.ts'

const root = join(import.meta.dirname, '../..')
const patience = { timeout: 60_000 }

let browser: Browser
let app = ''
let server: Server

beforeAll(async () => {
  if (!hasChromium) return
  browser = await launchChromium()
  app = await mkdtemp(join(tmpdir(), 'divelog-app-'))
  await cp(join(root, 'dist/web'), app, { recursive: true })
  server = createServer((request, response) => void answerStatic(app, request, response))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
})

afterAll(async () => {
  await browser?.close()
  server?.closeAllConnections()
  server?.close()
  if (app !== '') await rm(app, { recursive: true })
})

const address = (): string => {
  const bound = server.address()
  return `http://localhost:${typeof bound === 'object' && bound !== null ? bound.port : 0}/`
}

/** A build that differs from the one before as builds do. */
async function buildAnew(name: string): Promise<void> {
  const page = await readFile(join(app, 'index.html'), 'utf8')
  await writeFile(join(app, 'index.html'), page.replace('<html', `<html data-build="${name}"`))
  execFileSync(process.execPath, [join(root, 'test/support/compress-web.ts'), app])
}

const build = (page: Page) => page.locator('html').getAttribute('data-build')

const isStored = (page: Page) =>
  page.waitForFunction(async () => {
    await navigator.serviceWorker.ready
    return navigator.serviceWorker.controller !== null
  })

describe.skipIf(!hasChromium)('a new version of the app', () => {
  let ana: Profile

  it('waits until somebody takes it, and everything written is there afterwards', async () => {
    ana = await openProfile(browser)
    const { page } = ana
    await page.goto(address())
    await page.getByLabel('Your name').fill('Ana')
    await page.getByRole('button', { name: /^Start a camp/ }).click()
    await page.getByLabel('Name of the camp').fill('Updated camp')
    await page.getByLabel('An empty catalog').check()
    await page.getByRole('button', { name: 'Start the camp' }).click()
    await page.getByRole('button', { name: 'Propose a topic' }).first().click()
    await page.getByLabel('Title').fill('Before the update')
    await page.getByRole('button', { name: 'Propose', exact: true }).click()
    await page.getByLabel('Goal', { exact: true }).waitFor(patience)
    await isStored(page)
    await buildAnew('next')
    await page.reload()
    await page.getByText('A new version of Divelog is ready.').waitFor(patience)
    expect(await build(page)).toBeNull()
    await page.getByRole('button', { name: 'Load it now' }).press('Enter')
    await expect.poll(() => build(page), patience).toBe('next')
    await page.getByRole('textbox', { name: 'Title' }).waitFor(patience)
    expect(await page.getByRole('textbox', { name: 'Title' }).inputValue()).toBe('Before the update')
    expect(await page.getByText('A new version of Divelog is ready.').count()).toBe(0)
  }, 180_000)

  it('opens with nobody reachable, every screen of it', async () => {
    const { page, context, errors } = ana
    await context.setOffline(true)
    await page.goto(address())
    await page.getByRole('table').getByRole('link', { name: 'Before the update' }).waitFor(patience)
    expect(await build(page)).toBe('next')
    for (const name of ['My session', 'People', 'Publish', 'Settings']) {
      await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name }).click()
      await page.getByRole('heading', { name, exact: true }).waitFor(patience)
    }
    expect(errors).toEqual([])
  }, 120_000)

  it('says in Settings how much is stored, and whether the browser keeps it', async () => {
    const { page } = ana
    const storage = page.getByRole('region', { name: 'Storage' })
    await storage.getByText(/^\d+(\.\d)? (bytes|kB|MB|GB) of \d+(\.\d)? [MG]B used/).waitFor(patience)
    const isKept = await page.evaluate(() => navigator.storage.persisted())
    const words = isKept ? 'keeps this notebook until you remove it' : 'may remove this notebook when the disk is full'
    await storage.getByText(words).waitFor()
    expect(await storage.getByRole('button', { name: 'Ask the browser to keep it' }).count()).toBe(isKept ? 0 : 1)
  })
})

describe.skipIf(!hasChromium)('two tabs of one browser', () => {
  let camp: CampPages

  beforeAll(async () => {
    if (hasChromium) camp = await startCampPages([['new', 'Shared by tabs']])
  })
  afterAll(() => camp?.stop())
  const opened: Profile[] = []
  afterEach(() => Promise.all(opened.splice(0).map(({ context }) => context.close())))

  it('write together, and the second takes the lead while somebody types in it', async () => {
    const profile = await camp.join('Ana', 'Shared by tabs')
    opened.push(profile)
    const first = profile.page
    await first.getByRole('table').getByRole('link', { name: 'Shared by tabs' }).click()
    await first.getByLabel('Goal', { exact: true }).waitFor()
    const second = await profile.context.newPage()
    await second.goto(first.url())
    const pill = second.getByRole('banner').getByRole('button', { name: /another tab is in charge of the network/ })
    await pill.waitFor(patience)
    const goal = (page: Page) => page.getByLabel('Goal', { exact: true })
    await goal(second).click()
    await second.keyboard.type('Written in the second tab')
    await expect.poll(() => goal(first).innerText(), patience).toContain('Written in the second tab')
    await second.keyboard.type(', going on')
    await Promise.all([first.close(), second.keyboard.type(' while the first one closes', { delay: 40 })])
    await pill.waitFor({ state: 'detached', timeout: 20_000 })
    await second.keyboard.type(', and after.')
    const whole = 'Written in the second tab, going on while the first one closes, and after.'
    expect(await goal(second).innerText()).toContain(whole)
    const onLaptop = async () => (await typeCli(camp.home, ['show', 'Shared by tabs'])).stdout
    await expect.poll(onLaptop, patience).toContain(whole)
  }, 180_000)
})

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { formatInvite, parseInvite } from '../../src/domain/invite.ts'
import { cidWords } from '../../src/domain/word-pair.ts'
import { hasChromium, launchChromium, openProfile, type Profile } from '../support/chromium.ts'
import { type RunningServer, startServer, typeCli } from '../support/cli.ts'
import { startValve, type Valve } from '../support/valve.ts'

let browser: Browser
let folder = ''
let server: RunningServer
const profiles: Profile[] = []
const home = (name = 'laptop'): string => join(folder, name)

beforeAll(async () => {
  if (!hasChromium) return
  folder = await mkdtemp(join(tmpdir(), 'divelog-panel-'))
  await typeCli(home(), ['init', 'Test camp', '--starter', '--as', 'Laptop'])
  await writeFile(join(folder, 'large.bin'), Buffer.concat(Array.from({ length: 50 }, () => randomBytes(60_000))))
  await typeCli(home(), ['attach', '1', join(folder, 'large.bin')])
  server = await startServer(home())
  browser = await launchChromium()
})

afterEach(async () => {
  for (const { context, errors } of profiles.splice(0)) {
    await context.close()
    expect(errors).toEqual([])
  }
})

afterAll(async () => {
  await browser?.close()
  await server?.kill()
  if (folder !== '') await rm(folder, { recursive: true })
})

const randomBytes = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length))

async function arrive(name: string, prepare: (page: Page) => Promise<void> = async () => undefined): Promise<Page> {
  const profile = await openProfile(browser, { serviceWorkers: 'block' })
  profiles.push(profile)
  const { page } = profile
  await prepare(page)
  await page.goto(server.url)
  await page.getByLabel('Your name').fill(name)
  await page.getByRole('button', { name: 'Continue with Test camp' }).click()
  return page
}

const pill = (page: Page) => page.getByRole('banner').getByRole('button', { expanded: false })
const firstTopic = (page: Page) => page.getByRole('table').getByRole('link').first()

async function openPanel(page: Page): Promise<void> {
  await pill(page).click()
  await page.getByRole('region', { name: 'Connected' }).waitFor()
}

/** The page is told another address of its laptop. */
async function viaValve(page: Page, valve: Valve): Promise<void> {
  await page.route('**/api/session', async (route) => {
    const session = await (await route.fetch()).json()
    const invite = parseInvite(session.invite)
    const addrs = [valve.addr]
    await route.fulfill({ json: { ...session, multiaddrs: addrs, invite: formatInvite({ ...invite, addrs }) } })
  })
}

describe.skipIf(!hasChromium)('the sync panel', () => {
  it('names who holds my work and who has the same notebook', async () => {
    const [ana, bo] = [await arrive('Ana'), await arrive('Bo')]
    for (const page of [ana, bo]) await firstTopic(page).waitFor()
    await openPanel(ana)
    const holders = ana.getByRole('region', { name: 'Who holds my latest work' })
    await holders.getByText(/On (.*, )?Bo’s laptop/).waitFor()
    await holders.getByText(/this laptop’s own node/).waitFor()
    const notebook = ana.getByRole('region', { name: 'This notebook' })
    await notebook.getByText(/^Same as: .*Bo/).waitFor()
    await notebook.getByText(/^Same as: .*this laptop’s own node/).waitFor()
    expect(await notebook.getByText(/^Differs/).count()).toBe(0)
    await openPanel(bo)
    const said = (page: Page): Promise<string> => page.getByTestId('catalog-words').innerText()
    await expect.poll(() => said(bo)).toBe(await said(ana))
    expect(await said(ana)).toBe(cidWords(await ana.getByTestId('catalog-cid').innerText()))
    // A dot for each in the list, ringed when it holds the same.
    const listed = await ana.getByRole('region', { name: 'Connected' }).getByRole('listitem').count()
    await expect.poll(() => ana.locator('.peers-picture circle.same').count()).toBe(listed)
  })

  it('says what waits, and for whom, when nobody else is there', async () => {
    const page = await arrive('Ana')
    await firstTopic(page).waitFor()
    await openPanel(page)
    const waiting = page.getByRole('region', { name: 'What waits' })
    await waiting.getByText('Your latest work is on no other laptop yet: nobody else is connected.').waitFor()
  })

  it('exports a file that another laptop opens with the invite alone', async () => {
    const page = await arrive('Ana')
    await firstTopic(page).waitFor()
    await openPanel(page)
    const downloading = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Export file' }).click()
    const download = await downloading
    expect(download.suggestedFilename()).toBe('test-camp.car')
    await page.getByText(/test-camp\.car, .* is with your downloads/).waitFor()
    const file = join(folder, 'test-camp.car')
    await download.saveAs(file)
    expect((await readFile(file)).byteLength).toBeGreaterThan(3_000_000)
    expect((await typeCli(home('other'), ['join', server.invite ?? '', '--as', 'Other'])).code).toBe(0)
    expect((await typeCli(home('other'), ['import', file])).code).toBe(0)
    const titles = await page.getByRole('table').getByRole('link').allInnerTexts()
    const listed = (await typeCli(home('other'), ['list', '--json'])).stdout
    expect(titles.length).toBeGreaterThan(50)
    for (const title of titles) expect(listed).toContain(JSON.stringify(title).slice(1, -1))
  })

  it('counts topics and bytes while they come, stops on a press, and goes on on another', async () => {
    const target = server.multiaddrs.find((addr) => addr.includes('/127.0.0.1/') && addr.includes('/ws'))
    const valve = await startValve(target ?? '', 1_000_000)
    const page = await arrive('Ana', (fresh) => viaValve(fresh, valve))
    // All but the topic with the large file have come.
    await page
      .getByRole('banner')
      .getByRole('button', { name: /^Receiving 55 of 56 topics · \d/ })
      .waitFor()
    await page.getByText('56 topics are on their way.').waitFor()
    await page.getByRole('button', { name: 'Stop receiving' }).click()
    await page.getByText('Receiving is stopped. Go on, above').waitFor()
    await page.getByRole('banner').getByRole('button', { name: 'Receiving is stopped' }).waitFor()
    expect(await firstTopic(page).count()).toBe(0)
    valve.open()
    await page.getByRole('button', { name: 'Go on receiving' }).click()
    await firstTopic(page).waitFor()
    await page
      .getByRole('banner')
      .getByRole('button', { name: /^Saved here/ })
      .waitFor()
    await expect.poll(() => page.getByRole('button', { name: /receiving/ }).count()).toBe(0)
    valve.stop()
  })
})

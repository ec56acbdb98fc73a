import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CampPages, startCampPages } from '../support/camp-pages.ts'
import { hasChromium, type Profile } from '../support/chromium.ts'
import { typeCli } from '../support/cli.ts'

let camp: CampPages
let ana: Profile
let bo: Profile
/** The second tab of Ana's browser: the first one leads. */
let second: Page

beforeAll(async () => {
  if (!hasChromium) return
  camp = await startCampPages([['new', 'A topic']])
  bo = await camp.join('Bo', 'A topic')
  ana = await camp.join('Ana', 'A topic')
  second = await ana.context.newPage()
  second.on('pageerror', (error) => expect.unreachable(error.message))
  await second.goto(camp.server.url)
  await pill(second, /another tab is in charge of the network$/).waitFor()
})

afterAll(() => camp?.stop())

const pill = (page: Page, name: RegExp) => page.getByRole('banner').getByRole('button', { name })

async function panelOf(page: Page) {
  await page.getByRole('banner').getByRole('button', { expanded: false }).click()
  const region = (name: string) => page.getByRole('dialog').getByRole('region', { name })
  await region('Connected').waitFor()
  return region
}

const close = (page: Page): Promise<void> => page.getByRole('button', { name: 'Close', exact: true }).click()

describe.skipIf(!hasChromium)('a second tab', () => {
  it('shows who is connected, who holds the work and which notebook it is, as the first one does', async () => {
    await pill(ana.page, /^Saved here · on 1 other laptop$/).waitFor()
    await pill(second, /^Saved here · on 1 other laptop · another tab is in charge of the network$/).waitFor()
    const region = await panelOf(second)
    await region('Connected').getByRole('listitem').filter({ hasText: /^Bo\b/ }).waitFor()
    await region('Connected').getByRole('listitem').filter({ hasText: 'This laptop’s own node' }).waitFor()
    await region('Who holds my latest work')
      .getByText(/Bo’s laptop/)
      .waitFor()
    await panelOf(ana.page)
    const words = (page: Page): Promise<string> => page.getByTestId('catalog-words').innerText()
    await expect.poll(async () => (await words(second)) === (await words(ana.page)), { timeout: 10_000 }).toBe(true)
    for (const page of [second, ana.page]) await close(page)
  })

  it('knows everybody, and renames its person for all', async () => {
    await second.getByRole('link', { name: 'People' }).click()
    const everybody = second.getByRole('region', { name: 'Everybody' })
    await everybody.getByText('Bo', { exact: false }).first().waitFor()
    const name = second.getByLabel('Your name')
    await expect.poll(() => name.inputValue()).toBe('Ana')
    await name.fill(' ')
    await second.getByRole('button', { name: 'Save', exact: true }).click()
    await second.getByText('A name is needed').waitFor()
    // What is signed reaches the laptop as another head.
    const heads = async (): Promise<string> => JSON.parse((await typeCli(camp.home, ['status', '--json'])).stdout).heads
    const before = await heads()
    await name.fill('Ana Second')
    await second.getByRole('button', { name: 'Save', exact: true }).click()
    await everybody.getByText('Ana Second').waitFor()
    await expect.poll(heads, { timeout: 20_000 }).not.toBe(before)
  })

  it('exports the camp, and dials an address for the tab that can', async () => {
    const region = await panelOf(second)
    const downloading = second.waitForEvent('download')
    await region('Take it along').getByRole('button', { name: 'Export file' }).click()
    expect((await downloading).suggestedFilename()).toBe('test-camp.car')
    await second.getByText('Connect to an address').click()
    const address = camp.server.multiaddrs.find((addr) => addr.includes('/127.0.0.1/') && addr.includes('/ws'))
    await second.getByLabel('Multiaddr').fill(address ?? '')
    await second.getByRole('button', { name: 'Connect', exact: true }).click()
    await second.getByText('Connected.', { exact: true }).waitFor()
    await close(second)
  })

  it('leads when the first one closes, and then says nothing of another tab', async () => {
    await ana.page.close()
    await pill(second, /^Saved here · on 1 other laptop$/).waitFor({ timeout: 30_000 })
    await bo.context.close()
  })
})

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { hasChromium, launchChromium, openProfile, type Profile } from '../support/chromium.ts'
import { type RunningServer, startServer, typeCli } from '../support/cli.ts'

let browser: Browser
let home = ''
let server: RunningServer
let ana: Profile
let page: Page

beforeAll(async () => {
  if (!hasChromium) return
  home = await mkdtemp(join(tmpdir(), 'divelog-palette-'))
  await typeCli(home, ['init', 'Test camp', '--as', 'Laptop'])
  await typeCli(home, ['new', 'Content routing', '--number', '7'])
  await typeCli(home, ['new', 'Über naming', '--number', '8'])
  server = await startServer(home)
  browser = await launchChromium()
  ana = await openProfile(browser, { permissions: ['clipboard-read', 'clipboard-write'] })
  page = ana.page
  await page.goto(server.url)
  await page.getByLabel('Your name').fill('Ana')
  await page.getByRole('button', { name: 'Continue with Test camp' }).click()
  await page.getByRole('table').getByRole('link', { name: 'Über naming' }).waitFor()
})

afterAll(async () => {
  await browser?.close()
  await server?.kill()
  if (home !== '') await rm(home, { recursive: true })
})

beforeEach(async () => {
  if (hasChromium) await page.goto(`${server.url}#/catalog`)
})

const field = () => page.getByRole('combobox', { name: 'Command or topic' })
const palette = () => page.getByRole('dialog', { name: 'Commands' })
const chosen = () => palette().getByRole('option', { selected: true })
const clipboard = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText())

async function open(query: string): Promise<void> {
  if (!(await palette().isVisible())) await page.keyboard.press('Control+k')
  await field().fill(query)
}

async function run(query: string): Promise<void> {
  await open(query)
  await page.keyboard.press('Enter')
}

describe.skipIf(!hasChromium)('the command palette', () => {
  it('opens a topic by some letters of its title, without regard to accents', async () => {
    await open('uber')
    await palette().getByRole('option', { name: '8 Über naming' }).waitFor()
    expect(await palette().getByRole('option').count()).toBe(1)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Über naming' }).waitFor()
    expect(await palette().count()).toBe(0)
  })

  it('goes to every screen', async () => {
    const screens = { catalog: 'Test camp', 'my ses': 'My session', people: 'People', publish: 'Publish' }
    for (const [query, heading] of Object.entries({ ...screens, settings: 'Settings', doctor: 'Doctor' })) {
      await run(query)
      await page.getByRole('heading', { level: 1, name: heading }).waitFor()
    }
  })

  it('moves the choice with the arrow keys, round and round, and tells which one it is', async () => {
    await open('dark theme')
    await palette()
      .getByRole('option', { name: /Dark theme/, selected: true })
      .waitFor()
    await field().fill('theme')
    const names = await palette().getByRole('option').allInnerTexts()
    expect(names).toHaveLength(3)
    const [first = '', second = '', last = ''] = names
    await expect.poll(() => chosen().innerText()).toBe(first)
    await page.keyboard.press('ArrowUp')
    await expect.poll(() => chosen().innerText()).toBe(last)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => chosen().innerText()).toBe(second)
    expect(await field().getAttribute('aria-activedescendant')).toBe(await chosen().getAttribute('id'))
    await run('dark theme')
    await page.locator('html[data-theme=dark]').waitFor()
    await run('theme as the system')
    await page.locator('html:not([data-theme])').waitFor()
  })

  it('closes on Escape and on its own key, and gives the focus back', async () => {
    const search = page.getByLabel('Search topics')
    for (const key of ['Escape', 'Control+k']) {
      await search.focus()
      await open('people')
      await page.keyboard.press(key)
      await palette().waitFor({ state: 'detached' })
      expect(await search.evaluate((element) => element === document.activeElement)).toBe(true)
    }
  })

  it('copies the invite and the catalog CID, and says so', async () => {
    await run('copy the invite')
    await palette().getByRole('status').getByText('The invite link is copied').waitFor()
    expect(await clipboard()).toContain('#/join/')
    await field().fill('catalog cid')
    await page.keyboard.press('Enter')
    await palette().getByRole('status').getByText('The catalog CID is copied').waitFor()
    const cid = await clipboard()
    await page.keyboard.press('Escape')
    await run('who is connected')
    await expect.poll(() => page.getByTestId('catalog-cid').innerText()).toBe(cid)
    await page.keyboard.press('Escape')
  })

  it('proposes a topic from any screen, and shows the shortcuts, which name it', async () => {
    await run('settings')
    await run('propose')
    await page.getByRole('dialog', { name: 'Propose a topic' }).getByLabel('Title').fill('From anywhere')
    await page.getByRole('button', { name: 'Propose', exact: true }).click()
    await page.getByRole('heading', { name: 'From anywhere' }).waitFor()
    await run('shortcuts')
    await page.getByRole('dialog', { name: 'Shortcuts' }).getByText('Ctrl or ⌘ + K').waitFor()
    await page.keyboard.press('Escape')
  })

  it('leaves another dialog alone, with what was typed there', async () => {
    await page.getByRole('button', { name: 'Propose a topic' }).click()
    await page.getByLabel('Title').fill('Half a thought')
    await page.keyboard.press('Control+k')
    await page.keyboard.type('!')
    expect(await page.getByLabel('Title').inputValue()).toBe('Half a thought!')
    expect(await palette().count()).toBe(0)
    await page.getByRole('button', { name: 'Cancel' }).click()
    expect(ana.errors).toEqual([])
  })
})

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { faultsInEveryLook } from '../support/axe.ts'
import { hasChromium, launchChromium, openProfile, type Profile } from '../support/chromium.ts'
import { type RunningServer, runCli, startServer, typeCli } from '../support/cli.ts'

let browser: Browser
let home = ''
let server: RunningServer

beforeAll(async () => {
  if (!hasChromium) return
  home = await mkdtemp(join(tmpdir(), 'divelog-axe-'))
  await typeCli(home, ['init', 'Test camp', '--as', 'Laptop'])
  await typeCli(home, ['new', 'Written topic', '--number', '1', '--summary', 'It has an outcome', '--tag', '📦'])
  await typeCli(home, ['new', 'Blank topic', '--number', '2'])
  await runCli(home, ['write', '1', '--outcome', '-'], '## Problem\n\nA table:\n\n| a | b |\n| - | - |\n| 1 | 2 |\n')
  await typeCli(home, ['publish', '1'])
  server = await startServer(home)
  browser = await launchChromium()
})

afterAll(async () => {
  await browser?.close()
  await server?.kill()
  if (home !== '') await rm(home, { recursive: true })
})

const link = (name: string | RegExp) => (page: Page) => page.getByRole('link', { name }).first().click()
const main = (name: string) => (page: Page) => page.getByRole('navigation', { name: 'Main' }).getByText(name).click()
const heading = (name: string | RegExp) => (page: Page) => page.getByRole('heading', { name }).first().waitFor()

type Step = (page: Page) => Promise<unknown>

/** How to get to each screen from the one before, and what shows that it is there. */
const screens: readonly (readonly [name: string, open: Step, isThere: Step])[] = [
  ['catalog', main('Catalog'), (page) => page.getByRole('link', { name: 'Written topic' }).waitFor()],
  ['board', (page) => page.getByRole('button', { name: 'Board' }).click(), heading(/^Proposed/)],
  [
    'new topic',
    (page) => page.getByRole('button', { name: 'Propose a topic' }).click(),
    (page) => page.getByRole('dialog', { name: 'Propose a topic' }).waitFor(),
  ],
  [
    'topic',
    async (page) => {
      await page.getByRole('button', { name: 'Cancel' }).click()
      await link('Written topic')(page)
    },
    (page) => page.getByLabel('Goal', { exact: true }).waitFor(),
  ],
  ['outcome', link(/outcome/i), (page) => page.getByLabel('Outcome document', { exact: true }).waitFor()],
  ['slide', link('Slide'), heading('Written topic')],
  [
    'my session',
    async (page) => {
      await page.goBack()
      await main('My session')(page)
    },
    heading('My session'),
  ],
  ['people', main('People'), heading('People')],
  ['publish', main('Publish'), heading('Publish')],
  ['settings', main('Settings'), heading('Settings')],
  [
    'doctor',
    (page) => page.goto(`${page.url().split('#')[0]}#/doctor`),
    (page) => page.getByRole('region', { name: 'Storage' }).getByText('Working').waitFor(),
  ],
  [
    'commands',
    (page) => page.keyboard.press('Control+k'),
    (page) =>
      page
        .getByRole('dialog', { name: 'Commands' })
        .getByRole('option', { name: /Written topic/ })
        .waitFor(),
  ],
  [
    'shortcuts',
    async (page) => {
      await page.getByRole('combobox', { name: 'Command or topic' }).fill('shortc')
      await page.keyboard.press('Enter')
    },
    (page) => page.getByRole('dialog', { name: 'Shortcuts' }).waitFor(),
  ],
  [
    'state',
    async (page) => {
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: /Saved here/ }).click()
    },
    (page) => page.getByTestId('catalog-cid').waitFor(),
  ],
]

describe.skipIf(!hasChromium)('every screen is free of faults that axe can find', () => {
  it('in either theme, wide or narrow', async () => {
    const profile: Profile = await openProfile(browser, { viewport: { width: 1280, height: 820 } })
    const { page } = profile
    const found: Record<string, Record<string, readonly string[]>> = {}
    await page.goto(server.url)
    await page.getByLabel('Your name').fill('Ana')
    found['first minute'] = await faultsInEveryLook(page)
    await page.getByRole('button', { name: 'Continue with Test camp' }).click()
    await page.getByRole('link', { name: 'Written topic' }).waitFor()
    for (const [name, open, isThere] of screens) {
      await open(page)
      await isThere(page)
      found[name] = await faultsInEveryLook(page)
    }
    await profile.context.close()
    expect(Object.fromEntries(Object.entries(found).filter(([, looks]) => Object.keys(looks).length > 0))).toEqual({})
    expect(profile.errors).toEqual([])
  }, 240_000)
})

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasChromium, launchChromium, openProfile, type Profile } from '../support/chromium.ts'
import { type RunningServer, runCli, startServer } from '../support/cli.ts'

let browser: Browser
let home = ''
let server: RunningServer
let ana: Profile
let page: Page

beforeAll(async () => {
  if (!hasChromium) return
  home = await mkdtemp(join(tmpdir(), 'divelog-catalog-'))
  await runCli(home, ['init', 'Test camp', '--as', 'Laptop'])
  await runCli(home, ['new', 'Written topic', '--number', '1'])
  await runCli(home, ['new', 'Blank topic', '--number', '2'])
  const note = '## Problem\n\nNobody agrees.\n\nA **quorum of lighthouses** decides. The rest waits.\n'
  await runCli(home, ['write', '1', '--outcome', '-'], note)
  server = await startServer(home)
  browser = await launchChromium()
  ana = await openProfile(browser)
  page = ana.page
  await page.goto(server.url)
  await page.getByLabel('Your name').fill('Ana')
  await page.getByRole('button', { name: 'Continue with Test camp' }).click()
  await title('Written topic').waitFor()
  await title('Blank topic').waitFor()
})

afterAll(async () => {
  await browser?.close()
  await server?.kill()
  if (home !== '') await rm(home, { recursive: true })
})

const title = (name: string) => page.getByRole('table').getByRole('link', { name })
const search = () => page.getByLabel('Search topics')

describe.skipIf(!hasChromium)('the catalog', () => {
  it('finds words of an outcome and shows the sentence', async () => {
    await search().fill('lighthouse quorum')
    await page.getByText('“A quorum of lighthouses decides.”').waitFor()
    expect(await title('Blank topic').count()).toBe(0)
    await search().fill('')
    await title('Blank topic').waitFor()
  })

  it('finds the words of an outcome that changed since the last search', async () => {
    await runCli(home, ['write', '2', '--outcome', '-'], 'Only barnacles were found.\n')
    await search().fill('barnacles')
    await page.getByText('“Only barnacles were found.”').waitFor()
    expect(await title('Written topic').count()).toBe(0)
    await search().fill('')
  })

  it('shows topics by state on a board, and remembers that', async () => {
    await page.getByRole('button', { name: 'Board' }).click()
    const drafts = page.getByRole('region', { name: 'Draft outcome' })
    await drafts.getByRole('link', { name: 'Written topic' }).waitFor()
    await page.reload()
    await drafts.getByRole('link', { name: 'Written topic' }).waitFor()
    await page.getByRole('button', { name: 'Table' }).click()
    await title('Written topic').waitFor()
  })

  it('takes and gives back a vote with the keyboard', async () => {
    const vote = page.getByRole('button', { name: /join “Written topic”/ })
    await vote.press('Enter')
    await page.getByRole('button', { name: /join “Written topic”, votes: 1/, pressed: true }).waitFor()
    await vote.press('Enter')
    await page.getByRole('button', { name: /join “Written topic”, votes: 0/, pressed: false }).waitFor()
  })

  it('keeps the session one checked in to one tap away', async () => {
    await title('Written topic').click()
    await page.getByRole('button', { name: 'New', exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Start', exact: true }).click()
    await page.getByRole('button', { name: 'Check out' }).waitFor()
    await page.getByRole('link', { name: 'My session' }).click()
    const mine = page.getByRole('region', { name: 'Written topic' })
    await mine.getByText(/Running until/).waitFor()
    await mine.getByRole('link', { name: 'Continue the outcome' }).click()
    await page.getByLabel('Outcome document', { exact: true }).waitFor()
    expect(ana.errors).toEqual([])
  })
})

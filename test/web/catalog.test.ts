import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasChromium, launchChromium, openProfile, type Profile } from '../support/chromium.ts'
import { type RunningServer, runCli, startServer, typeCli } from '../support/cli.ts'

let browser: Browser
let home = ''
let server: RunningServer
let ana: Profile
let page: Page

beforeAll(async () => {
  if (!hasChromium) return
  home = await mkdtemp(join(tmpdir(), 'divelog-catalog-'))
  await typeCli(home, ['init', 'Test camp', '--as', 'Laptop'])
  await typeCli(home, ['new', 'Written topic', '--number', '1'])
  await typeCli(home, ['new', 'Blank topic', '--number', '2'])
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

  it('keeps the index of words for the next start, and takes in what changed meanwhile', async () => {
    const indexed = () =>
      page.evaluate(async () => {
        const name = (await indexedDB.databases())
          .map((found) => found.name ?? '')
          .find((known) => known.startsWith('divelog-search-'))
        const request = indexedDB.open(name ?? '')
        await new Promise((done) => request.addEventListener('success', done))
        const all = request.result.transaction('indexes').objectStore('indexes').getAll()
        await new Promise((done) => all.addEventListener('success', done))
        request.result.close()
        return all.result.map(({ known }) => known.size)
      })
    await expect.poll(indexed, { timeout: 10_000 }).toEqual([2])
    await runCli(
      home,
      ['write', '1', '--outcome', '-'],
      '## Problem\n\nA **quorum of lighthouses** and a walrus decide.\n',
    )
    await page.reload()
    await search().fill('walrus')
    await page.getByText('“A quorum of lighthouses and a walrus decide.”').waitFor()
    await search().fill('barnacles')
    await page.getByText('“Only barnacles were found.”').waitFor()
    await search().fill('')
  })

  it('leaves what a state, a tag and an outcome leave, together', async () => {
    await typeCli(home, ['new', 'Filtered topic', '--number', '3', '--tag', '📦'])
    await title('Filtered topic').waitFor()
    const count = () => page.getByRole('table').locator('tbody').getByRole('link').allInnerTexts()
    await page.getByRole('button', { name: /^📦/ }).click()
    await expect.poll(count).toEqual(['Filtered topic'])
    await page.getByRole('button', { name: /^📦/ }).click()
    await page.getByRole('combobox', { name: 'Outcome' }).selectOption('With an outcome')
    await expect.poll(count).toEqual(['Written topic', 'Blank topic'])
    await page.getByRole('button', { name: /^Proposed/ }).click()
    await page.getByText('Nothing fits.').waitFor()
    await page.getByRole('combobox', { name: 'Outcome' }).selectOption('Without an outcome')
    await expect.poll(count).toEqual(['Filtered topic'])
    await page.getByRole('combobox', { name: 'Outcome' }).selectOption('With or without outcome')
    await page.getByRole('button', { name: /^All/ }).click()
  })

  it('proposes a topic from the template, whose hints are never content', async () => {
    await page.getByRole('button', { name: 'Propose a topic' }).click()
    await page.getByLabel('Title').fill('Proposed here')
    await page.getByLabel('In one line').fill('Something is hard')
    await page.getByRole('button', { name: 'Propose', exact: true }).click()
    await page.getByText('What do we have when this problem is solved?').waitFor()
    await page.getByLabel('Goal', { exact: true }).click()
    await page.keyboard.type('Agreement.')
    await page.getByText('What do we have when this problem is solved?').waitFor({ state: 'detached' })
    const shown = async () => (await typeCli(home, ['show', 'Proposed here'])).stdout
    await expect.poll(shown, { timeout: 60_000 }).toContain('Agreement.')
    expect(await shown()).not.toMatch(/What must a solution hold up to|Talks, papers, threads|What do we have/)
    await page.getByRole('link', { name: 'Catalog' }).first().click()
  }, 120_000)

  it('tells organisers which groups have written nothing', async () => {
    await title('Filtered topic').click()
    await page.getByRole('button', { name: 'Start a session' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Start', exact: true }).click()
    await page.getByLabel('Outcome document', { exact: true }).waitFor()
    await page.getByRole('link', { name: 'Catalog' }).first().click()
    const radar = page.getByRole('region', { name: 'Groups' })
    await radar.getByText('1 of 1 groups have written nothing yet').waitFor()
    await radar.getByRole('link', { name: 'Filtered topic' }).waitFor()
    await radar.getByText('nothing written').waitFor()
    await radar.getByText(/^105 min left, clock not started/).waitFor()
  })

  it('keeps a group in sight that is done, while it sits together', async () => {
    await runCli(home, ['write', '3', '--outcome', '-'], 'It was easy.\n')
    await typeCli(home, ['publish', '3'])
    const radar = page.getByRole('region', { name: 'Groups' })
    await radar.getByText('1 running now, 1 of them done.').waitFor()
    await radar.getByText('Every group has written something.').waitFor()
    await radar
      .getByRole('listitem')
      .filter({ hasText: 'Final' })
      .getByRole('link', { name: 'Filtered topic' })
      .waitFor()
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

  it('says of each topic how much was written and when it was changed last, wide and narrow', async () => {
    const line = () => page.getByRole('row').filter({ hasText: 'Written topic' })
    const narrow = { width: 390, height: 820 }
    for (const size of [narrow, { width: 1280, height: 800 }]) {
      await page.setViewportSize(size)
      await line()
        .getByText(/^\d+ words$/)
        .waitFor()
      await line().getByText('Draft outcome').waitFor()
      await line().getByRole('time').waitFor()
    }
  })

  it('is as one left it after Back, a link and a reload: words, filters and place', async () => {
    await page.setViewportSize({ width: 1280, height: 300 })
    await page.getByRole('combobox', { name: 'Order' }).selectOption('By title')
    await search().fill('topic')
    await page.waitForURL(/query=topic/)
    await title('Written topic').scrollIntoViewIfNeeded()
    const place = () => page.evaluate(() => scrollY)
    const before = await place()
    expect(before).toBeGreaterThan(0)
    await page.evaluate(() => new Promise((done) => setTimeout(done, 300)))
    const isAsLeft = async () => {
      await title('Written topic').waitFor()
      expect(await search().inputValue()).toBe('topic')
      expect(await page.getByRole('combobox', { name: 'Order' }).inputValue()).toBe('title')
      await expect.poll(place).toBe(before)
    }
    await title('Written topic').click()
    await page.getByLabel('Goal', { exact: true }).waitFor()
    expect(await place()).toBe(0)
    await page.goBack()
    await isAsLeft()
    await title('Written topic').click()
    await page.getByLabel('Goal', { exact: true }).waitFor()
    await page.getByRole('link', { name: 'Catalog' }).first().click()
    await isAsLeft()
    await page.reload()
    await isAsLeft()
    await page.keyboard.press('/')
    await expect.poll(() => search().evaluate((field) => field === document.activeElement)).toBe(true)
    expect(await search().inputValue()).toBe('topic')
    // Pressed in the catalog itself it shows all of it.
    await page.getByRole('link', { name: 'Catalog' }).first().click()
    await expect.poll(() => search().inputValue()).toBe('')
    await page.setViewportSize({ width: 1280, height: 800 })
  })

  it('is printed without what only a screen can use', async () => {
    await page.emulateMedia({ media: 'print' })
    await title('Written topic').waitFor()
    for (const gone of [page.getByLabel('Search topics'), page.getByRole('group', { name: 'Filters' })]) {
      await gone.waitFor({ state: 'hidden' })
    }
    expect(await page.locator('.voting').evaluateAll((all) => all.filter((one) => one.checkVisibility()).length)).toBe(
      0,
    )
    await page.emulateMedia({ media: null })
    await page.getByLabel('Search topics').waitFor()
  })

  it('takes and gives back a vote with the keyboard', async () => {
    const vote = page.getByRole('button', { name: /join “Written topic”/ })
    await vote.press('Enter')
    await page.getByRole('button', { name: /join “Written topic”, votes: 1 ?: Ana$/, pressed: true }).waitFor()
    await title('Written topic').click()
    const joining = page.getByRole('region', { name: 'Would join' })
    await joining.getByRole('listitem').filter({ hasText: 'Ana' }).waitFor()
    await joining.getByRole('button', { name: 'I’d join', pressed: true }).waitFor()
    await page.goBack()
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

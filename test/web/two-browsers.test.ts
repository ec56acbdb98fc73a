import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasChromium, launchChromium, openProfile, type Profile } from '../support/chromium.ts'
import { type RunningServer, startServer, typeCli } from '../support/cli.ts'

let browser: Browser
let home = ''
let server: RunningServer

beforeAll(async () => {
  if (!hasChromium) return
  home = await mkdtemp(join(tmpdir(), 'divelog-web-'))
  await typeCli(home, ['init', 'Test camp', '--as', 'Laptop'])
  await typeCli(home, ['new', 'Shared note', '--number', '1'])
  server = await startServer(home)
  browser = await launchChromium()
})

afterAll(async () => {
  await browser?.close()
  await server?.kill()
  if (home !== '') await rm(home, { recursive: true })
})

async function join_(name: string): Promise<Profile> {
  const profile = await openProfile(browser)
  const { page } = profile
  await page.goto(server.url)
  await page.getByLabel('Your name').fill(name)
  await page.getByRole('button', { name: 'Continue with Test camp' }).click()
  await page.getByRole('table').getByRole('link', { name: 'Shared note' }).waitFor()
  return profile
}

async function openOutcome(page: Page): Promise<void> {
  await page.getByRole('table').getByRole('link', { name: 'Shared note' }).click()
  await page
    .getByRole('button', { name: 'Start a session' })
    .or(page.getByRole('link', { name: /outcome/ }))
    .first()
    .click()
  const start = page.getByRole('dialog').getByRole('button', { name: 'Start', exact: true })
  const editor = page.getByLabel('Outcome document', { exact: true })
  await start.or(editor).first().waitFor()
  if (await start.isVisible()) await start.click()
  await editor.waitFor()
}

async function typeAtEnd(page: Page, text: string): Promise<void> {
  await page.getByLabel('Outcome document', { exact: true }).click()
  await page.keyboard.press('Control+End')
  await page.keyboard.insertText(text)
}

const documentOf = (page: Page): Promise<string> => page.getByLabel('Outcome document', { exact: true }).innerText()

async function catalogCid(page: Page): Promise<string> {
  await page.getByRole('button', { name: /Saved here/ }).click()
  const cid = await page.getByTestId('catalog-cid').innerText()
  await page.getByRole('button', { name: 'Close' }).click()
  return cid
}

const expectOneCatalog = (a: Page, b: Page): Promise<void> =>
  expect.poll(async () => (await catalogCid(a)) === (await catalogCid(b)), { timeout: 45_000 }).toBe(true)

describe.skipIf(!hasChromium)('two browsers and a laptop', () => {
  it('edit one note apart, converge, and go on without the laptop', async () => {
    const ana = await join_('Ana')
    const bo = await join_('Bo')
    await openOutcome(ana.page)
    await openOutcome(bo.page)
    await typeAtEnd(ana.page, 'Together at first.')
    await expect.poll(() => documentOf(bo.page), { timeout: 20_000 }).toContain('Together at first.')

    // Live text is shown, not kept: before the laptop goes, the signed edit must have reached Bo too.
    const onLaptop = async (): Promise<string> => (await typeCli(home, ['show', 'Shared note'])).stdout
    await expect.poll(onLaptop, { timeout: 30_000 }).toContain('Together at first.')
    await expectOneCatalog(ana.page, bo.page)
    for (const { page } of [ana, bo]) await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    await server.kill()
    await Promise.all([ana.page.reload(), bo.page.reload()])
    for (const { page } of [ana, bo]) {
      await expect.poll(() => documentOf(page), { timeout: 20_000 }).toContain('Together at first.')
    }
    await typeAtEnd(ana.page, '\nAna wrote this alone.')
    await typeAtEnd(bo.page, '\nBo wrote that alone.')
    for (const { page } of [ana, bo]) await page.getByRole('button', { name: /^Saved here/ }).waitFor()
    expect(await documentOf(bo.page)).toContain('Bo wrote that alone.')
    server = await startServer(home)
    for (const { page } of [ana, bo]) {
      await expect.poll(() => documentOf(page), { timeout: 60_000 }).toContain('Ana wrote this alone.')
      await expect.poll(() => documentOf(page), { timeout: 60_000 }).toContain('Bo wrote that alone.')
    }

    // Both must say so: while one of them still hears the relay out, its end of the connection is not up.
    for (const { page } of [ana, bo]) {
      await page.getByRole('button', { name: /Saved here/ }).click()
      await page.getByText('browser to browser').waitFor({ timeout: 40_000 })
      await page.getByRole('button', { name: 'Close' }).click()
    }
    await server.kill()
    await typeAtEnd(ana.page, '\nStill here without the laptop.')
    await expect.poll(() => documentOf(bo.page), { timeout: 30_000 }).toContain('Still here without the laptop.')
    await expectOneCatalog(ana.page, bo.page)

    await ana.page.reload()
    await ana.page.getByLabel('Outcome document', { exact: true }).waitFor()
    await expect.poll(() => documentOf(ana.page), { timeout: 20_000 }).toContain('Still here without the laptop.')
    expect([...ana.errors, ...bo.errors]).toEqual([])
  }, 180_000)
})

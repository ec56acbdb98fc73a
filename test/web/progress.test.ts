import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { hasChromium, launchChromium, openProfile, type Profile } from '../support/chromium.ts'
import { type RunningServer, startServer, typeCli } from '../support/cli.ts'

let browser: Browser
const homes: string[] = []
const servers: RunningServer[] = []
const profiles: Profile[] = []

beforeAll(async () => {
  if (hasChromium) browser = await launchChromium()
})

afterEach(async () => {
  expect(profiles.flatMap(({ errors }) => errors)).toEqual([])
  await Promise.all(profiles.splice(0).map(({ context }) => context.close()))
  await Promise.all(servers.splice(0).map((server) => server.kill()))
  await Promise.all(homes.splice(0).map((home) => rm(home, { recursive: true })))
})

afterAll(() => browser?.close())

async function newHome(): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'divelog-progress-'))
  homes.push(home)
  return home
}

async function serve(home: string): Promise<RunningServer> {
  const server = await startServer(home)
  servers.push(server)
  return server
}

async function visit(url: string, prepare: (page: Page) => Promise<unknown> = async () => undefined): Promise<Page> {
  const profile = await openProfile(browser)
  profiles.push(profile)
  await prepare(profile.page)
  await profile.page.goto(url)
  return profile.page
}

/** A camp on a laptop, and Ana's browser in it. */
async function arrive(commands: readonly (readonly string[])[]) {
  const home = await newHome()
  for (const command of [['init', 'Test camp', '--as', 'Laptop'], ...commands]) await typeCli(home, command)
  const server = await serve(home)
  const page = await visit(server.url)
  await page.getByLabel('Your name').fill('Ana')
  await page.getByRole('button', { name: 'Continue with Test camp' }).click()
  await page.getByRole('heading', { name: 'Test camp' }).waitFor()
  return { home, server, page }
}

const table = (count: number): string =>
  ['| # | Topic | Summary |', '| - | - | - |', ...numbers(count).map((n) => `| ${n} | Topic ${n} | About ${n} |`)].join(
    '\n',
  )

const numbers = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1)

const markdownFile = (text: string) => ({ name: 'topics.md', mimeType: 'text/markdown', buffer: Buffer.from(text) })

async function fillStartForm(page: Page, text: string): Promise<void> {
  await page.getByLabel('Your name').fill('Ana')
  await page.getByRole('button', { name: /^Start a camp/ }).click()
  await page.getByLabel('Name of the camp').fill('Big camp')
  await page.getByLabel('My own table of topics (Markdown)').check()
  await page.getByLabel('Markdown file').setInputFiles(markdownFile(text))
  await page.getByRole('button', { name: 'Start the camp' }).click()
}

const stopStarting = async (page: Page): Promise<void> => {
  await page.getByText(/Starting the camp… \d+ of 2000 topics/).waitFor()
  await page.getByRole('button', { name: 'Stop starting the camp' }).click()
  await page.getByText('Stopped. No camp was started, and nothing of it is left.').waitFor()
}

const openPanel = (page: Page) =>
  page
    .getByRole('banner')
    .getByRole('button', { name: /Saved here|Saving|Receiving/ })
    .click()

const openFile = (page: Page) => page.getByLabel('Open a .car or Markdown file')
const patience = { timeout: 60_000 }

describe.skipIf(!hasChromium)('starting a camp with many topics', () => {
  it('on the laptop counts them, and leaves no camp there when it is stopped', async () => {
    const server = await serve(await newHome())
    const page = await visit(server.url)
    await fillStartForm(page, table(2000))
    await stopStarting(page)
    // The laptop takes back what it had, which may take a moment more.
    await expect
      .poll(async () => (await fetch(`${new URL(server.url).origin}/api/session`)).json(), patience)
      .toMatchObject({ campId: null })
    await fillStartForm(page, table(3))
    await page.getByRole('table').getByRole('link', { name: 'Topic 3' }).waitFor(patience)
    expect(await page.getByRole('table').getByRole('link').count()).toBe(3)
  }, 180_000)

  it('in a browser alone counts them, and leaves no camp there when it is stopped', async () => {
    const server = await serve(await newHome())
    const page = await visit(server.url, (fresh) => fresh.route('**/api/**', (route) => route.abort()))
    await fillStartForm(page, table(2000))
    await stopStarting(page)
    const left = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))
    expect(left).toEqual(['divelog-camps'])
    await page.reload()
    await page.getByRole('button', { name: /^Start a camp/ }).waitFor()
    await fillStartForm(page, table(3))
    await page.getByRole('table').getByRole('link', { name: 'Topic 3' }).waitFor(patience)
  }, 180_000)
})

describe.skipIf(!hasChromium)('a file opened in the browser', () => {
  it('that is Markdown is counted, stopped between two topics, and goes on where it was', async () => {
    const { page } = await arrive([])
    await openPanel(page)
    await openFile(page).setInputFiles(markdownFile(table(80)))
    await page.getByText(/Importing… \d+ of 80 topics/).waitFor(patience)
    await page.getByRole('button', { name: 'Stop importing' }).click()
    await page.getByText(/^Stopped at \d+ of 80 topics\. What is here is whole/).waitFor()
    await openFile(page).setInputFiles(markdownFile(table(80)))
    const said = page.getByText(/^\d+ new topics, 0 changed, \d+ as they were\.$/)
    // Each topic is durable before the next one: some hundred milliseconds where the machine is busy.
    await said.waitFor({ timeout: 200_000 })
    const [fresh = 0, , same = 0] = ((await said.innerText()).match(/\d+/g) ?? []).map(Number)
    expect(fresh + same).toBe(80)
    expect(same).toBeGreaterThan(0)
    await page.getByRole('button', { name: 'Close' }).click()
    await page.getByText('80 topics', { exact: true }).waitFor()
  }, 300_000)

  it('that is a camp’s .car brings what others wrote, and a damaged one says what was refused', async () => {
    const { home, server, page } = await arrive([['new', 'Before']])
    await page.getByRole('table').getByRole('link', { name: 'Before' }).waitFor()
    await server.kill()
    await typeCli(home, ['new', 'Carried on a stick'])
    const car = join(home, 'camp.car')
    await typeCli(home, ['export', '--car', car])
    const whole = await readFile(car)
    const damaged = Buffer.from(whole)
    damaged[Math.floor(whole.length / 2)] = (damaged[Math.floor(whole.length / 2)] ?? 0) ^ 1
    await openPanel(page)
    await openFile(page).setInputFiles({ name: 'damaged.car', mimeType: 'application/octet-stream', buffer: damaged })
    await page.getByText(/^Refused what Laptop wrote:/).waitFor(patience)
    await openFile(page).setInputFiles({ name: 'camp.car', mimeType: 'application/octet-stream', buffer: whole })
    await page.getByText(/^camp\.car: news of 1 person, \d known already\.$/).waitFor(patience)
    await page.getByRole('button', { name: 'Close' }).click()
    await page.getByRole('table').getByRole('link', { name: 'Carried on a stick' }).waitFor()
  }, 180_000)
})

describe.skipIf(!hasChromium)('what takes long with large files', () => {
  it('publishing and exporting show how far they are, stop when told, and leave nothing half done', async () => {
    const files = await newHome()
    const paths = numbers(4).map((n) => join(files, `measured-${n}.bin`))
    for (const path of paths) await writeFile(path, randomBytes(7_000_000))
    const { page } = await arrive([
      ['new', 'Measured', '--number', '1'],
      ['write', '1', '--outcome', join(import.meta.dirname, '../../README.md')],
      ...paths.map((path) => ['attach', '1', path]),
    ])
    await page.getByRole('table').getByRole('link', { name: 'Measured' }).click(patience)
    await page.getByRole('link', { name: 'Continue the outcome' }).click()
    await page.getByLabel('Outcome document', { exact: true }).waitFor()
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 6 })

    await page.getByRole('button', { name: 'Make final' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Make final' }).click()
    await page.getByText(/^Publishing… (checking picture|writing file) \d+ of \d+ · /).waitFor(patience)
    await page.getByRole('button', { name: 'Stop publishing' }).click()
    await page.getByText('Stopped. Nothing was published; the outcome is as it was.').waitFor(patience)
    await page.getByRole('heading', { name: 'Not final yet' }).waitFor()
    expect(await page.getByTestId('final-cid').count()).toBe(0)

    await openPanel(page)
    await page.getByRole('button', { name: 'Export file' }).click()
    await page.getByText(/^Exporting… /).waitFor(patience)
    await page.getByRole('button', { name: 'Stop exporting' }).click()
    await page.getByText('Stopped. No file was written.').waitFor(patience)

    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 })
    const downloading = page.waitForEvent('download', patience)
    await page.getByRole('button', { name: 'Export file' }).click()
    expect((await downloading).suggestedFilename()).toBe('test-camp.car')
    await page.getByRole('button', { name: 'Close' }).click()
    await page.getByRole('button', { name: 'Make final' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Make final' }).click()
    await page.getByTestId('final-cid').waitFor(patience)
  }, 300_000)
})

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { hasChromium, launchChromium, openProfile, type Profile } from '../support/chromium.ts'
import { type RunningServer, startServer, typeCli } from '../support/cli.ts'

let browser: Browser
let folder = ''
/** Holds a camp with one topic; `empty` is a laptop that was just unpacked. */
let camp: RunningServer
let empty: RunningServer
const profiles: Profile[] = []
const home = (name: string): string => join(folder, name)

beforeAll(async () => {
  if (!hasChromium) return
  folder = await mkdtemp(join(tmpdir(), 'divelog-first-'))
  await typeCli(home('camp'), ['init', 'Autumn camp', '--as', 'Laptop'])
  await typeCli(home('camp'), ['new', 'Known topic', '--number', '1', '--summary', 'What a guest reads'])
  await typeCli(home('camp'), ['export', '--car', join(folder, 'autumn.car')])
  ;[camp, empty, browser] = await Promise.all([
    startServer(home('camp'), ['--host', '0.0.0.0']),
    startServer(home('empty')),
    launchChromium(),
  ])
})

afterEach(async () => {
  for (const { context, errors } of profiles.splice(0)) {
    await context.close()
    expect(errors).toEqual([])
  }
})

afterAll(async () => {
  await browser?.close()
  await camp?.kill()
  await empty?.kill()
  if (folder !== '') await rm(folder, { recursive: true })
})

async function open(url: string, options: Parameters<typeof openProfile>[1] = {}): Promise<Page> {
  const profile = await openProfile(browser, options)
  profiles.push(profile)
  await profile.page.goto(url)
  return profile.page
}

const choose = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name: new RegExp(`^${name}`) }).click()
const phone = { viewport: { width: 360, height: 700 } }

/** How many authors the laptop with the camp knows of. */
async function authors(): Promise<number> {
  return JSON.parse((await typeCli(home('camp'), ['status', '--json'])).stdout).authors
}

describe.skipIf(!hasChromium)('the first minute', () => {
  it('offers three choices, and needs a name to start or join', async () => {
    const page = await open(empty.url)
    for (const name of ['Start a camp', 'Join a camp', 'Just look']) {
      await page.getByRole('button', { name: new RegExp(`^${name}`) }).waitFor()
    }
    await choose(page, 'Start a camp')
    await page.getByLabel('Name of the camp').fill('Nameless')
    await page.getByRole('button', { name: 'Start the camp' }).click()
    await page.getByText('Write your name first').waitFor()
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('autocomplete'))).toBe('name')
  })

  it('names a wrong file, says what is wrong with it, and takes the next try', async () => {
    const page = await open(empty.url)
    await page.getByLabel('Your name').fill('Ana')
    await choose(page, 'Start a camp')
    await page.getByLabel('Name of the camp').fill('Right camp')
    await page.getByLabel('My own table of topics').check()
    await writeFile(join(folder, 'wrong.md'), Uint8Array.of(35, 32, 0, 1, 2, 255))
    await writeFile(join(folder, 'zero.md'), Uint8Array.of(35, 32, 0, 1, 2))
    await page.getByLabel('Markdown file').setInputFiles(join(folder, 'wrong.md'))
    await page.getByRole('button', { name: 'Start the camp' }).click()
    await page.getByText('wrong.md is not UTF-8 text').waitFor()
    await page.getByLabel('Markdown file').setInputFiles(join(folder, 'zero.md'))
    await page.getByRole('button', { name: 'Start the camp' }).click()
    await page.getByText('zero.md holds binary data, not Markdown.').waitFor()
    await page.getByLabel('An empty catalog').check()
    await page.getByRole('button', { name: 'Start the camp' }).click()
    await page.getByRole('heading', { level: 1, name: 'Right camp' }).waitFor()
  })

  it('shows an invited phone the camp and the way in first', async () => {
    const page = await open(`${camp.url}#/join/${camp.invite?.split('#/join/')[1]}`, phone)
    await page.getByRole('heading', { level: 1, name: 'Autumn camp' }).waitFor()
    expect(await page.getByRole('button', { name: /^(Start|Join) a camp/ }).count()).toBe(0)
    const button = page.getByRole('button', { name: 'Join Autumn camp' })
    const { y = 999, height = 0 } = (await button.boundingBox()) ?? {}
    expect(y + height).toBeLessThan(phone.viewport.height)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(phone.viewport.width)
    await page.getByLabel('Your name').fill('Chi')
    await button.click()
    await page.getByRole('link', { name: 'Known topic' }).first().waitFor()
  })

  it('says in plain words what is wrong with a link', async () => {
    const page = await open(`${empty.url}#/join/garbage`)
    await page.getByText('This invite link is damaged or cut off; ask for it again.').waitFor()
    expect(await page.getByRole('button', { name: 'Join', exact: true }).isDisabled()).toBe(true)
  })

  it('joins, and takes the notes from a file that came with the link', async () => {
    const page = await open(empty.url)
    await page.getByLabel('Your name').fill('Bo')
    await choose(page, 'Join a camp')
    const link = (await typeCli(home('camp'), ['invite'])).stdout.trim()
    await page.getByLabel('Invite link').fill(link)
    await page.getByLabel('Open a file').setInputFiles(join(folder, 'autumn.car'))
    await page.getByText('autumn.car, ').waitFor()
    await page.getByRole('button', { name: 'Join', exact: true }).click()
    await page.getByText('autumn.car: the work of').or(page.getByText('was here already')).first().waitFor()
    await page.getByRole('link', { name: 'Known topic' }).first().waitFor()
  })

  it('lets a guest read everything, and signs nothing', async () => {
    const before = await authors()
    const page = await open(camp.url)
    await choose(page, 'Just look')
    await page.getByText('You are looking, as a guest').waitFor()
    await page.getByRole('link', { name: 'Known topic' }).click()
    await page.getByRole('heading', { level: 1, name: 'Known topic' }).waitFor()
    await page.getByText('What a guest reads').waitFor()
    expect(await page.locator('main [contenteditable], main input, main textarea').count()).toBe(0)
    expect(await authors()).toEqual(before)
    await page.getByRole('button', { name: 'Take part' }).click()
    await page.getByLabel('Your name').fill('Gus')
    await page.getByRole('button', { name: 'Take part' }).click()
    await page.getByRole('link', { name: 'People' }).waitFor()
    await expect.poll(authors, { timeout: 40_000 }).toBe(before + 1)
  })

  it('waits with a quick press until the laptop said which camp it holds', async () => {
    const profile = await openProfile(browser)
    profiles.push(profile)
    const { page } = profile
    await page.route('**/api/session', async (route) => {
      await new Promise((done) => setTimeout(done, 1_000))
      await route.continue()
    })
    await page.goto(camp.url)
    await choose(page, 'Just look')
    await page.getByText('You are looking, as a guest').waitFor()
  })

  it('starts a camp on the laptop, also when that answers after the press', async () => {
    const server = await startServer(home('late'))
    const profile = await openProfile(browser)
    profiles.push(profile)
    const { page } = profile
    const pressed = Promise.withResolvers<void>()
    await page.route('**/api/session', async (route) => {
      await pressed.promise
      await route.continue()
    })
    await page.goto(server.url)
    await page.getByLabel('Your name').fill('Ana')
    await choose(page, 'Start a camp')
    await page.getByLabel('Name of the camp').fill('Late camp')
    await page.getByLabel('An empty catalog').check()
    await page.getByRole('button', { name: 'Start the camp' }).click()
    pressed.resolve()
    await page.getByRole('heading', { level: 1, name: 'Late camp' }).waitFor()
    expect((await typeCli(home('late'), ['status', '--json'])).stdout).toContain('"campName": "Late camp"')
    await server.kill()
  })

  it('takes an invite from the camera where the browser reads QR codes, and offers none elsewhere', async () => {
    const without = await open(empty.url)
    await choose(without, 'Join a camp')
    await without.getByLabel('Invite link').waitFor()
    expect(await without.getByRole('button', { name: 'Scan a QR code' }).count()).toBe(0)

    const profile = await openProfile(browser)
    profiles.push(profile)
    await profile.page.addInitScript((text) => {
      // This Chromium has neither a camera nor a reader: both belong to the device.
      Object.assign(globalThis, {
        BarcodeDetector: class {
          detect = async () => [{ rawValue: text }]
        },
      })
      navigator.mediaDevices.getUserMedia = async () => document.createElement('canvas').captureStream()
      HTMLMediaElement.prototype.play = async () => undefined
    }, camp.invite)
    await profile.page.goto(empty.url)
    await choose(profile.page, 'Join a camp')
    await profile.page.getByRole('button', { name: 'Scan a QR code' }).click()
    await profile.page.getByText('This link leads to “Autumn camp”.').waitFor()
  })

  it('lets a page of another machine read along, and says how to write', async () => {
    const { pages } = await (await fetch(`${camp.url}api/session`)).json()
    const page = await open(`${pages[0]}#/join/${camp.invite?.split('#/join/')[1]}`)
    await page.getByRole('heading', { level: 1, name: 'Autumn camp' }).waitFor()
    await page.getByText('start Divelog on a laptop of your own').waitFor()
    await page.getByRole('link', { name: 'Read along' }).click()
    await page.getByRole('link', { name: 'Known topic' }).waitFor()
  })
})

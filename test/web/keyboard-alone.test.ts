import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasChromium, launchChromium, openProfile, type Profile } from '../support/chromium.ts'
import { type RunningServer, startServer } from '../support/cli.ts'

let browser: Browser
let home = ''
let server: RunningServer
let ana: Profile
let page: Page

beforeAll(async () => {
  if (!hasChromium) return
  home = await mkdtemp(join(tmpdir(), 'divelog-keyboard-'))
  server = await startServer(home)
  browser = await launchChromium()
  ana = await openProfile(browser)
  page = ana.page
  await page.goto(server.url)
})

afterAll(async () => {
  await browser?.close()
  await server?.kill()
  if (home !== '') await rm(home, { recursive: true })
})

const patience = { timeout: 60_000 }
/** More presses than this and nobody would go on. */
const maxPresses = 120

const hasFocus = (target: Locator): Promise<boolean> => target.evaluate((element) => element === document.activeElement)

/** Whether somebody who looks at the page sees where the focus is. */
const focusIsSeen = (): Promise<boolean> =>
  page.evaluate(() => {
    const focused = document.activeElement
    if (focused === null || focused === document.body) return false
    // The ring may be on the label that stands for a hidden input, or on the frame around an editor.
    for (let element: Element | null = focused; element !== null; element = element.parentElement) {
      const style = getComputedStyle(element)
      const { width, height } = element.getBoundingClientRect()
      const ring = style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2
      if (ring && width > 4 && height > 4) return true
      if (element.matches('main, dialog')) return false
    }
    return false
  })

/** Tab, or Shift+Tab, until the focus is there. It must be seen at every stop. */
async function tabTo(target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await target.waitFor(patience)
  for (let press = 0; press < maxPresses; press++) {
    if (await hasFocus(target)) return
    await page.keyboard.press(key)
    if (!(await page.evaluate(() => document.activeElement === document.body))) {
      expect(await focusIsSeen(), await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200))).toBe(true)
    }
  }
  throw new Error(`${maxPresses} presses of ${key} did not get to ${target}`)
}

async function press(target: Locator, key = 'Enter', way: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await tabTo(target, way)
  await page.keyboard.press(key)
}

/** The focus is on something of the page: Tab goes on from there, not from the top. */
const focusIsKept = (): Promise<void> =>
  expect.poll(() => page.evaluate(() => document.activeElement !== document.body), { timeout: 10_000 }).toBe(true)

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
const editor = () => page.getByRole('textbox', { name: 'Outcome document' })
const outline = () => page.getByRole('region', { name: 'Outline of the map' })

/** Out of the text, in which Tab indents. */
async function leaveText(way: 'Tab' | 'Shift+Tab'): Promise<void> {
  await page.keyboard.press('Escape')
  await page.keyboard.press(way)
}

describe.skipIf(!hasChromium)('a group at its table, by keyboard alone', () => {
  it('starts a camp with the starter catalog and finds its topic', async () => {
    await tabTo(page.getByRole('textbox', { name: 'Your name' }))
    await page.keyboard.type('Ana')
    await press(button(/^Start a camp/))
    await tabTo(page.getByRole('textbox', { name: 'Name of the camp' }))
    await page.keyboard.type('Keyboard camp')
    await press(button('Start the camp'))
    await page.getByText('56 topics', { exact: true }).waitFor(patience)
    await focusIsKept()
    await page.keyboard.press('/')
    await expect.poll(() => hasFocus(page.getByRole('searchbox', { name: 'Search topics' }))).toBe(true)
    await page.keyboard.type('Offline')
    await page.getByText(/^\d+ of 56 topics$/).waitFor()
    await press(page.getByRole('table').getByRole('link').first())
    await page.getByRole('textbox', { name: 'Title' }).waitFor(patience)
    await focusIsKept()
  }, 180_000)

  it('sits down: session, check-in, a name, a role, the clock', async () => {
    await press(button('Start a session'))
    const dialog = page.getByRole('dialog', { name: 'Start a session' })
    await press(dialog.getByRole('button', { name: 'Start', exact: true }))
    await page.getByRole('heading', { level: 1, name: /outcome/ }).waitFor(patience)
    await focusIsKept()
    await press(button('Check out'), 'Space')
    await press(button('Check in'), 'Space')
    await button('Check out').waitFor()
    await tabTo(page.getByRole('textbox', { name: 'Add somebody by name' }))
    await page.keyboard.type('Bo')
    await page.keyboard.press('Enter')
    const role = page.getByRole('combobox', { name: 'Role of Bo' })
    await tabTo(role, 'Shift+Tab')
    await page.keyboard.type('Note')
    await expect.poll(() => role.inputValue()).toBe('notetaker')
    await press(button(/^Start the clock/), 'Enter', 'Shift+Tab')
    await button('Pause').waitFor()
    await focusIsKept()
    expect(await focusIsSeen()).toBe(true)
  }, 180_000)

  it('writes from the template, and comments', async () => {
    await press(button('Begin with the template'))
    await expect.poll(() => hasFocus(editor())).toBe(true)
    await page.keyboard.type('Nobody agrees.')
    await expect.poll(() => editor().innerText()).toMatch(/## Problem\nNobody agrees\./)
    await page.keyboard.press('Control+Alt+m')
    await expect.poll(() => hasFocus(page.getByRole('textbox', { name: 'Your comment' }))).toBe(true)
    await page.keyboard.type('Who says so?')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('list', { name: 'Open comments' }).getByText('Who says so?').waitFor()
    await expect.poll(() => hasFocus(editor())).toBe(true)
    await leaveText('Tab')
    expect(await hasFocus(editor())).toBe(false)
    await press(page.getByRole('region', { name: 'Beside the text' }).getByRole('button', { name: 'Close' }))
    await expect.poll(() => hasFocus(editor())).toBe(true)
  }, 180_000)

  it('adds two things to the map and links them, in the outline', async () => {
    await leaveText('Shift+Tab')
    await press(button('Map'), 'Enter', 'Shift+Tab')
    await press(button('Outline'))
    await press(button('Add to the map'))
    const fields = outline().getByRole('textbox', { name: 'Concept' })
    await expect.poll(() => hasFocus(fields.first())).toBe(true)
    await page.keyboard.type('Trust')
    await page.keyboard.press('Enter')
    await expect.poll(() => hasFocus(fields.nth(1))).toBe(true)
    await page.keyboard.type('Pairing')
    await press(button('Links of Pairing'), 'Enter', 'Shift+Tab')
    const choice = outline().getByRole('combobox', { name: 'Link to' })
    await tabTo(choice)
    await page.keyboard.press('ArrowDown')
    await press(outline().getByRole('button', { name: 'Link', exact: true }))
    await focusIsKept()
    const label = outline().getByRole('textbox', { name: 'What links it to Trust' })
    await label.waitFor()
    await tabTo(label, 'Shift+Tab')
    await page.keyboard.type('needs')
    await press(button('Document'), 'Enter', 'Shift+Tab')
    await editor().waitFor()
  }, 180_000)

  it('makes it final, reads the CID, and shows the slide', async () => {
    await press(button('Make final'))
    await page.getByRole('dialog', { name: 'Make final?' }).waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => hasFocus(button('Make final'))).toBe(true)
    await page.keyboard.press('Enter')
    await press(page.getByRole('dialog').getByRole('button', { name: 'Make final' }))
    await page.getByTestId('final-cid').waitFor(patience)
    expect(await page.getByTestId('final-cid').innerText()).toMatch(/^baf/)
    await focusIsKept()
    await press(page.getByRole('link', { name: 'Slide' }), 'Enter', 'Shift+Tab')
    await page.getByRole('link', { name: 'Back (Esc)' }).waitFor(patience)
    await focusIsKept()
    await page.keyboard.press('Escape')
    await editor().waitFor(patience)
    await focusIsKept()
    expect(ana.errors).toEqual([])
  }, 180_000)

  it('finds the focus where it was after each dialog', async () => {
    const opener = page.getByRole('link', { name: 'Slide' })
    const dialogs: readonly (readonly [open: () => Promise<unknown>, name: string, back: Locator])[] = [
      [() => page.keyboard.press('Control+k'), 'Commands', opener],
      [() => page.keyboard.press('?'), 'Shortcuts', opener],
    ]
    await tabTo(opener)
    for (const [open, name, back] of dialogs) {
      await open()
      await page.getByRole('dialog', { name }).waitFor(patience)
      await page.keyboard.press('Escape')
      await page.getByRole('dialog', { name }).waitFor({ state: 'hidden' })
      expect([name, await hasFocus(back)]).toEqual([name, true])
    }
    const pill = page.getByRole('banner').getByRole('button', { name: /^Saved here/ })
    await press(pill, 'Enter', 'Shift+Tab')
    await page.getByRole('heading', { name: 'Connected' }).waitFor(patience)
    await page.keyboard.press('Escape')
    await page.getByRole('heading', { name: 'Connected' }).waitFor({ state: 'hidden' })
    expect(await hasFocus(pill)).toBe(true)
    await press(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Catalog' }))
    await press(button('Propose a topic'))
    await page.getByRole('dialog', { name: 'Propose a topic' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog', { name: 'Propose a topic' }).waitFor({ state: 'hidden' })
    expect(await hasFocus(button('Propose a topic'))).toBe(true)
    expect(ana.errors).toEqual([])
  }, 180_000)
})

// The whole browser is killed while somebody types. The laptop that served the page is off all the while: its service
// worker opens the page, and what is there after a restart can only come from the browser's own disk.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasChromium } from '../support/chromium.ts'
import { startServer, typeCli } from '../support/cli.ts'
import { type MortalBrowser, openMortalBrowser } from '../support/killed-browser.ts'
import { createRandom } from '../support/random.ts'

const kills = 12
/** Longer than the pause after which a commit is signed, so that kills also hit the commit and what follows it. */
const longestLifeMs = 2_500
const seed = 4747

let folder = ''
let browser: MortalBrowser
let outcomeUrl = ''
const profileDir = (): string => join(folder, 'profile')

beforeAll(async () => {
  if (!hasChromium) return
  folder = await mkdtemp(join(tmpdir(), 'divelog-killed-'))
  outcomeUrl = await prepareProfile()
})

afterAll(async () => {
  await browser?.close()
  if (folder !== '') await rm(folder, { recursive: true, maxRetries: 5 })
})

/** A profile that joined the laptop's camp, has the app stored and knows one topic. Resolves with the outcome's address. */
async function prepareProfile(): Promise<string> {
  const home = join(folder, 'home')
  await typeCli(home, ['init', 'Flat batteries', '--as', 'Laptop'])
  await typeCli(home, ['new', 'Written until the end'])
  const server = await startServer(home)
  browser = await openMortalBrowser(profileDir())
  try {
    const { page } = browser
    await page.goto(server.url)
    await page.getByLabel('Your name').fill('Ana')
    await page.getByRole('button', { name: 'Continue with Flat batteries' }).click()
    await page.getByRole('table').getByRole('link', { name: 'Written until the end' }).click()
    await page.getByRole('button', { name: 'Start a session' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Start', exact: true }).click()
    await editorOf(page).waitFor()
    await page.getByRole('button', { name: /^Saved here/ }).waitFor()
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    return page.url()
  } finally {
    await browser.close()
    await server.kill()
  }
}

const editorOf = (page: Page) => page.getByLabel('Outcome document', { exact: true })

/** Numbered words; one that was cut off in the middle has no full stop yet and does not count. */
const wordsIn = (text: string): number[] => [...text.matchAll(/\bw(\d+)\./g)].map((match) => Number(match[1]))

/** What the page tells a person who looks at it now, the pill and the text in one glance. */
async function glance(page: Page): Promise<{ pill: string; text: string }> {
  return page.evaluate(() => ({
    pill: document.querySelector('header .pill')?.textContent ?? '',
    text: document.querySelector('[aria-label="Outcome document"]')?.textContent ?? '',
  }))
}

/** Types one numbered word after the other until the browser dies; calls back with all words in sight when saved. */
async function typeUntilKilled(
  page: Page,
  firstWord: number,
  onSaved: (words: readonly number[]) => void,
): Promise<void> {
  for (let n = firstWord; ; n++) {
    for (const key of `w${n}. `) {
      await page.keyboard.press(key)
      const { pill, text } = await glance(page)
      if (pill.startsWith('Saved here')) onSaved(wordsIn(text))
    }
    // Breath for a commit, now and then: people do not type without a pause.
    if (n % 7 === 0) await page.waitForTimeout(900)
  }
}

async function openOutcome({ page }: MortalBrowser): Promise<void> {
  await page.goto(outcomeUrl)
  await editorOf(page).click()
  await page.keyboard.press('Control+End')
}

/** The words of the whole note: the preview, unlike the editor, also has the lines that are out of sight. */
const storedWords = async (page: Page): Promise<Set<number>> =>
  new Set(wordsIn(await page.getByRole('region', { name: 'Preview' }).innerText()))

describe.skipIf(!hasChromium)('a browser that is killed while somebody types', () => {
  it(`has everything it had called saved, ${kills} times (seed ${seed})`, async () => {
    const random = createRandom(seed)
    const saved = new Set<number>()
    let roundsThatSaved = 0
    browser = await openMortalBrowser(profileDir())
    await openOutcome(browser)
    for (let round = 0; round < kills; round++) {
      const before = saved.size
      const typing = typeUntilKilled(browser.page, round * 1_000, (words) => {
        for (const word of words) saved.add(word)
      }).then(
        () => undefined,
        (error: unknown) => error,
      )
      // Two of three browsers live until they called something saved, and a moment more; the third dies at any time.
      if (round % 3 !== 0) await expect.poll(() => saved.size, { timeout: 30_000 }).toBeGreaterThan(before)
      await browser.page.waitForTimeout(random() * longestLifeMs)
      await browser.kill()
      expect(String(await typing)).toMatch(/closed|crashed/)
      if (saved.size > before) roundsThatSaved++

      browser = await openMortalBrowser(profileDir())
      await openOutcome(browser)
      const missing = async (): Promise<number[]> => {
        const stored = await storedWords(browser.page)
        return [...saved].filter((word) => !stored.has(word))
      }
      await expect.poll(missing, { timeout: 20_000 }).toEqual([])
    }
    // Kills within the first breath may save nothing; most must, or nothing was tried.
    expect(roundsThatSaved).toBeGreaterThan(kills / 2)
  }, 240_000)
})

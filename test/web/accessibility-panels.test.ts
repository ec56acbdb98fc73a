import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { faultsInEveryLook } from '../support/axe.ts'
import { type CampPages, startCampPages } from '../support/camp-pages.ts'
import { hasChromium, openProfile } from '../support/chromium.ts'
import { runCli } from '../support/cli.ts'
import { pictureMap } from '../support/picture-map.ts'

let camp: CampPages

beforeAll(async () => {
  if (!hasChromium) return
  camp = await startCampPages([
    ['new', 'Written topic', '--number', '1'],
    ['new', 'Blank topic', '--number', '2'],
  ])
  await runCli(camp.home, ['write', '1', '--outcome', '-'], '## Problem\n\nBoats sink.\n')
  await runCli(camp.home, ['write', '1', '--map', '-'], pictureMap)
})

afterAll(() => camp?.stop())

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first()
const tab = (page: Page, name: string | RegExp) => page.getByRole('tab', { name })
const close = async (page: Page): Promise<void> => {
  await page.keyboard.press('Escape')
  await page.locator('dialog[open]').waitFor({ state: 'detached' })
}
const hashTo = (page: Page, hash: string) => page.goto(`${page.url().split('#')[0]}#/${hash}`)

interface Panel {
  readonly name: string
  /** As a CSS selector. */
  readonly part: string
  /** From the panel before to this one, ending with what shows that it is there. */
  readonly open: (page: Page) => Promise<unknown>
}

const dialog = 'dialog[open]'
const drawer = '[aria-label="Beside the text"]'

const panels: readonly Panel[] = [
  {
    name: 'search that finds nothing',
    part: 'main',
    open: async (page) => {
      await page.getByLabel('Search topics').fill('no such words anywhere')
      await page.getByText(/^Nothing fits/).waitFor()
    },
  },
  {
    name: 'topic that is not here',
    part: 'main',
    open: async (page) => {
      await hashTo(page, 'topic/aaaaaaaaaaaaaaaaaaaaaaaaaa')
      await page.getByRole('main').getByRole('heading').waitFor()
    },
  },
  {
    name: 'merge',
    part: 'aside',
    open: async (page) => {
      await hashTo(page, 'catalog')
      await page.getByLabel('Search topics').fill('')
      await page.getByRole('link', { name: 'Blank topic' }).click()
      await page.getByText('The same as another topic?').click()
      await page.getByLabel('Merge into').waitFor()
    },
  },
  {
    name: 'start a session',
    part: dialog,
    open: async (page) => {
      await button(page, 'Start a session').click()
      await page.getByRole('dialog', { name: 'Start a session' }).getByLabel('Own length').check()
      await page.getByRole('spinbutton', { name: 'Minutes' }).waitFor()
    },
  },
  {
    name: 'outcome that is blank',
    part: '.outcome > .notice',
    open: async (page) => {
      await page.getByRole('dialog').getByRole('button', { name: 'Start', exact: true }).click()
      await button(page, 'Begin with the template').waitFor()
    },
  },
  {
    name: 'five people, one a lead and one not here',
    part: '.sitting',
    open: async (page) => {
      for (const name of ['Bo', 'Chi', 'Dee', 'Eve']) {
        await page.getByLabel('Add somebody by name').fill(name)
        await page.keyboard.press('Enter')
        await page.getByRole('combobox', { name: `Role of ${name}` }).waitFor()
      }
      await page.getByLabel('Role of Chi').selectOption('lead')
      await page.getByText(/^Groups of 4 work best/).waitFor()
    },
  },
  {
    name: 'split',
    part: dialog,
    open: async (page) => {
      await button(page, /^Split/).click()
      await page.getByRole('dialog', { name: 'Two groups' }).waitFor()
    },
  },
  {
    name: 'clock running',
    part: '.clock',
    open: async (page) => {
      await close(page)
      await button(page, /^Start the clock/).click()
      await button(page, /^Pause$/).waitFor()
    },
  },
  {
    name: 'template with hints',
    part: '.outcome',
    open: async (page) => {
      await button(page, 'Begin with the template').click()
      await page.getByText('What does not work today, and for whom?').first().waitFor()
    },
  },
  {
    name: 'search in the text',
    part: '.editor',
    open: async (page) => {
      await page.getByLabel('Outcome document', { exact: true }).press('Control+f')
      await page.locator('.cm-search').waitFor()
    },
  },
  {
    name: 'comment being written',
    part: drawer,
    open: async (page) => {
      await page.keyboard.press('Escape')
      // On a line that says something.
      await page.getByLabel('Outcome document', { exact: true }).press('Control+Home')
      await page.keyboard.press('Control+Alt+M')
      await page.getByLabel('Your comment').waitFor()
    },
  },
  {
    name: 'history',
    part: drawer,
    open: async (page) => {
      await page.getByLabel('Your comment').fill('Who says so?')
      await button(page, 'Add comment').click()
      await page.getByRole('list', { name: 'Open comments' }).getByText('Who says so?').waitFor()
      await tab(page, 'History').click()
      await page.getByRole('slider').waitFor()
    },
  },
  {
    name: 'no photos',
    part: drawer,
    open: async (page) => {
      await tab(page, 'Photos').click()
      await page.getByText(/^No pictures yet/).waitFor()
    },
  },
  {
    name: 'checklist',
    part: drawer,
    open: async (page) => {
      await tab(page, 'Checklist').click()
      await page.getByText(/are open/).waitFor()
    },
  },
  {
    name: 'written at once, nothing',
    part: drawer,
    open: async (page) => {
      await tab(page, /^Written at once/).click()
      await page.getByText(/^Nothing here was written by two people at once/).waitFor()
    },
  },
  {
    name: 'links of the map’s outline',
    part: '.map-editor',
    open: async (page) => {
      await page.getByRole('region', { name: 'Beside the text' }).getByRole('button', { name: 'Close' }).click()
      await hashTo(page, 'catalog')
      await page.getByRole('link', { name: 'Written topic' }).click()
      await page.getByRole('link', { name: 'Continue the outcome' }).click()
      await button(page, /^Map/).click()
      await button(page, /^Outline/).click()
      await button(page, 'Links of The radio drops out').click()
      await page.getByRole('combobox', { name: 'Link to' }).waitFor()
    },
  },
  {
    name: 'two axes',
    part: '.map-editor',
    open: async (page) => {
      await button(page, 'Two axes').click()
      await page.getByRole('region', { name: 'Two axes' }).waitFor()
    },
  },
  {
    name: 'name of a link on the canvas',
    part: '.map-editor',
    open: async (page) => {
      await button(page, 'Canvas').click()
      await page.locator('.map-edge-label').getByRole('button', { name: 'needs' }).press('Enter')
      await page.locator('.map-edge-label').getByRole('textbox').waitFor()
    },
  },
  {
    name: 'question before it is final',
    part: dialog,
    open: async (page) => {
      await page.keyboard.press('Escape')
      await button(page, /^Document/).click()
      await button(page, 'Make final').click()
      await page.getByRole('heading', { name: 'Still open' }).waitFor()
    },
  },
  {
    name: 'published',
    part: '[aria-label="Finish"]',
    open: async (page) => {
      await page.getByRole('dialog').getByRole('button', { name: 'Make final' }).click()
      await page.getByTestId('final-cid').waitFor()
      await page.getByText('QR code', { exact: true }).click()
      await page.getByRole('img', { name: 'QR code of the final CID' }).waitFor()
    },
  },
  {
    name: 'points of the slide',
    part: dialog,
    open: async (page) => {
      await page.getByRole('link', { name: 'Slide' }).click()
      await button(page, 'Pick points').click()
      await page.getByRole('dialog', { name: 'Points of the slide' }).waitFor()
    },
  },
  {
    name: 'final card with QR code',
    part: 'article',
    open: async (page) => {
      await close(page)
      await hashTo(page, 'publish')
      await button(page, 'QR code').click()
      await page.getByRole('img', { name: 'QR code of this outcome' }).waitFor()
    },
  },
  {
    name: 'file refused, and storage almost full, in the sync panel',
    part: dialog,
    open: async (page) => {
      await page.evaluate(() => {
        navigator.storage.estimate = async () => ({ usage: 95_000_000, quota: 100_000_000 })
      })
      await page
        .getByRole('banner')
        .getByRole('button', { name: /Saved here|Saving/ })
        .click()
      await page
        .getByLabel('Open a .car or Markdown file')
        .setInputFiles({ name: 'no.car', mimeType: 'application/octet-stream', buffer: Buffer.from('no car at all') })
      await page.getByText(/^no\.car was refused, and nothing was changed/).waitFor()
      await page.getByRole('region', { name: 'Storage' }).waitFor()
    },
  },
]

/** As if this browser could read QR codes; it has no camera. */
function pretendReader(): void {
  Object.defineProperty(globalThis, 'BarcodeDetector', { value: class {} })
}

/** As if a new version waited. */
function pretendUpdate(): void {
  const registration = Object.assign(new EventTarget(), { waiting: {}, update: () => Promise.resolve() })
  Object.defineProperty(navigator.serviceWorker, 'ready', { value: Promise.resolve(registration) })
  Object.defineProperty(navigator.serviceWorker, 'controller', { value: {} })
}

type Found = Record<string, Record<string, readonly string[]>>

const withFaults = (found: Found): Found =>
  Object.fromEntries(Object.entries(found).filter(([, looks]) => Object.keys(looks).length > 0))

describe.skipIf(!hasChromium)(
  'dialogs, drawers and panels are free of faults that axe can find, in either theme, wide or narrow',
  () => {
    it('of somebody who takes part', async () => {
      const { page, context, errors } = await camp.join('Ana', 'Blank topic')
      page.setDefaultTimeout(20_000)
      const found: Found = {}
      for (const { name, part, open } of panels) {
        await open(page).catch((cause: unknown) => {
          throw new Error(`did not get to: ${name}`, { cause })
        })
        found[name] = await faultsInEveryLook(page, part)
      }
      expect(withFaults(found)).toEqual({})
      expect(errors).toEqual([])
      await context.close()
    }, 120_000)

    it('of the first minute, of a guest, and of a new version', async () => {
      const { page, context, errors } = await openProfile(camp.browser)
      page.setDefaultTimeout(20_000)
      const found: Found = {}
      await page.addInitScript(pretendReader)
      await page.goto(camp.server.url)
      for (const choice of ['Start a camp', 'Join a camp']) {
        await button(page, new RegExp(`^${choice}`)).click()
        found[choice] = await faultsInEveryLook(page, 'main')
      }
      await button(page, 'Scan a QR code').click()
      await page.getByText(/Paste the link instead/).waitFor()
      found.camera = await faultsInEveryLook(page, 'main')
      await page.addInitScript(pretendUpdate)
      await page.reload()
      await button(page, /^Just look/).click()
      await button(page, 'Take part').click()
      found.guest = await faultsInEveryLook(page)
      await page.getByLabel('Your name').fill('Bo')
      await button(page, 'Take part').click()
      await page.getByText('A new version of Divelog is ready.').waitFor()
      found.update = await faultsInEveryLook(page, '.update')
      expect(withFaults(found)).toEqual({})
      expect(errors).toEqual([])
      await context.close()
    }, 120_000)
  },
)

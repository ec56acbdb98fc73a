// Pictures of every screen for the documentation, both themes, wide and narrow: `node test/support/screenshots.ts [DIR]`.
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { launchChromium, openProfile } from './chromium.ts'
import { runCli, startServer } from './cli.ts'
import { pictureMap } from './picture-map.ts'

const target = resolve(process.argv[2] ?? join(import.meta.dirname, '../../web/docs'))
await mkdir(target, { recursive: true })
const home = await mkdtemp(join(tmpdir(), 'divelog-pictures-'))
await runCli(home, ['init', 'Autumn camp', '--starter', '--as', 'Ana’s laptop'])
const note = `## Problem

Groups at a camp write their notes where the network is: nowhere.

## Existing solutions

A shared pad works until the radio does not. A USB stick always works, and nobody sees what the others write.

## Proposal

Keep **everything on every laptop**. Sign what you wrote, and pass on what others signed.

- Meeting anybody is enough to have it all
- What was written apart is merged, not overwritten

## Open questions

How does a phone without a node read along?
`
await runCli(home, ['write', '8', '--outcome', '-'], note)
await runCli(home, ['write', '8', '--map', '-'], pictureMap)
const server = await startServer(home)
const browser = await launchChromium()

const screens: readonly (readonly [string, (page: Page) => Promise<unknown>])[] = [
  ['catalog', (page) => page.goto(`${server.url}#/catalog`)],
  ['board', (page) => page.getByRole('button', { name: 'Board' }).click()],
  ['palette', (page) => page.keyboard.press('Control+k')],
  ['topic', openTopic],
  ['outcome', (page) => page.goto(page.url().replace('#/topic/', '#/outcome/'))],
  ['session', sitDown],
  ['comments', (page) => page.getByRole('button', { name: 'Comments and history' }).click()],
  ['history', (page) => page.getByRole('tab', { name: 'History' }).click()],
  ['photos', (page) => page.getByRole('tab', { name: 'Photos' }).click()],
  ['checklist', (page) => page.getByRole('tab', { name: 'Checklist' }).click()],
  ['make-final', makeFinal],
  ['map', showMap],
  ['axes', (page) => page.getByRole('button', { name: 'Two axes' }).click()],
  ['slide', (page) => page.getByRole('link', { name: 'Slide' }).click()],
  ['people', (page) => page.goto(`${server.url}#/people`)],
  ['publish', (page) => page.goto(`${server.url}#/publish`)],
  ['doctor', (page) => page.goto(`${server.url}#/doctor`)],
  ['settings', (page) => page.goto(`${server.url}#/settings`)],
]

async function openTopic(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Table', exact: true }).click()
  await page.getByRole('table').getByRole('link', { name: 'Offline First' }).click()
}

async function makeFinal(page: Page): Promise<void> {
  await page.getByLabel('Beside the text').getByRole('button', { name: 'Close' }).click()
  await page.getByRole('button', { name: 'Make final' }).click()
}

async function showMap(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /^Map/ }).click()
}

async function sitDown(page: Page): Promise<void> {
  const start = page.getByRole('button', { name: 'Start a session' })
  if (await start.isVisible()) {
    await start.click()
    await page.getByRole('dialog').getByRole('button', { name: 'Start', exact: true }).click()
    await page.getByRole('button', { name: 'Start the clock' }).click()
    await page.getByRole('button', { name: 'Next' }).click()
    const field = page.getByLabel('Add somebody by name')
    if (!(await field.isVisible())) await page.getByRole('button', { name: /^\d here/ }).click()
    for (const name of ['Chi', 'Dee Okafor']) {
      await field.fill(name)
      await field.press('Enter')
    }
    await page.getByLabel('Role of Chi').selectOption('notetaker')
  }
}

const shot = new Set<string>()

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1280, 390]) {
    const { page, context } = await openProfile(browser, { viewport: { width, height: 820 }, colorScheme })
    const shoot = async (name: string): Promise<void> => {
      await page.waitForTimeout(700)
      await page.screenshot({ path: join(target, `${name}-${width}-${colorScheme}.jpg`), type: 'jpeg', quality: 70 })
      shot.add(name)
    }
    await page.goto(server.url)
    await page.getByRole('button', { name: 'Continue with Autumn camp' }).waitFor()
    await page.getByLabel('Your name').fill('Bo')
    await shoot('first-minute')
    await page.getByRole('button', { name: 'Continue with Autumn camp' }).click()
    await page.getByRole('table').getByRole('link', { name: 'Offline First' }).waitFor()
    for (const [name, go] of screens) {
      await go(page)
      await shoot(name)
    }
    await page.getByRole('button', { name: /Saved here/ }).click()
    await shoot('state')
    await context.close()
  }
}
const picture = (name: string, width: number, scheme: string): string =>
  `![${name}, ${width} pixels wide, ${scheme}](${name}-${width}-${scheme}.jpg)`
const gallery = [...shot].map(
  (name) =>
    `## ${name}\n\n${['light', 'dark'].map((scheme) => picture(name, 1280, scheme)).join('\n')}\n\n${['light', 'dark'].map((scheme) => picture(name, 390, scheme)).join(' ')}\n`,
)
const title = '# Every screen\n\nMade by `node test/support/screenshots.ts`, on a laptop and a phone, light and dark.\n'
await writeFile(join(target, 'README.md'), [title, ...gallery].join('\n'))
await browser.close()
await server.stop()
process.stdout.write(`${target}\n`)

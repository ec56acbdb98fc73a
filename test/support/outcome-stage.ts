// A camp on a laptop and browsers that have an outcome of it open, for tests of what stands beside the text.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { launchChromium, openProfile, type Profile } from './chromium.ts'
import { startServer, typeCli } from './cli.ts'

export interface Stage {
  /** A fresh browser of somebody new, at the outcome of a topic. */
  openOutcome(name: string, topic: string, options?: Parameters<typeof openProfile>[1]): Promise<Profile>
  /** The laptop replaces the outcome of a topic. */
  write(topic: string, text: string): Promise<void>
  /** The outcome as the laptop has it. */
  read(topic: string): Promise<string>
  /** The laptop is gone, and what it and the browsers write then they write apart. */
  partFromLaptop(): Promise<void>
  meetLaptop(): Promise<void>
  close(): Promise<void>
}

/** @param outcomes by title of the topic, what the laptop wrote there */
export async function openStage(outcomes: Readonly<Record<string, string>>): Promise<Stage> {
  const home = await mkdtemp(join(tmpdir(), 'divelog-stage-'))
  const run = async (args: readonly string[]): Promise<string> => {
    const { code, stdout, stderr } = await typeCli(home, args)
    if (code !== 0) throw new Error(`divelog ${args.join(' ')} ended with ${code}: ${stderr}`)
    return stdout
  }
  await run(['init', 'Test camp', '--as', 'Laptop'])
  const write = async (topic: string, text: string): Promise<void> => {
    const file = join(home, 'to-write.md')
    await writeFile(file, text)
    await run(['write', topic, '--outcome', file])
  }
  for (const [topic, text] of Object.entries(outcomes)) {
    await run(['new', topic])
    await write(topic, text)
  }
  let server = await startServer(home)
  const browser = await launchChromium()
  return {
    async openOutcome(name, topic, options = {}) {
      const profile = await openProfile(browser, options)
      const { page } = profile
      await page.goto(server.url)
      await page.getByLabel('Your name').fill(name)
      await page.getByRole('button', { name: 'Continue with Test camp' }).click()
      await page.getByRole('link', { name: topic }).first().click()
      await page
        .getByRole('link', { name: /outcome/ })
        .first()
        .click()
      await outcomeText(page).waitFor()
      return profile
    },
    write,
    read: (topic) => run(['show', topic]),
    async partFromLaptop() {
      await server.kill()
    },
    async meetLaptop() {
      server = await startServer(home)
    },
    async close() {
      await browser.close()
      await server.kill()
      await rm(home, { recursive: true })
    },
  }
}

export const outcomeText = (page: Page): Locator => page.getByRole('textbox', { name: 'Outcome document' })

/** Types at the end of the outcome. */
export async function typeAtEnd(page: Page, text: string): Promise<void> {
  await outcomeText(page).focus()
  await page.keyboard.press('Control+End')
  await page.keyboard.insertText(text)
}

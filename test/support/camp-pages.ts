// A laptop that serves a camp, and people who join it in Chromium, each in a profile of their own.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { launchChromium, openProfile, type Profile } from './chromium.ts'
import { type RunningServer, startServer, typeCli } from './cli.ts'

export interface CampPages {
  readonly home: string
  readonly server: RunningServer
  readonly browser: Browser
  /** A fresh profile whose owner has this name; its catalog is filled once `topic` shows. */
  join(name: string, topic: string): Promise<Profile>
  stop(): Promise<void>
}

/**
 * `commands` are what `divelog` runs first, such as `['new', 'A topic']`.
 *
 * @param prepare what no command does, to the home before it is served
 */
export async function startCampPages(
  commands: readonly (readonly string[])[],
  prepare: (home: string) => Promise<void> = async () => undefined,
): Promise<CampPages> {
  const home = await mkdtemp(join(tmpdir(), 'divelog-pages-'))
  await typeCli(home, ['init', 'Test camp', '--as', 'Laptop'])
  for (const command of commands) await typeCli(home, command)
  await prepare(home)
  const server = await startServer(home)
  const browser = await launchChromium()
  return {
    home,
    server,
    browser,
    async join(name, topic) {
      const profile = await openProfile(browser)
      await profile.page.goto(server.url)
      await profile.page.getByLabel('Your name').fill(name)
      await profile.page.getByRole('button', { name: 'Continue with Test camp' }).click()
      await profile.page.getByRole('table').getByRole('link', { name: topic }).waitFor()
      return profile
    },
    async stop() {
      await browser.close()
      await server.kill()
      await rm(home, { recursive: true })
    },
  }
}

// Four people, each with a laptop and a browser on the lab's Wi-Fi, who type in one note and move one map at once.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { launchChromium, openProfile } from './chromium.ts'
import { runCli, typeCli } from './cli.ts'
import { pictureMap } from './picture-map.ts'
import { openLab, serveOn, type WifiHost, wifilab } from './wifi-lab.ts'

export interface FourPeople {
  readonly pages: readonly Page[]
  readonly errors: () => readonly string[]
  stop(): Promise<void>
}

export const names = ['Ana', 'Bo', 'Chi', 'Dee'] as const

/** Everybody has the outcome of one topic open, with a map of seven things, on air of this delay and loss. */
export async function seatFourPeople(air: { readonly delayMs: number; readonly loss: number }): Promise<FourPeople> {
  const folder = await mkdtemp(join(tmpdir(), 'divelog-four-'))
  const homes = names.map((name) => join(folder, name))
  const [first = ''] = homes
  await typeCli(first, ['init', 'Wi-Fi camp', '--as', 'Laptop 1'])
  await typeCli(first, ['new', 'Shared note', '--number', '1'])
  await runCli(first, ['write', '1', '--map', '-'], pictureMap)
  const link = (await typeCli(first, ['invite'])).stdout.trim()
  for (const [i, home] of homes.entries()) if (i > 0) await typeCli(home, ['join', link, '--as', `Laptop ${i + 1}`])
  const closeLab = await openLab('--hosts', '4')
  const hosts: WifiHost[] = []
  const browsers: Browser[] = []
  const pages: Page[] = []
  const errors: (readonly string[])[] = []
  const stop = async (): Promise<void> => {
    await Promise.allSettled(browsers.map((browser) => browser.close()))
    await Promise.allSettled(hosts.map((host) => host.stop()))
    await closeLab()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    for (const [i, home] of homes.entries()) {
      const host = await serveOn(i + 1, home)
      hosts.push(host)
      const browser = await launchChromium(wifilab('chromium', String(i + 1)).trim())
      browsers.push(browser)
      const profile = await openProfile(browser)
      errors.push(profile.errors)
      pages.push(profile.page)
      await profile.page.goto(host.info.url)
      await profile.page.getByLabel('Your name').fill(names[i] ?? '')
      await profile.page.getByRole('button', { name: 'Continue with Wi-Fi camp' }).click()
      await profile.page.getByRole('table').getByRole('link', { name: 'Shared note' }).click({ timeout: 60_000 })
      await profile.page.getByLabel('Title', { exact: true }).waitFor()
      await profile.page.goto(profile.page.url().replace('#/topic/', '#/outcome/'))
      await profile.page.getByRole('button', { name: /^Map \(7\)/ }).waitFor({ timeout: 60_000 })
      await profile.page.getByRole('button', { name: 'Document', exact: true }).click()
    }
  } catch (error) {
    await stop()
    throw error
  }
  wifilab('set', '--delay', String(air.delayMs), '--loss', String(air.loss))
  return { pages, errors: () => errors.flat(), stop }
}

export const editorOf = (page: Page) => page.getByLabel('Outcome document', { exact: true })

/** The catalog CID as the sync panel shows it. */
export async function catalogOf(page: Page): Promise<string> {
  await page.getByRole('button', { name: /Saved here/ }).click()
  const cid = await page.getByTestId('catalog-cid').innerText()
  await page.getByRole('button', { name: 'Close' }).click()
  return cid
}

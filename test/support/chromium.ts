// Debian's Chromium through playwright-core: fresh profiles, and errors of a page that fail the test.
import { existsSync } from 'node:fs'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

export const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'
export const hasChromium = existsSync(executablePath)

export const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export const launchChromium = (path = executablePath): Promise<Browser> =>
  chromium.launch({ executablePath: path, args: flags })

export interface Profile {
  readonly context: BrowserContext
  readonly page: Page
  /** Errors the page threw or logged so far. */
  readonly errors: readonly string[]
}

export async function openProfile(
  browser: Browser,
  options: NonNullable<Parameters<Browser['newContext']>[0]> = {},
): Promise<Profile> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options })
  const page = await context.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(`${error.name}: ${error.message}\n${error.stack ?? ''}`))
  return { context, page, errors }
}

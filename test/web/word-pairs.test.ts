import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseAuthorId } from '../../src/domain/ids.ts'
import { wordPair } from '../../src/domain/word-pair.ts'
import { hasChromium, launchChromium, openProfile } from '../support/chromium.ts'
import { type RunningServer, startServer, typeCli } from '../support/cli.ts'

let browser: Browser
let home = ''
let server: RunningServer

beforeAll(async () => {
  if (!hasChromium) return
  home = await mkdtemp(join(tmpdir(), 'divelog-words-'))
  await typeCli(home, ['init', 'Test camp', '--as', 'Laptop'])
  server = await startServer(home)
  browser = await launchChromium()
})

afterAll(async () => {
  await browser?.close()
  await server?.kill()
  if (home !== '') await rm(home, { recursive: true })
})

describe.skipIf(!hasChromium)('two words beside a name', () => {
  it('are the same on two devices, on the People screen and in the sync panel', async () => {
    const [ana, bo] = [await openProfile(browser), await openProfile(browser)]
    for (const [name, { page }] of Object.entries({ Ana: ana, Bo: bo })) {
      await page.goto(server.url)
      await page.getByLabel('Your name').fill(name)
      await page.getByRole('button', { name: 'Continue with Test camp' }).click()
      await page.getByRole('link', { name: 'People' }).click()
    }
    const people = ({ page }: typeof ana) => page.getByRole('region', { name: 'Everybody' }).getByRole('listitem')
    const bySelf = await people(ana).filter({ hasText: '(you)' }).innerText()
    const words = /Ana\s+([a-z]+ [a-z]+)/.exec(bySelf)?.[1] ?? ''
    expect(words).not.toBe('')
    await people(bo)
      .filter({ hasText: `Ana ${words}` })
      .waitFor()
    const node = wordPair(parseAuthorId(server.author ?? ''))
    await people(bo)
      .filter({ hasText: `Laptop ${node}` })
      .waitFor()
    await bo.page.getByRole('banner').getByRole('button', { expanded: false }).click()
    const connected = bo.page.getByRole('region', { name: 'Connected' }).getByRole('listitem')
    await connected.filter({ hasText: node }).waitFor()
    expect([...ana.errors, ...bo.errors]).toEqual([])
  })
})

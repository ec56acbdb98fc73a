import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openNodeNotebook } from '../../src/open-notebook.node.ts'
import { hasChromium, launchChromium, openProfile } from '../support/chromium.ts'
import { type RunningServer, startServer, typeCli } from '../support/cli.ts'

let browser: Browser
let folder = ''
let server: RunningServer
let folded = ''

beforeAll(async () => {
  if (!hasChromium) return
  folder = await mkdtemp(join(tmpdir(), 'divelog-doubles-'))
  const [ana, bo, table, car] = ['ana', 'bo', 'table.md', 'bo.car'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
    string,
  ]
  await writeFile(table, '| # | Topic | Description |\n|---|---|---|\n| 1 | Doors | Open ones |\n')
  await typeCli(ana, ['init', 'Two tables', '--as', 'Ana'])
  await typeCli(bo, ['join', (await typeCli(ana, ['invite'])).stdout.trim(), '--as', 'Bo'])
  for (const home of [ana, bo]) await typeCli(home, ['import', table])
  await typeCli(bo, ['export', '--car', car])
  await typeCli(ana, ['import', car])
  const { notebook, stop } = await openNodeNotebook({ home: ana, command: 'test' })
  folded = notebook.rows().find((row) => row.mergedInto !== undefined)?.id ?? ''
  await stop()
  server = await startServer(ana)
  browser = await launchChromium()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await server?.kill()
  if (folder !== '') await rm(folder, { recursive: true })
})

describe.skipIf(!hasChromium)('a topic that two laptops imported', () => {
  it('stands in the catalog once, and its copy leads there', async () => {
    const { page, errors } = await openProfile(browser)
    await page.goto(server.url)
    await page.getByLabel('Your name').fill('Cy')
    await page.getByRole('button', { name: 'Continue with Two tables' }).click()
    const lines = page.getByRole('table').getByRole('link', { name: 'Doors' })
    await lines.first().waitFor()
    // Both copies have come once the folded one opens; then the catalog must still have one line.
    await page.goto(`${server.url}#/topic/${folded}`)
    const other = page.getByText('The catalog has this topic twice').getByRole('link', { name: 'Doors' })
    await other.waitFor()
    await page.goto(`${server.url}#/catalog`)
    await lines.first().waitFor()
    expect(await lines.count()).toBe(1)

    await page.goto(`${server.url}#/topic/${folded}`)
    await other.click()
    await other.waitFor({ state: 'detached' })
    expect(page.url()).not.toContain(folded)
    await page.getByRole('button', { name: 'Start a session' }).waitFor()
    expect(errors).toEqual([])
  }, 60_000)
})

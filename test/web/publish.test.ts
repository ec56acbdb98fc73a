import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CampPages, startCampPages } from '../support/camp-pages.ts'
import { hasChromium } from '../support/chromium.ts'
import { runCli, typeCli } from '../support/cli.ts'

let camp: CampPages
let cid = ''

beforeAll(async () => {
  if (!hasChromium) return
  camp = await startCampPages([
    ['new', 'Boats', '--number', '1'],
    ['new', 'Sails', '--number', '2'],
  ])
  await runCli(camp.home, ['write', '1', '--outcome', '-'], '## Problem\n\nThey sink.\n')
  await runCli(camp.home, ['write', '2', '--outcome', '-'], 'Half a thought')
  const published = JSON.parse((await typeCli(camp.home, ['publish', '1', '--json'])).stdout)
  cid = [published].flat()[0].cid
})

afterAll(() => camp?.stop())

const final = (page: Page) => page.getByRole('article', { name: 'Boats' })

describe.skipIf(!hasChromium)('the Publish screen', () => {
  it('gives a final outcome with its CID, its file, who signed and who holds it, and checks it', async () => {
    const { page, context, errors } = await camp.join('Ana', 'Boats')
    await page.getByRole('link', { name: 'Publish' }).click()
    const card = final(page)
    await card.getByText('Signed by Laptop.').waitFor()
    expect((await card.locator('.cid').innerText()).trim()).toBe(cid)
    await card.getByRole('button', { name: 'QR code' }).click()
    await card.getByRole('img', { name: 'QR code of this outcome' }).waitFor()
    await card.getByRole('button', { name: 'What is this?' }).click()
    await card.getByText('A CID is a name made from the content itself').waitFor()
    expect(await card.getByRole('link', { name: 'Open ipfs://' }).getAttribute('href')).toBe(`ipfs://${cid}`)
    await card.getByRole('button', { name: 'Check' }).click()
    await card.getByText(/^Whole: all \d+ blocks are here and right/).waitFor()
    await card.getByText(/Here and in this laptop’s own node, and on no other laptop/).waitFor()

    const downloading = page.waitForEvent('download')
    await card.getByRole('button', { name: 'Save as .car' }).click()
    const download = await downloading
    expect(download.suggestedFilename()).toBe('boats.car')
    const file = join(camp.home, 'boats.car')
    await download.saveAs(file)
    expect((await readFile(file)).byteLength).toBeGreaterThan(200)
    expect((await typeCli(camp.home, ['verify', file])).code).toBe(0)

    await page.getByRole('region', { name: 'Drafts' }).getByRole('link', { name: 'Sails' }).waitFor()
    expect(errors).toEqual([])
    await context.close()
  })

  it('is signed by somebody else too, who made it anew from what is here', async () => {
    const { page, context, errors } = await camp.join('Chi', 'Boats')
    await page.getByRole('table').getByRole('link', { name: 'Boats' }).click()
    await page
      .getByRole('link', { name: /outcome/ })
      .first()
      .click()
    await page.getByText('Signed by Laptop.').waitFor()
    await page.getByRole('button', { name: 'Sign it too' }).press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Sign it too?' })
    await dialog.getByRole('button', { name: 'Sign it too' }).press('Enter')
    await page.getByText('Signed by Laptop, Chi.').waitFor()
    expect(await page.getByTestId('final-cid').innerText()).toBe(cid)
    await page.getByRole('button', { name: 'Publish this version' }).waitFor()
    await expect
      .poll(async () => (await typeCli(camp.home, ['show', '1'])).stdout, { timeout: 20_000 })
      .toContain(`final ${cid} signed by 2`)
    expect(errors).toEqual([])
    await context.close()
  })

  it('names another laptop once it said that it holds the outcome', async () => {
    const ana = await camp.join('Ana', 'Boats')
    const bo = await camp.join('Bo', 'Boats')
    await ana.page.getByRole('link', { name: 'Publish' }).click()
    await final(ana.page)
      .getByText(/and on \d other laptops?: .*Bo’s laptop/)
      .waitFor({ timeout: 40_000 })
    await ana.context.close()
    await bo.context.close()
  })

  it('says so when a block is not here', async () => {
    const { page, context } = await camp.join('Ana', 'Boats')
    await page.getByRole('link', { name: 'Publish' }).click()
    const said = final(page).getByRole('status').filter({ hasText: /\S/ }).last()
    // Heads of those who signed it may still come, each with all blocks of the outcome.
    await expect
      .poll(
        async () => {
          await page.evaluate(clearBlocks)
          await final(page).getByRole('button', { name: 'Check' }).click()
          await said.filter({ hasNotText: 'Checking' }).waitFor()
          return said.innerText()
        },
        { timeout: 30_000, interval: 1_000 },
      )
      .toMatch(/^Not whole here: .* is not here/)
    await context.close()
  })
})

async function clearBlocks(): Promise<void> {
  const [name = ''] = (await indexedDB.databases()).flatMap((db) => (db.name?.startsWith('divelog-b') ? [db.name] : []))
  const opening = indexedDB.open(name)
  await new Promise((done) => opening.addEventListener('success', done))
  const clearing = opening.result.transaction('blocks', 'readwrite').objectStore('blocks').clear()
  await new Promise((done) => clearing.addEventListener('success', done))
  opening.result.close()
}

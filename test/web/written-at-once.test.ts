import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { faultsInEveryLook } from '../support/axe.ts'
import { hasChromium } from '../support/chromium.ts'
import { openStage, outcomeText, type Stage } from '../support/outcome-stage.ts'

let stage: Stage
let ana: Awaited<ReturnType<Stage['openOutcome']>>

const note = '# Found\n\nEvery laptop holds the whole notebook.\n'

beforeAll(async () => {
  if (!hasChromium) return
  stage = await openStage({ 'Own note': note })
  ana = await stage.openOutcome('Ana', 'Own note')
  await ana.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
})

afterAll(() => stage?.close())

const patience = { timeout: 30_000 }
const notice = (page: Page) => page.getByText('One paragraph was written by two people at once.')
const marked = (page: Page) => outcomeText(page).getByTitle('Ana and Laptop wrote here at once')
const paragraph = (page: Page) => page.getByRole('article', { name: 'Written at once by Ana and Laptop' })

async function typeBeforeLastLine(page: Page, text: string): Promise<void> {
  await outcomeText(page).focus()
  await page.keyboard.press('Control+End')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('End')
  await page.keyboard.insertText(text)
}

/** Ana types in the line of the laptop while it is away, and it writes that line anew. */
async function writeAtOnce(page: Page, typed: string, written: string): Promise<void> {
  await stage.partFromLaptop()
  await typeBeforeLastLine(page, typed)
  await page.getByRole('button', { name: /^Saved here/ }).waitFor()
  await stage.write('Own note', written)
  await stage.meetLaptop()
  // As on a machine that finds its network again: else the next dial comes when a growing pause is over.
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  await notice(page).waitFor({ timeout: 60_000 })
}

describe.skipIf(!hasChromium)('a paragraph that two people wrote at once', () => {
  it('is marked after they met, with what each of them wrote', async () => {
    const { page, errors } = ana
    await writeAtOnce(page, ' Ana checked it.', note.replace('Every laptop', 'Each phone'))
    await expect.poll(() => marked(page).count()).toBeGreaterThan(0)
    await page.getByRole('button', { name: 'Look at it' }).press('Enter')
    const said = await paragraph(page).getByRole('definition').allInnerTexts()
    expect(said.join('\n')).toContain('Each phone holds the whole notebook.')
    expect(said.join('\n')).toContain('Ana checked it.')
    expect(errors).toEqual([])
  }, 120_000)

  it('has no fault that axe can find in either theme, wide or narrow', async () => {
    const { page, context } = await stage.openOutcome('Bo', 'Own note')
    await page.getByRole('button', { name: 'Look at it' }).click()
    await paragraph(page).waitFor()
    expect(await faultsInEveryLook(page)).toEqual({})
    await context.close()
  })

  it('keeps the words of one of them when somebody says so, for everybody, and undo brings the others back', async () => {
    const { page, errors } = ana
    const bo = await stage.openOutcome('Bo', 'Own note')
    await notice(bo.page).waitFor()
    const keep = paragraph(page).getByRole('button', { name: 'Keep only Laptop’s words' })
    expect(await paragraph(page).getByText('With Laptop’s words alone').innerText()).toContain(
      '“Each phone holds the whole notebook.”',
    )
    await keep.press('Enter')
    await page.getByText(/^Only Laptop’s words are left/).waitFor()
    await page.getByText(/^Nothing here was written by two people at once/).waitFor()
    // The button is gone; the keyboard is not.
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('tabpanel')
    for (const each of [page, bo.page]) {
      await notice(each).waitFor({ state: 'detached' })
      await expect.poll(() => marked(each).count(), patience).toBe(0)
      await expect.poll(() => outcomeText(each).innerText(), patience).not.toContain('Ana checked it.')
      expect(await outcomeText(each).innerText()).toContain('Each phone holds the whole notebook.')
    }
    await expect.poll(() => stage.read('Own note'), patience).not.toContain('Ana checked it.')
    await page.getByRole('button', { name: 'Undo', exact: true }).press('Enter')
    for (const each of [page, bo.page]) {
      await expect.poll(() => outcomeText(each).innerText(), patience).toContain('Ana checked it.')
      expect(await outcomeText(each).innerText()).toContain('Each phone holds the whole notebook.')
    }
    expect([...errors, ...bo.errors]).toEqual([])
    await bo.context.close()
  })

  it('is settled for everybody when one keeps both', async () => {
    const { page, errors } = ana
    await writeAtOnce(page, ' Ana saw it twice.', '# Found\n\nEach phone holds all of it.\n Ana checked it.')
    const bo = await stage.openOutcome('Bo', 'Own note')
    await notice(bo.page).waitFor()
    await paragraph(page).getByRole('button', { name: 'Show it in the text' }).press('Enter')
    await paragraph(page).getByRole('button', { name: 'Keep both' }).press('Enter')
    await page.getByText('Kept as it stands.').waitFor()
    for (const each of [page, bo.page]) {
      await notice(each).waitFor({ state: 'detached' })
      await expect.poll(() => marked(each).count(), patience).toBe(0)
    }
    const read = await outcomeText(bo.page).innerText()
    for (const words of ['Each phone holds all of it.', 'Ana saw it twice.']) expect(read).toContain(words)
    expect([...errors, ...bo.errors]).toEqual([])
  }, 120_000)
})

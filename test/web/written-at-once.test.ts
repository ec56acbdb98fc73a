import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { faults } from '../support/axe.ts'
import { hasChromium } from '../support/chromium.ts'
import { looks, openStage, outcomeText, type Stage } from '../support/outcome-stage.ts'

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

describe.skipIf(!hasChromium)('a paragraph that two people wrote at once', () => {
  it('is marked after they met, with what each of them wrote', async () => {
    const { page, errors } = ana
    await stage.partFromLaptop()
    await typeBeforeLastLine(page, ' Ana checked it.')
    await page.getByRole('button', { name: /^Saved here/ }).waitFor()
    await stage.write('Own note', note.replace('Every laptop', 'Each phone'))
    await stage.meetLaptop()
    await notice(page).waitFor({ timeout: 60_000 })
    await expect.poll(() => marked(page).count()).toBeGreaterThan(0)
    await page.getByRole('button', { name: 'Look at it' }).press('Enter')
    const said = await paragraph(page).getByRole('definition').allInnerTexts()
    expect(said.join('\n')).toContain('Each phone holds the whole notebook.')
    expect(said.join('\n')).toContain('Ana checked it.')
    expect(errors).toEqual([])
  }, 120_000)

  it.each(looks)('has no fault that axe can find, $colorScheme, $viewport.width pixels wide', async (look) => {
    const { page, context } = await stage.openOutcome('Bo', 'Own note', look)
    await page.getByRole('button', { name: 'Look at it' }).click()
    await paragraph(page).waitFor()
    expect(await faults(page)).toEqual([])
    await context.close()
  })

  it('is settled for everybody when one has looked', async () => {
    const { page, errors } = ana
    const bo = await stage.openOutcome('Bo', 'Own note')
    await notice(bo.page).waitFor()
    await paragraph(page).getByRole('button', { name: 'Show it in the text' }).press('Enter')
    await paragraph(page).getByRole('button', { name: 'Looked at' }).press('Enter')
    await page.getByText(/^Nothing here was written by two people at once/).waitFor()
    for (const each of [page, bo.page]) {
      await notice(each).waitFor({ state: 'detached' })
      await expect.poll(() => marked(each).count()).toBe(0)
    }
    expect([...errors, ...bo.errors]).toEqual([])
  })
})

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { faultsInEveryLook } from '../support/axe.ts'
import { hasChromium } from '../support/chromium.ts'
import { openStage, outcomeText, type Stage, typeAtEnd } from '../support/outcome-stage.ts'

let stage: Stage

beforeAll(async () => {
  if (!hasChromium) return
  stage = await openStage({ 'Own note': 'Every laptop holds the whole notebook.\n' })
})

afterAll(() => stage?.close())

const slider = (page: Page) => page.getByRole('slider', { name: 'Point in time' })
const then = (page: Page) => page.getByRole('region', { name: 'The text then' })
const textOf = (page: Page): Promise<string> => outcomeText(page).innerText()

async function openHistory(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Comments and history' }).press('Enter')
  await page.getByRole('tab', { name: /^Comments/ }).press('ArrowRight')
  await slider(page).waitFor()
}

describe.skipIf(!hasChromium)('the history of an outcome', () => {
  it('shows who wrote what when, and brings it back as one step of undo', async () => {
    const { page, errors, context } = await stage.openOutcome('Ana', 'Own note')
    await typeAtEnd(page, 'Ana was here.')
    await expect.poll(() => stage.read('Own note'), { timeout: 30_000 }).toContain('Ana was here.')
    await stage.write('Own note', 'Only the laptop is left.\n')
    await expect.poll(() => textOf(page), { timeout: 30_000 }).not.toContain('Ana was here.')

    await openHistory(page)
    await expect.poll(() => slider(page).getAttribute('aria-valuetext')).toMatch(/^Laptop, .*3 of 3$/)
    expect(await page.getByRole('button', { name: 'Bring this back' }).isDisabled()).toBe(true)
    await slider(page).press('ArrowLeft')
    await expect.poll(() => slider(page).getAttribute('aria-valuetext')).toMatch(/^Ana, .*2 of 3$/)
    // What Ana did at this step, then what became of it, then the text as it was.
    await expect.poll(() => then(page).getByRole('insertion').allInnerTexts()).toEqual(['Ana was here.'])
    expect(await then(page).getByRole('deletion').count()).toBe(0)
    await page.getByText('written by Ana, here').waitFor()
    await page.getByRole('button', { name: 'What changed since' }).press('Enter')
    await then(page).getByRole('deletion').filter({ hasText: 'Ana' }).first().waitFor()
    await then(page).getByRole('insertion').filter({ hasText: 'Only' }).first().waitFor()
    await page.getByRole('button', { name: 'The text alone' }).press('Enter')
    const before = 'Every laptop holds the whole notebook.\nAna was here.'
    expect((await then(page).innerText()).trim()).toBe(before)
    await slider(page).press('Home')
    await expect.poll(() => then(page).innerText()).not.toContain('Ana')
    await slider(page).press('ArrowRight')

    await page.getByRole('button', { name: 'Bring this back' }).press('Enter')
    await page.getByText('It is back. Undo takes it away again.').waitFor()
    expect((await textOf(page)).trim()).toBe(before)
    await page.getByRole('button', { name: 'Undo', exact: true }).press('Enter')
    await expect.poll(async () => (await textOf(page)).trim()).toBe('Only the laptop is left.')
    await page.getByRole('button', { name: 'Redo', exact: true }).press('Enter')
    await expect.poll(async () => (await textOf(page)).trim()).toBe(before)
    // What was brought back is a new edit, which everybody gets.
    await expect.poll(() => stage.read('Own note'), { timeout: 30_000 }).toContain('Ana was here.')
    expect(errors).toEqual([])
    await context.close()
  })

  it('has no fault that axe can find in either theme, wide or narrow', async () => {
    const { page, context } = await stage.openOutcome('Bo', 'Own note')
    await typeAtEnd(page, 'More.')
    await openHistory(page)
    await slider(page).press('Home')
    await then(page).getByRole('insertion').first().waitFor()
    expect(await faultsInEveryLook(page)).toEqual({})
    await context.close()
  })
})

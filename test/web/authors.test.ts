import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { faultsInEveryLook } from '../support/axe.ts'
import { hasChromium } from '../support/chromium.ts'
import { openStage, outcomeText, type Stage, typeAtEnd } from '../support/outcome-stage.ts'

let stage: Stage

beforeAll(async () => {
  if (!hasChromium) return
  stage = await openStage({
    'Own note': 'From the laptop ',
    'Other note': 'From the laptop ',
    'Both note': 'From the laptop ',
  })
})

afterAll(() => stage?.close())

async function openAuthors(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Comments and history' }).press('Enter')
  await page.getByRole('tab', { name: 'Who wrote what' }).press('Enter')
  await page.getByTestId('shares').waitFor()
}

/** Stretches of the text that say on hover whose they are. */
const writtenBy = (page: Page, name: string): Promise<string[]> =>
  outcomeText(page).getByTitle(name, { exact: true }).allInnerTexts()

describe.skipIf(!hasChromium)('who wrote what', () => {
  it('is told by shares, a legend and colours in the text, which can be taken away', async () => {
    const { page, errors, context } = await stage.openOutcome('Ana', 'Own note')
    await typeAtEnd(page, 'and by Ana')
    await openAuthors(page)
    // 13 letters of 21, and 8.
    await expect.poll(() => page.getByTestId('shares').innerText()).toBe('Laptop 62 %, Ana 38 %')
    await expect.poll(() => writtenBy(page, 'Laptop')).toEqual(['From the laptop '])
    expect(await writtenBy(page, 'Ana')).toEqual(['and by Ana'])
    const legend = page.getByRole('list', { name: 'Legend' })
    expect(await legend.getByRole('listitem').allInnerTexts()).toEqual(['Laptop\n62 %', 'Ana\n38 %'])

    // The keys go on being one's own while the colours follow.
    await typeAtEnd(page, ' alone')
    await expect.poll(() => writtenBy(page, 'Ana')).toEqual(['and by Ana alone'])
    await page.getByLabel('Colour the text by author').uncheck()
    await expect.poll(() => writtenBy(page, 'Ana')).toEqual([])
    await page.getByLabel('Colour the text by author').check()
    await expect.poll(() => writtenBy(page, 'Ana')).toEqual(['and by Ana alone'])
    await page.getByRole('button', { name: 'Close' }).click()
    await expect.poll(() => writtenBy(page, 'Ana')).toEqual([])
    expect(errors).toEqual([])
    await context.close()
  })

  it('tells two people of one name apart', async () => {
    const one = await stage.openOutcome('Chi', 'Both note')
    await typeAtEnd(one.page, 'By one. ')
    const other = await stage.openOutcome('Chi', 'Both note')
    await outcomeText(other.page).getByText('By one.').waitFor()
    await typeAtEnd(other.page, 'By the other.')
    await openAuthors(other.page)
    const chis = async () =>
      (await other.page.getByRole('list', { name: 'Legend' }).getByRole('listitem').allInnerTexts())
        .map((line) => line.split('\n')[0] ?? '')
        .filter((name) => /^Chi \([a-z]+ [a-z]+\)$/.test(name))
    await expect.poll(async () => new Set(await chis()).size, { timeout: 20_000 }).toBe(2)
    expect([...one.errors, ...other.errors]).toEqual([])
    await one.context.close()
    await other.context.close()
  })

  it('has no fault that axe can find in either theme, wide or narrow', async () => {
    const { page, context } = await stage.openOutcome('Bo', 'Other note')
    await typeAtEnd(page, 'More by Bo. ')
    await openAuthors(page)
    await expect.poll(() => writtenBy(page, 'Laptop')).toHaveLength(1)
    expect(await faultsInEveryLook(page)).toEqual({})
    await context.close()
  })
})

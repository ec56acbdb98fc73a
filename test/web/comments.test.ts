import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { faultsInEveryLook } from '../support/axe.ts'
import { hasChromium } from '../support/chromium.ts'
import { openStage, outcomeText, type Stage } from '../support/outcome-stage.ts'

let stage: Stage
/** One person for all but what two do together: a browser takes longer to join than a test to run. */
let ana: Awaited<ReturnType<Stage['openOutcome']>>

const paragraphs = Array.from({ length: 60 }, (_, i) => `Paragraph ${i} says nothing of interest.`).join('\n\n')

beforeAll(async () => {
  if (!hasChromium) return
  const note = `Every laptop holds the whole notebook.\n\n${paragraphs}\n\nNobody reads the last line.\n`
  stage = await openStage({ 'Shared note': note, 'Own note': note })
  ana = await stage.openOutcome('Ana', 'Own note')
})

afterAll(() => stage?.close())

const openOutcome: Stage['openOutcome'] = (...wanted) => stage.openOutcome(...wanted)
const text = outcomeText
const openComments = (page: Page) => page.getByRole('list', { name: 'Open comments' })

/** Selects the first line by keyboard. */
async function selectFirstLine(page: Page): Promise<void> {
  await text(page).focus()
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('Shift+End')
}

describe.skipIf(!hasChromium)('comments beside the outcome', () => {
  it('are written, answered, resolved and opened again without a mouse', async () => {
    const { page, errors } = ana
    await selectFirstLine(page)
    await page.keyboard.press('Control+Alt+M')
    await page.keyboard.type('Is that so?')
    await page.keyboard.press('Control+Enter')
    const thread = page.getByRole('article', { name: 'Comment by Ana on “Every laptop holds the whole notebook.”' })
    await thread.getByText('Is that so?').waitFor()
    // The keyboard is back in the text, where it was.
    await expect.poll(() => text(page).evaluate((element) => element === document.activeElement)).toBe(true)
    await page.keyboard.press('End')
    await page.keyboard.type(' Really.')
    await page.getByText('Every laptop holds the whole notebook. Really.').first().waitFor()

    await thread.getByRole('button', { name: 'Reply' }).press('Enter')
    await page.keyboard.type('Measured twice')
    await thread.getByRole('button', { name: 'Send reply' }).press('Enter')
    await thread.getByText('Measured twice').waitFor()
    await thread.getByRole('button', { name: 'Resolve' }).press('Enter')
    await page.getByText('Resolved (1)').press('Enter')
    const resolved = page.getByRole('list', { name: 'Resolved comments' })
    await resolved.getByText('Resolved by Ana').waitFor()
    await resolved.getByRole('button', { name: 'Open again' }).press('Enter')
    await openComments(page).getByText('Measured twice').waitFor()

    await page.reload()
    await page.getByRole('button', { name: 'Comments and history' }).press('Enter')
    await openComments(page).getByText('Measured twice').waitFor()
    await openComments(page).getByRole('button', { name: 'Delete' }).first().press('Enter')
    await openComments(page).getByText('Is that so?').waitFor({ state: 'detached' })
    await openComments(page).getByRole('button', { name: 'Delete' }).press('Enter')
    await page.getByText(/^No comments yet/).waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => page.getByRole('region', { name: 'Beside the text' }).count()).toBe(0)
    expect(errors).toEqual([])
  })

  it('lead to their text, and keep the quote when it is gone', async () => {
    const { page, errors } = ana
    await text(page).focus()
    await page.keyboard.press('Control+End')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Shift+End')
    await page.getByRole('button', { name: 'Comment', exact: true }).click()
    await page.getByLabel('Your comment').fill('I do')
    await page.getByRole('button', { name: 'Add comment' }).click()
    await openComments(page).getByText('I do').waitFor()
    await page.keyboard.press('Control+Home')
    const lastLine = text(page).getByText('Nobody reads the last line.')
    await expect.poll(() => isInWindow(page, 'Nobody reads the last line.')).toBe(false)

    await openComments(page).getByRole('button', { name: 'Nobody reads the last line.' }).click()
    await expect.poll(() => isInWindow(page, 'Nobody reads the last line.')).toBe(true)
    await expect.poll(() => lastLine.getAttribute('class')).toContain('current')
    await page.keyboard.press('Delete')
    await openComments(page).getByText('About text that is gone: Nobody reads the last line.').waitFor()
    await page.getByRole('button', { name: 'Undo', exact: true }).click()
    await openComments(page).getByRole('button', { name: 'Nobody reads the last line.' }).waitFor()
    expect(errors).toEqual([])
  })

  it('are shared: Dee sees what Chi said, answers, and cannot delete it', async () => {
    const [chi, dee] = await Promise.all([openOutcome('Chi', 'Shared note'), openOutcome('Dee', 'Shared note')])
    await selectFirstLine(chi.page)
    await chi.page.keyboard.press('Control+Alt+M')
    await chi.page.keyboard.type('Since when?')
    await chi.page.keyboard.press('Control+Enter')
    await dee.page.getByRole('button', { name: 'Comments and history' }).click()
    const thread = dee.page.getByRole('article', { name: /^Comment by Chi on/ })
    await thread.getByText('Since when?').waitFor()
    expect(await thread.getByRole('button', { name: 'Delete' }).count()).toBe(0)
    await thread.getByRole('button', { name: 'Reply' }).click()
    await thread.getByLabel('Reply to Chi').fill('Since today')
    await thread.getByRole('button', { name: 'Send reply' }).click()
    await openComments(chi.page).getByText('Since today').waitFor()
    expect([...chi.errors, ...dee.errors]).toEqual([])
    await chi.context.close()
    await dee.context.close()
  })

  it('have no fault that axe can find in either theme, wide or narrow', async () => {
    const { page } = ana
    await selectFirstLine(page)
    await page.keyboard.press('Control+Alt+M')
    await page.getByLabel('Your comment').waitFor()
    expect(await faultsInEveryLook(page)).toEqual({})
    await page.getByLabel('Your comment').fill('Short')
    await page.getByRole('button', { name: 'Add comment' }).click()
    await openComments(page).getByText('Short').first().waitFor()
    expect(await faultsInEveryLook(page)).toEqual({})
  })
})

/** Whether a line of the editor can be seen without scrolling. */
const isInWindow = (page: Page, line: string): Promise<boolean> =>
  text(page)
    .getByText(line)
    .evaluateAll(([element]) => {
      const box = element?.getBoundingClientRect()
      return box !== undefined && box.top >= 0 && box.bottom <= innerHeight
    })

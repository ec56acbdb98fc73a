import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CampPages, startCampPages } from '../support/camp-pages.ts'
import { hasChromium, type Profile } from '../support/chromium.ts'
import { catalogOf } from '../support/four-people.ts'

let camp: CampPages
let ana: Profile
let bo: Profile

beforeAll(async () => {
  if (!hasChromium) return
  camp = await startCampPages([['new', 'Shared note', '--number', '1']])
  ana = await camp.join('Ana', 'Shared note')
  bo = await camp.join('Bo', 'Shared note')
})
afterAll(() => camp?.stop())

const clock = (page: Page) => page.getByRole('region', { name: 'Session clock' })
const phase = (page: Page) => clock(page).getByRole('listitem').and(page.locator('[aria-current="step"]'))

describe.skipIf(!hasChromium)('a session', () => {
  it('is started with an own length, and shows its clock to everybody at the table', async () => {
    const { page } = ana
    await page.getByRole('table').getByRole('link', { name: 'Shared note' }).click()
    await page.getByRole('button', { name: 'Start a session' }).click()
    const dialog = page.getByRole('dialog', { name: 'Start a session' })
    expect(await dialog.getByRole('radio', { name: '105 minutes' }).isChecked()).toBe(true)
    await dialog.getByRole('radio', { name: 'Own length' }).check()
    await dialog.getByLabel('Minutes', { exact: true }).fill('42')
    await dialog.getByRole('button', { name: 'Start', exact: true }).press('Enter')
    await clock(page).getByText('The clock has not started').waitFor()
    await clock(page).getByText('42 minutes left in all').waitFor()
    await clock(page).getByRole('button', { name: 'Start the clock' }).press('Enter')
    await expect.poll(() => phase(page).innerText()).toContain('Explain')

    await bo.page.getByRole('table').getByRole('link', { name: 'Shared note' }).click()
    await bo.page.getByRole('button', { name: 'Join the session' }).click()
    await bo.page.getByText('2 here').waitFor()
    await expect.poll(() => phase(bo.page).innerText(), { timeout: 20_000 }).toContain('Explain')
  })

  it('goes on to the next phase and pauses on all laptops, and is the same after a reload', async () => {
    await clock(bo.page).getByRole('button', { name: 'Next' }).press('Enter')
    await expect.poll(() => phase(ana.page).innerText(), { timeout: 20_000 }).toContain('Existing solutions')
    await clock(ana.page).getByRole('button', { name: 'Pause' }).press('Enter')
    await clock(bo.page).getByText('Existing solutions, paused').first().waitFor({ timeout: 20_000 })
    const left = await clock(ana.page).getByRole('timer').innerText()
    await ana.page.getByRole('button', { name: /^Saved here/ }).waitFor()
    await ana.page.reload()
    await clock(ana.page).getByText('Existing solutions, paused').first().waitFor()
    expect(await clock(ana.page).getByRole('timer').innerText()).toBe(left)
    await clock(ana.page).getByRole('button', { name: '+5 minutes for this phase' }).press('Enter')
    const minutes = Number(left.split(':')[0])
    await expect.poll(() => clock(ana.page).getByRole('timer').innerText()).toMatch(new RegExp(`^${minutes + 5}:`))
  })

  it('lets people check in, be added by name, take roles in turn, and split when they are five', async () => {
    const { page } = bo
    const here = page.getByText(/\d here/)
    await page.getByRole('button', { name: 'Check out' }).press('Enter')
    await page.getByText('1 here').waitFor()
    await page.getByRole('button', { name: 'Check in' }).press('Enter')
    for (const name of ['Chi', 'Dee', 'Eli']) {
      await page.getByLabel('Add somebody by name').fill(name)
      await page.getByLabel('Add somebody by name').press('Enter')
    }
    await page.getByText('5 here').waitFor()
    await page.getByRole('button', { name: 'Rotate roles' }).press('Enter')
    await expect.poll(() => page.getByLabel('Role of Ana').inputValue()).toBe('lead')
    await expect.poll(() => page.getByLabel('Role of Bo').inputValue()).toBe('notetaker')
    await page.getByRole('button', { name: 'Split…' }).press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Two groups' })
    await dialog.getByText('3 stay, 2 move.').waitFor()
    await dialog.getByRole('button', { name: 'Split', exact: true }).press('Enter')
    await expect.poll(() => here.innerText()).toMatch(/^3 here/)
    await page.getByLabel('Group').selectOption({ label: 'Dee, Eli' })
    await expect.poll(() => here.innerText()).toMatch(/^2 here/)
    await clock(page).getByText('Existing solutions, paused').first().waitFor()
  })

  it('shows the others’ cursors in the document, and one catalog after both typed at once', async () => {
    const editor = (page: Page) => page.getByLabel('Outcome document', { exact: true })
    await Promise.all(
      [ana.page, bo.page].map(async (page, i) => {
        await editor(page).press('Control+End')
        await page.keyboard.type('ab'.charAt(i).repeat(20), { delay: 60 })
      }),
    )
    for (const { page } of [ana, bo]) {
      await expect.poll(() => page.locator('.cm-ySelectionCaret').count(), { timeout: 20_000 }).toBe(1)
    }
    await expect
      .poll(async () => (await catalogOf(ana.page)) === (await catalogOf(bo.page)), { timeout: 45_000 })
      .toBe(true)
    for (const { page } of [ana, bo]) {
      const text = await editor(page).innerText()
      expect([...text].filter((letter) => letter === 'a' || letter === 'b').length).toBeGreaterThanOrEqual(40)
    }
    expect([...ana.errors, ...bo.errors]).toEqual([])
  })
})

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CampPages, startCampPages } from '../support/camp-pages.ts'
import { hasChromium, type Profile } from '../support/chromium.ts'

let camp: CampPages
let ana: Profile
let bo: Profile
const longName = 'Bo Émile van der Very-Long-Surname-That-Never-Ends zu Hohenlohe-Langenburg-Schil'

beforeAll(async () => {
  if (!hasChromium) return
  camp = await startCampPages([['new', 'Boats']])
  ana = await camp.join('Ana', 'Boats')
  bo = await camp.join(longName, 'Boats')
})

afterAll(() => camp?.stop())

const rows = (page: Page) => page.getByRole('region', { name: 'Everybody' }).getByRole('listitem')
const openPeople = (page: Page): Promise<void> =>
  page.getByRole('navigation', { name: 'Main' }).getByText('People').click()

describe.skipIf(!hasChromium)('the People screen', () => {
  it('lists oneself once, with this laptop’s own node as a device', async () => {
    await openPeople(ana.page)
    const self = rows(ana.page).filter({ hasText: '(you)' })
    await self.getByText(/This browser, and this laptop’s own node: Laptop/).waitFor()
    await rows(ana.page).filter({ hasText: 'Very-Long-Surname' }).getByText('connected', { exact: true }).waitFor()
    expect(await rows(ana.page).count()).toBe(2)
    // The laptop made the camp, and it is Ana's.
    await self.getByText('Organiser').waitFor()
    await ana.page
      .getByRole('region', { name: 'Your key' })
      .getByRole('button', { name: /copy of the key/ })
      .waitFor()
  })

  it('says what somebody works on and in which role, once they are checked in', async () => {
    const { page } = bo
    await page.getByRole('table').getByRole('link', { name: 'Boats' }).click()
    await page.getByRole('button', { name: 'Start a session' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Start', exact: true }).click()
    const sits = rows(ana.page).filter({ hasText: 'Very-Long-Surname' })
    await sits.getByRole('link', { name: 'Boats' }).waitFor({ timeout: 30_000 })
  })

  it('keeps a long name in its row on a phone', async () => {
    await ana.page.setViewportSize({ width: 360, height: 740 })
    expect(await ana.page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
    const row = rows(ana.page).filter({ hasText: 'Very-Long-Surname' })
    const [face, name] = [await row.locator('.face').boundingBox(), await row.locator('.person-name').boundingBox()]
    expect(name?.x).toBeGreaterThan((face?.x ?? 0) + (face?.width ?? 0))
    expect(Math.abs((name?.y ?? 0) - (face?.y ?? 0))).toBeLessThan(20)
  })

  it('remembers when somebody was met after they left, also after a reload', async () => {
    await bo.context.close()
    const row = rows(ana.page).filter({ hasText: 'Very-Long-Surname' })
    await row.getByText(/A browser, last met today at \d/).waitFor({ timeout: 40_000 })
    await ana.page.reload()
    await row.getByText(/A browser, last met today at \d/).waitFor()
    expect(ana.errors).toEqual([])
  })
})

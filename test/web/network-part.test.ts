import type { Route } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CampPages, startCampPages } from '../support/camp-pages.ts'
import { hasChromium, launchChromium, openProfile } from '../support/chromium.ts'

let camp: CampPages
let browser: Awaited<ReturnType<typeof launchChromium>>

beforeAll(async () => {
  if (!hasChromium) return
  camp = await startCampPages([['new', 'A topic']])
  browser = await launchChromium()
})

afterAll(async () => {
  await browser?.close()
  await camp?.stop()
})

/** A fresh page whose requests for these chunks go to `answer`. */
async function arrive(chunk: RegExp, answer: (route: Route) => Promise<void>) {
  // A service worker would fetch the chunks past the test.
  const profile = await openProfile(browser, { serviceWorkers: 'block' })
  const { page } = profile
  await page.route(chunk, answer)
  await page.goto(camp.server.url)
  await page.getByLabel('Your name').fill('Ana')
  await page.getByRole('button', { name: 'Continue with Test camp' }).click()
  return { ...profile, pill: (name: RegExp) => page.getByRole('banner').getByRole('button', { name }) }
}

describe.skipIf(!hasChromium)('the only tab', () => {
  it('says that the network gets ready until it is, and blames no other tab', async () => {
    const held = Promise.withResolvers<void>()
    const { page, pill, context, errors } = await arrive(/open-replica/, async (route) => {
      await held.promise
      await route.continue()
    })
    await pill(/^Saved here · getting the network ready…$/).waitFor()
    expect(await page.getByText(/another tab/i).count()).toBe(0)
    held.resolve()
    await pill(/^Saved here and in this laptop’s node/).waitFor()
    expect(errors).toEqual([])
    await context.close()
  })

  it('says that the network part did not load, and gets it as soon as it can be had', async () => {
    let isGone = true
    const { page, pill, context } = await arrive(/go-online/, (route) => (isGone ? route.abort() : route.continue()))
    await pill(/the network part of this page did not load · trying again/).waitFor()
    expect(await page.getByText(/another tab/i).count()).toBe(0)
    isGone = false
    await pill(/^Saved here and in this laptop’s node/).waitFor()
    await context.close()
  })
})

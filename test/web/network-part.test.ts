import type { Page, Route } from 'playwright-core'
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

/** The chunk that connects, and signs and merges what was written. */
const networkPart = /\/assets\/network-/

/** A fresh page. */
async function visit() {
  // A service worker would fetch the chunks past the test.
  const profile = await openProfile(browser, { serviceWorkers: 'block' })
  await profile.page.goto(camp.server.url)
  return { ...profile, pill: (name: RegExp) => profile.page.getByRole('banner').getByRole('button', { name }) }
}

const join = async (page: Page): Promise<void> => {
  await page.getByLabel('Your name').fill('Ana')
  await page.getByRole('button', { name: 'Continue with Test camp' }).click()
}

/** Somebody who joined, and comes back to a page whose network part goes to `answer`. */
async function comeBack(answer: (route: Route) => Promise<void>) {
  const visitor = await visit()
  const { page } = visitor
  await join(page)
  await page.getByRole('table').getByRole('link', { name: 'A topic' }).waitFor()
  await page.route(networkPart, answer)
  await page.reload()
  await page.getByRole('table').getByRole('link', { name: 'A topic' }).waitFor()
  return visitor
}

describe.skipIf(!hasChromium)('the only tab', () => {
  it('says that the network gets ready until it is, and blames no other tab', async () => {
    const held = Promise.withResolvers<void>()
    const { page, pill, context, errors } = await comeBack(async (route) => {
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
    const { page, pill, context } = await comeBack((route) => (isGone ? route.abort() : route.continue()))
    await pill(/the network part of this page did not load · trying again/).waitFor()
    expect(await page.getByText(/another tab/i).count()).toBe(0)
    isGone = false
    await pill(/^Saved here and in this laptop’s node/).waitFor()
    await context.close()
  })

  it('says that somebody new cannot join without it, and lets them try again', async () => {
    const { page, context, pill } = await visit()
    await page.route(networkPart, (route) => route.abort())
    await join(page)
    await page.getByRole('alert').waitFor()
    expect(await page.getByRole('alert').innerText()).toContain('did not load')
    expect(await page.getByLabel('Your name').inputValue()).toBe('Ana')
    await page.unroute(networkPart)
    await page.getByRole('button', { name: 'Continue with Test camp' }).click()
    await pill(/^Saved here and in this laptop’s node/).waitFor()
    await context.close()
  })
})

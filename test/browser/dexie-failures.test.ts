// What the browser's IndexedDB can refuse, in a real Chromium: a full disk and a database that was closed.
import { join } from 'node:path'
import type { Browser, CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { hasChromium, launchChromium, openProfile } from '../support/chromium.ts'
import { type ScriptPage, serveScript } from '../support/script-page.ts'
import type { Steps } from './dexie-failures-page.ts'

let browser: Browser
let served: ScriptPage
let page: Page
let errors: readonly string[]
let session: CDPSession | undefined

beforeAll(async () => {
  if (!hasChromium) return
  served = await serveScript(join(import.meta.dirname, 'dexie-failures-page.ts'))
  browser = await launchChromium()
})
afterAll(async () => {
  await browser?.close()
  served?.close()
})
beforeEach(async () => {
  if (!hasChromium) return
  ;({ page, errors } = await openProfile(browser))
  session = undefined
  await page.goto(served.url)
})

async function start(): Promise<void> {
  await page.goto(served.url)
  await page.waitForFunction(() => 'steps' in window, undefined)
  await step('open')
}

type Result<Name extends keyof Steps> = Awaited<ReturnType<Steps[Name]>>
const step = <Name extends keyof Steps>(name: Name): Promise<Result<Name>> =>
  page.evaluate(`steps.${name}()`) as Promise<Result<Name>>

/** Lasts as long as the page. Undefined gives the browser's own quota back. */
async function setQuota(quotaSize: number | undefined): Promise<void> {
  session ??= await page.context().newCDPSession(page)
  const origin = new URL(served.url).origin
  await session.send('Storage.overrideQuotaForOrigin', { origin, ...(quotaSize === undefined ? {} : { quotaSize }) })
}

const kept = {
  journal: [10],
  blocks: { blocks: 1, bytes: 100 },
  heads: [[1, 300]],
  topic: [20, 'Kept'],
  rows: ['Kept'],
  setting: 100,
}

const saved = { name: 'saved', text: '' }
const refusal = (text: RegExp) => ({ name: 'StorageFailedError', text: expect.stringMatching(text) })
const full = refusal(/^storage failed to .+: there is no room left on this device$/)

describe.skipIf(!hasChromium)('a full disk', () => {
  it('is told by name from every way of writing; nothing saved is lost, and writing goes on when there is room', async () => {
    // Before the first write: Chromium keeps in mind for a while how much room it found.
    await setQuota(1_000_000)
    await start()
    await step('save')
    expect(await step('overfill')).toEqual({
      journal: full,
      block: full,
      blocks: full,
      batch: full,
    })
    expect(await step('read')).toEqual(kept)
    await step('close')
    await setQuota(undefined)
    await start()
    expect(await step('read')).toEqual(kept)
    expect(await step('overfill')).toEqual({ journal: saved, block: saved, blocks: saved, batch: saved })
    expect(errors).toEqual([])
  })
})

describe.skipIf(!hasChromium)('a database that was closed', () => {
  beforeEach(async () => {
    await start()
    await step('save')
  })

  it.each(['loseConnection', 'closeBehindOurBack'] as const)(
    'by the browser is opened again once, unseen: %s',
    async (trouble) => {
      await step(trouble)
      expect(await step('touch')).toEqual({ journal: saved, block: saved, blocks: saved, batch: saved, read: saved })
      expect(await step('read')).toMatchObject({ journal: [10, 1], topic: kept.topic, setting: 100 })
      expect(errors).toEqual([])
    },
  )

  it.each(['loseConnection', 'closeBehindOurBack'] as const)(
    'and cannot be opened again is told by name, and is whole in the next visit: %s',
    async (trouble) => {
      await step('refuseToOpen')
      await step(trouble)
      const refused = refusal(/^storage failed to .+: the browser gives no storage$/)
      expect(await step('touch')).toEqual({
        journal: refused,
        block: refused,
        blocks: refused,
        batch: refused,
        read: refused,
      })
      await start()
      expect(await step('read')).toEqual(kept)
      expect(errors).toEqual([])
    },
  )

  it('by ourselves stays closed', async () => {
    await step('close')
    const refused = refusal(/^storage failed to .+: it is closed$/)
    expect(await step('touch')).toEqual({
      journal: refused,
      block: refused,
      blocks: refused,
      batch: refused,
      read: refused,
    })
    await start()
    expect(await step('read')).toEqual(kept)
    expect(errors).toEqual([])
  })
})

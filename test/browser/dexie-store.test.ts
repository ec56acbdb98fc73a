import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { replicaStoreContract } from '../contracts/replica-store.contract.ts'
import { hasChromium, launchChromium, openProfile } from '../support/chromium.ts'
import { type ScriptPage, serveScript } from '../support/script-page.ts'

let browser: Browser
let served: ScriptPage

beforeAll(async () => {
  if (!hasChromium) return
  served = await serveScript(join(import.meta.dirname, 'dexie-contract-page.ts'))
  browser = await launchChromium()
})

afterAll(async () => {
  await browser?.close()
  served?.close()
})

describe.skipIf(!hasChromium)('the dexie store on Chromium’s IndexedDB', () => {
  it('keeps the whole contract', async () => {
    const { page, errors } = await openProfile(browser)
    await page.goto(served.url)
    const handle = await page.waitForFunction(
      () => (window as { contractResults?: unknown }).contractResults,
      undefined,
      {
        timeout: 30_000,
      },
    )
    const expected = Object.fromEntries(replicaStoreContract.map((contract) => [contract.name, 'passed']))
    expect(await handle.jsonValue()).toEqual(expected)
    expect(errors).toEqual([])
  })
})

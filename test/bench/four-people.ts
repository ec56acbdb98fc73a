// How long after the last key four people on a flaky Wi-Fi hold one catalog: a laptop and a browser each.
import type { Page } from 'playwright-core'
import { hasChromium } from '../support/chromium.ts'
import { editorOf, names, seatFourPeople } from '../support/four-people.ts'
import { canRunWifiLab } from '../support/wifi-lab.ts'
import { type BenchRow, median } from './row.ts'

const air = { delayMs: 100, loss: 0.05 }
const rounds = 5
const keys = 40
const keyMs = 100
/** What the notebook is made for: after this nobody still waits for anybody. */
const wantedMs = 3_000
/** Longer than a commit waits for a pause and its head is on its way: what did not change for so long is done. */
const settledMs = 4_000

export async function benchFourPeople(): Promise<BenchRow[]> {
  if (!hasChromium || !canRunWifiLab()) return []
  const four = await seatFourPeople(air)
  try {
    const waits: number[] = []
    for (let round = 0; round < rounds; round++) {
      await Promise.all(four.pages.map((page, i) => typeAs(page, names[i] ?? '')))
      const since = performance.now()
      waits.push((await agreed(four.pages)) - since)
    }
    const baseline = { name: 'what people wait for gladly', value: wantedMs }
    const what = 'Four people, 100 ms and 5 % loss: one catalog after the last key'
    return [
      { what, value: median(waits), unit: 'ms', baseline },
      { what: '  the longest of those waits', value: Math.max(...waits), unit: 'ms', baseline },
    ]
  } finally {
    await four.stop()
  }
}

async function typeAs(page: Page, name: string): Promise<void> {
  await editorOf(page).press('Control+End')
  await page.keyboard.insertText(`\n${name}: `)
  await page.keyboard.type(name.toLowerCase().charAt(0).repeat(keys), { delay: keyMs })
}

/**
 * Waits until all pages have one catalog, as they stored it, and it stays so: they may agree on what stood before the
 * last words too. Not read from a screen: opening the panel on four of them takes as long as the rest.
 *
 * @returns moment of the last change, as `performance.now()`
 */
async function agreed(pages: readonly Page[]): Promise<number> {
  let since = performance.now()
  let before = ''
  for (;;) {
    const roots = await Promise.all(pages.map((page) => page.evaluate(storedCatalog)))
    const now = performance.now()
    if (roots.join() !== before) since = now
    before = roots.join()
    if (new Set(roots).size === 1 && now - since > settledMs) return since
    await pages[0]?.waitForTimeout(100)
  }
}

/** The root of the catalog in this browser's database, as text. */
async function storedCatalog(): Promise<string> {
  const done = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  for (const { name = '' } of await indexedDB.databases()) {
    if (!/^divelog-baf\w+$/.test(name)) continue
    const db = await done(indexedDB.open(name))
    try {
      const stored: { value?: Uint8Array } | undefined = await done(
        db.transaction('settings').objectStore('settings').get('catalog/root'),
      )
      return String(stored?.value)
    } finally {
      db.close()
    }
  }
  throw new Error('this browser has no camp')
}

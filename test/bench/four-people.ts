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

export async function benchFourPeople(): Promise<BenchRow[]> {
  if (!hasChromium || !canRunWifiLab()) return []
  const four = await seatFourPeople(air)
  try {
    const waits: number[] = []
    for (let round = 0; round < rounds; round++) {
      await Promise.all(four.pages.map((page, i) => typeAs(page, names[i] ?? '')))
      const since = performance.now()
      await agree(four.pages)
      waits.push(performance.now() - since)
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

/** Waits until all pages name one catalog CID in the panel that people see. */
async function agree(pages: readonly Page[]): Promise<void> {
  await Promise.all(pages.map((page) => page.getByRole('button', { name: /Saved here/ }).click()))
  for (;;) {
    const cids = await Promise.all(pages.map((page) => page.getByTestId('catalog-cid').innerText()))
    if (new Set(cids).size === 1) break
    await pages[0]?.waitForTimeout(50)
  }
  await Promise.all(pages.map((page) => page.getByRole('button', { name: 'Close' }).click()))
}

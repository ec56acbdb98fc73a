// Four browsers on four laptops, on air with 100 ms delay and 5 % loss: one note, one map, everybody at once.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasChromium } from '../support/chromium.ts'
import { catalogOf, editorOf, type FourPeople, names, seatFourPeople } from '../support/four-people.ts'
import { canRunWifiLab, labWaitMs } from '../support/wifi-lab.ts'

const keys = 40
const keyMs = 100

/** What one person types: words nobody else types, so that every key can be found again. */
const wordsOf = (name: string): string => `${name.toLowerCase().at(0)}`.repeat(keys)

describe.skipIf(!hasChromium || !canRunWifiLab())('four people on a flaky Wi-Fi', () => {
  let four: FourPeople
  beforeAll(async () => {
    four = await seatFourPeople({ delayMs: 100, loss: 0.05 })
  }, labWaitMs + 180_000)
  afterAll(() => four?.stop(), 120_000)

  const everybody = <T>(act: (page: Page, i: number) => Promise<T>): Promise<T[]> => Promise.all(four.pages.map(act))
  const agree = (): Promise<void> =>
    expect.poll(async () => new Set(await everybody(catalogOf)).size, { timeout: 60_000, interval: 250 }).toBe(1)

  it('type in one note without losing a key, and agree to the byte', async () => {
    await everybody(async (page, i) => {
      await editorOf(page).press('Control+End')
      // Everybody on a line of their own, begun at the same moment.
      await page.keyboard.insertText(`\n${names[i]}: `)
      await page.keyboard.type(wordsOf(names[i] ?? ''), { delay: keyMs })
    })
    const count = (text: string, letter: string): number => text.split(letter.repeat(2)).length
    await everybody(async (page) => {
      for (const name of names) {
        await expect
          .poll(async () => (await editorOf(page).innerText()).includes(wordsOf(name)), { timeout: 60_000 })
          .toBe(true)
        expect(count(await editorOf(page).innerText(), name)).toBe(1)
      }
    })
    await agree()
  }, 180_000)

  it('are told that the three other laptops hold it, also who reaches none of them but through her own node', async () => {
    await everybody((page) => page.getByRole('button', { name: /Saved here · on 3 other laptops/ }).waitFor())
  }, 60_000)

  it('see each other’s cursors where they are', async () => {
    await everybody((page) => editorOf(page).press('End'))
    const linesOfCursors = (page: Page): Promise<string[]> =>
      page
        .locator('.cm-ySelectionInfo')
        .evaluateAll((labels) =>
          labels
            .map((label) => `${label.textContent} in ${label.closest('.cm-line')?.textContent?.slice(0, 4).trim()}`)
            .sort(),
        )
    await everybody(async (page, i) => {
      const others = names.filter((name) => name !== names[i])
      const expected = others.map((name) => `${name} in ${`${name}: `.slice(0, 4).trim()}`).sort()
      await expect.poll(() => linesOfCursors(page), { timeout: 30_000 }).toEqual(expected)
    })
  }, 60_000)

  it('move one map at once, and it stands the same everywhere', async () => {
    await everybody(async (page) => {
      await page.getByRole('button', { name: /^Map/ }).click()
      await page.getByRole('region', { name: 'Map', exact: true }).waitFor()
    })
    const labels = [
      'Concept: Everything on every laptop',
      'Obstacle: The radio drops out',
      'Question: Who pays for the disk?',
    ]
    await everybody(async (page, i) => {
      // Two of them move the same thing.
      const node = page.getByLabel(labels[i % labels.length] ?? '', { exact: true })
      await node.focus()
      await page.keyboard.press('Enter')
      await page.keyboard.press('Escape')
      await node.focus()
      await page.keyboard.press(' ')
      for (let step = 0; step < 15; step++) {
        await page.keyboard.press(i % 2 === 0 ? 'ArrowRight' : 'ArrowDown')
        await page.waitForTimeout(keyMs)
      }
    })
    await agree()
    const places = await everybody((page) =>
      page
        .locator('.react-flow__node')
        .evaluateAll((nodes) =>
          nodes.map((node) => `${node.getAttribute('aria-label')} ${(node as HTMLElement).style.transform}`).sort(),
        ),
    )
    for (const place of places) expect(place).toEqual(places[0])
    expect(four.errors()).toEqual([])
  }, 180_000)
})

// What axe finds on a page as it stands.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

interface Violation {
  readonly id: string
  readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[]
}

interface Fault {
  readonly id: string
  readonly target: string
  readonly failureSummary: string
}

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const source = (): string => readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/**
 * One line per fault, and one if the page is wider than the window; empty is good.
 *
 * @param part what is looked at, as a CSS selector: a whole page takes some hundred milliseconds
 */
export async function faults(page: Page, part = 'html'): Promise<readonly string[]> {
  // Parsed by the browser, not by the build: axe asks for a global.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source())
  const found = await page.evaluate(
    async ({ values, part }) => {
      const { axe } = window as unknown as {
        axe: { run(part: string, options: unknown): Promise<{ violations: readonly Violation[] }> }
      }
      const run = async (runOnly: unknown): Promise<readonly Fault[]> => {
        const { violations } = await axe.run(part, { runOnly })
        return violations.flatMap(({ id, nodes }) =>
          nodes.map(({ target, failureSummary = '' }) => ({ id, target: target.join(' '), failureSummary })),
        )
      }
      const faults: Fault[] = []
      for (const fault of await run({ type: 'tag', values })) {
        // A bar at the edge of the window lies over a button only until somebody scrolls.
        if (fault.id === 'target-size') {
          document.querySelector(fault.target)?.scrollIntoView({ block: 'center', behavior: 'instant' })
          const again = await run({ type: 'rule', values: ['target-size'] })
          if (!again.some(({ target }) => target === fault.target)) continue
        }
        faults.push(fault)
      }
      return faults.map(({ id, target, failureSummary }) => `${id}: ${target} ${failureSummary}`)
    },
    { values: tags, part },
  )
  // Nothing is cut off, and nobody scrolls sideways to read.
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  return overflow > 0 ? [...found, `wider than the window by ${overflow} pixels`] : found
}

/** Each theme and each width once: colours come from the theme alone, places from the width. */
const looks = [
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 390 },
] as const

/**
 * What axe finds on the page in each theme and at each width, without those in which it finds nothing: `{}` is good.
 *
 * @param part what is looked at, as for {@link faults}
 */
export async function faultsInEveryLook(page: Page, part?: string): Promise<Record<string, readonly string[]>> {
  const found: Record<string, readonly string[]> = {}
  const before = page.viewportSize()
  for (const { colorScheme, width } of looks) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.setViewportSize({ width, height: 820 })
    // Laid out and painted once before anybody measures.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
    const lines = await faults(page, part)
    if (lines.length > 0) found[`${colorScheme}, ${width} pixels wide`] = lines
  }
  if (before !== null) await page.setViewportSize(before)
  await page.emulateMedia({ colorScheme: null, reducedMotion: null })
  return found
}

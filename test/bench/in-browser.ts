// What a person waits for in the page: the first row, the first key, and every frame while typing or moving a map.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { openNodeNotebook, startCamp } from '../../src/open-notebook.node.ts'
import { hasChromium, launchChromium, openProfile } from '../support/chromium.ts'
import { runCli, startServer } from '../support/cli.ts'
import { fillCamp } from './camp.ts'
import { type BenchRow, median } from './row.ts'

const noteBytes = 50_000
const mapNodes = 200
const keyMs = 100
const keys = 50
/** A frame that takes longer is felt. */
const longestFrameMs = 50

export async function benchInBrowser(): Promise<BenchRow[]> {
  if (!hasChromium) return []
  const browser = await launchChromium()
  try {
    const rows: BenchRow[] = []
    for (const topics of [56, 1000]) rows.push(...(await benchOpening(browser, topics)))
    rows.push(...(await benchSearch(browser)))
    return [...rows, ...(await benchFrames(browser))]
  } finally {
    await browser.close()
  }
}

async function campOf(topics: number): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'divelog-bench-web-'))
  await startCamp(home, { name: 'Bench' })
  const opened = await openNodeNotebook({ home, command: 'bench' })
  await fillCamp(opened.notebook, topics)
  await opened.notebook.commit()
  await opened.stop()
  return home
}

async function joinAt(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await page.getByLabel('Your name').fill('Ana')
  await page.getByRole('button', { name: 'Continue with Bench' }).click()
}

/** From the start of the navigation to the first row, and from the press on a topic's outcome to the first key shown. */
async function benchOpening(browser: Browser, topics: number): Promise<BenchRow[]> {
  const home = await campOf(topics)
  const server = await startServer(home)
  const rows: BenchRow[] = []
  for (const [how, serviceWorkers] of [
    ['cold', 'block'],
    ['from the service worker', 'allow'],
  ] as const) {
    const { page, context } = await openProfile(browser, { serviceWorkers })
    await page.addInitScript(() => {
      new MutationObserver((_, observer) => {
        if (document.querySelector('table.topics tbody a') === null) return
        observer.disconnect()
        Object.assign(window, { firstRowAt: performance.now() })
      }).observe(document, { childList: true, subtree: true })
    })
    await joinAt(page, server.url)
    await page.getByText(`${topics} topics`, { exact: true }).waitFor({ timeout: 120_000 })
    if (how === 'cold')
      await (await context.newCDPSession(page)).send('Network.setCacheDisabled', { cacheDisabled: true })
    else await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    const [first, typing]: [number[], number[]] = [[], []]
    for (let round = 0; round < 3; round++) {
      await page.goto(`${server.url}#/catalog`)
      await page.reload()
      await page.locator('table.topics tbody a').first().waitFor()
      first.push(await page.evaluate(() => (window as unknown as { firstRowAt: number }).firstRowAt))
      await page.locator('table.topics tbody a').first().click()
      await page.getByLabel('Title', { exact: true }).waitFor()
      const outcome = page.url().replace('#/topic/', '#/outcome/')
      const start = performance.now()
      await page.goto(outcome)
      const editor = page.getByLabel('Outcome document', { exact: true })
      await editor.click()
      await page.keyboard.insertText('§')
      await page.getByText('§').first().waitFor()
      typing.push(performance.now() - start)
      await page.keyboard.press('Backspace')
    }
    rows.push({ what: `${topics} topics, first row, ${how}`, value: median(first), unit: 'ms' })
    rows.push({ what: `${topics} topics, from the press to the first key, ${how}`, value: median(typing), unit: 'ms' })
    await context.close()
  }
  await server.kill()
  await rm(home, { recursive: true })
  return rows
}

/** What a key in the search field waits for the index, by the page's own clock, typed letter by letter. */
export async function benchSearch(browser: Browser): Promise<BenchRow[]> {
  const topics = 1000
  const home = await campOf(topics)
  const server = await startServer(home)
  const { page, context } = await openProfile(browser)
  await joinAt(page, server.url)
  await page.getByText(`${topics} topics`, { exact: true }).waitFor({ timeout: 120_000 })
  const field = page.getByLabel('Search topics')
  // Filled once, and kept for the next start: that one is measured.
  await field.fill('notebook')
  await page.waitForFunction(
    async (count) => {
      const name = (await indexedDB.databases())
        .map((db) => db.name ?? '')
        .find((db) => db.startsWith('divelog-search-'))
      if (name === undefined) return false
      const request = indexedDB.open(name)
      await new Promise((done) => request.addEventListener('success', done))
      const all = request.result.transaction('indexes').objectStore('indexes').getAll()
      await new Promise((done) => all.addEventListener('success', done))
      request.result.close()
      return all.result[0]?.known.size === count
    },
    topics,
    { timeout: 120_000 },
  )
  await page.reload()
  await field.click()
  for (const query of ['offline', 'notes merge', 'laptop radio', 'nothing-like-this']) {
    await field.fill('')
    await field.pressSequentially(query, { delay: 80 })
  }
  await page.waitForTimeout(1_000)
  const times = await page.evaluate(() => performance.getEntriesByName('search').map(({ duration }) => duration))
  await context.close()
  await server.kill()
  await rm(home, { recursive: true })
  const goal = { name: 'the goal', value: 16 }
  return [
    {
      what: `search in ${topics} topics, median of ${times.length} keys`,
      value: median(times),
      unit: 'ms',
      baseline: goal,
    },
    { what: `search in ${topics} topics, slowest key`, value: Math.max(...times), unit: 'ms', baseline: goal },
  ]
}

/** The longest task of the page's main thread while somebody types in a long note, and while a map is moved. */
export async function benchFrames(browser: Browser): Promise<BenchRow[]> {
  const home = await campOf(1)
  const paragraph = 'The radio drops out and everybody goes on writing, because nothing waits for it. '
  const note = `## Problem\n\n${`${paragraph.repeat(6)}\n\n`.repeat(Math.ceil(noteBytes / (paragraph.length * 6)))}`
  const canvas = {
    nodes: Array.from({ length: mapNodes }, (_, i) => ({
      ...{ id: `n${i}`, type: 'text', text: `Thing ${i}`, width: 220, height: 80 },
      x: (i % 20) * 260,
      y: Math.floor(i / 20) * 150,
    })),
    edges: Array.from({ length: mapNodes - 1 }, (_, i) => ({
      id: `e${i}`,
      fromNode: `n${i >> 1}`,
      toNode: `n${i + 1}`,
    })),
  }
  await writeFile(join(home, 'note.md'), note)
  await writeFile(join(home, 'map.canvas'), JSON.stringify(canvas))
  await runCli(home, ['new', 'Long', '--number', '0'])
  await runCli(home, ['write', 'Long', '--outcome', join(home, 'note.md'), '--map', join(home, 'map.canvas')])
  const server = await startServer(home)
  const { page } = await openProfile(browser)
  await joinAt(page, server.url)
  await page.getByRole('link', { name: 'Long' }).click({ timeout: 60_000 })
  await page.getByLabel('Title', { exact: true }).waitFor()
  await page.goto(page.url().replace('#/topic/', '#/outcome/'))
  const editor = page.getByLabel('Outcome document', { exact: true })
  await editor.click()
  await page.waitForTimeout(3_000)
  const typing = await longestTask(page, () => page.keyboard.type('x'.repeat(keys), { delay: keyMs }))
  await page.getByRole('button', { name: /^Map/ }).click()
  await page.getByLabel('Concept: Thing 0', { exact: true }).waitFor()
  await page.waitForTimeout(3_000)
  const node = page.getByLabel('Concept: Thing 0', { exact: true })
  await node.focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await node.focus()
  await page.keyboard.press(' ')
  await page.waitForTimeout(500)
  const moving = await longestTask(page, async () => {
    for (let i = 0; i < keys; i++) {
      await page.keyboard.press('ArrowRight')
      await page.waitForTimeout(keyMs)
    }
  })
  const dragging = await longestTask(page, () => dragCanvas(page))
  await server.kill()
  await rm(home, { recursive: true })
  const goal = { name: 'the goal', value: longestFrameMs }
  return [
    { what: `longest task, 10 keys a second in ${noteBytes / 1000} kB`, value: typing, unit: 'ms', baseline: goal },
    { what: `longest task, moving in a map of ${mapNodes}`, value: moving, unit: 'ms', baseline: goal },
    { what: '  and dragging it about with the pointer', value: dragging, unit: 'ms', baseline: goal },
  ]
}

async function dragCanvas(page: Page): Promise<void> {
  const box = await page.getByRole('region', { name: 'Map', exact: true }).boundingBox()
  if (box === null) throw new Error('no map to drag')
  const [x, y] = [box.x + box.width - 40, box.y + 40]
  await page.mouse.move(x, y)
  await page.mouse.down()
  for (let i = 0; i < keys; i++) {
    await page.mouse.move(x - i * 5, y + i * 3)
    await page.waitForTimeout(16)
  }
  await page.mouse.up()
}

/** Milliseconds of the longest long-task entry; the browser tells of none under 50 ms, which counts as 0. */
async function longestTask(page: Page, act: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    const seen: number[] = []
    Object.assign(window, { longTasks: seen })
    new PerformanceObserver((list) => seen.push(...list.getEntries().map((entry) => entry.duration))).observe({
      type: 'longtask',
    })
  })
  await act()
  await page.waitForTimeout(1_000)
  return page.evaluate(() => Math.max(0, ...(window as unknown as { longTasks: number[] }).longTasks))
}

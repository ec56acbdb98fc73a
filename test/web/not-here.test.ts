import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { faults } from '../support/axe.ts'
import { type CampPages, startCampPages } from '../support/camp-pages.ts'
import { hasChromium, type Profile } from '../support/chromium.ts'
import { runCli } from '../support/cli.ts'

let camp: CampPages
let ana: Profile

beforeAll(async () => {
  if (!hasChromium) return
  camp = await startCampPages([['new', 'Known by name', '--number', '1']])
  ana = await camp.join('Ana', 'Known by name')
})

afterAll(() => camp?.stop())

const patience = { timeout: 60_000 }

/** Takes what is stored of the topic away, all but its line in the catalog; resolves with the way to bring it back. */
const takeBody = (page: Page) =>
  page.evaluateHandle(async () => {
    const names = (await indexedDB.databases()).map(({ name }) => name ?? '')
    const request = indexedDB.open(names.find((name) => /^divelog-b/.test(name)) ?? '')
    await new Promise((done) => request.addEventListener('success', done))
    const store = (name: string) => request.result.transaction(name, 'readwrite').objectStore(name)
    const read = (name: string) => {
      const all = store(name).getAll()
      return new Promise<Record<string, unknown>[]>((done) => all.addEventListener('success', () => done(all.result)))
    }
    const topics = await read('topics')
    store('topics').clear()
    return {
      bringBack: async () => {
        const back = store('topics')
        for (const topic of topics) back.put(topic)
        await new Promise((done) => back.transaction.addEventListener('complete', done))
      },
    }
  })

describe.skipIf(!hasChromium)('a topic that is known by its name alone', () => {
  it('says so on every screen, has nothing to write in, and opens by itself when the rest comes', async () => {
    const { page, errors } = ana
    await page.getByRole('table').getByRole('link', { name: 'Known by name' }).click()
    await page.getByLabel('Goal', { exact: true }).waitFor(patience)
    const [start = '', id = ''] = page.url().split('#/topic/')
    await page.getByRole('link', { name: 'People' }).click()
    await page.getByRole('heading', { name: 'People' }).waitFor()
    const taken = await takeBody(page)
    for (const screen of ['topic', 'outcome', 'slide']) {
      await page.goto(`${start}#/${screen}/${id}`)
      await page.getByRole('heading', { name: '“Known by name” is not here yet' }).waitFor(patience)
      expect(await page.getByRole('textbox').count()).toBe(0)
      expect(await faults(page)).toEqual([])
    }
    await page.goto(`${start}#/topic/${id}`)
    await page.getByRole('heading', { name: '“Known by name” is not here yet' }).waitFor()
    await taken.evaluate(({ bringBack }) => bringBack())
    await runCli(camp.home, ['write', '1', '--outcome', '-'], 'The rest has come.')
    await page.getByLabel('Goal', { exact: true }).waitFor(patience)
    expect(errors).toEqual([])
  }, 180_000)
})

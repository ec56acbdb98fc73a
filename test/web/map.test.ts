import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CampPages, startCampPages } from '../support/camp-pages.ts'
import { hasChromium, type Profile } from '../support/chromium.ts'

let camp: CampPages
let ana: Profile
let bo: Profile

beforeAll(async () => {
  if (!hasChromium) return
  camp = await startCampPages([
    ['new', 'Mapped topic', '--number', '1'],
    ['new', 'Other topic', '--number', '2'],
  ])
  ana = await camp.join('Ana', 'Mapped topic')
  bo = await camp.join('Bo', 'Mapped topic')
  for (const { page } of [ana, bo]) await openMap(page, 'Mapped topic')
})
afterAll(() => camp?.stop())

async function openMap(page: Page, title: string): Promise<void> {
  await page.goto(`${camp.server.url}#/catalog`)
  await page.getByRole('table').getByRole('link', { name: title }).click()
  const address = page.url().replace('#/topic/', '#/outcome/')
  await page.goto(address)
  await page.getByRole('button', { name: /^Map/ }).click()
  await canvas(page).waitFor()
}

const canvas = (page: Page) => page.getByRole('region', { name: 'Map', exact: true })
const outline = (page: Page) => page.getByRole('region', { name: 'Outline of the map' })
const node = (page: Page, name: string) => canvas(page).getByLabel(name, { exact: true })
/** The line that was added last has the focus. */
const blank = (page: Page) => outline(page).locator('input:focus[value=""]')
const label = (page: Page) => canvas(page).getByRole('textbox', { name: 'Label' })

describe.skipIf(!hasChromium)('the concept map', () => {
  it('takes things by double click and by N, linked to what is chosen, and others see them', async () => {
    const { page } = ana
    const box = await canvas(page).boundingBox()
    if (box === null) throw new Error('no canvas')
    await page.mouse.dblclick(box.x + 200, box.y + 120)
    await label(page).fill('Trust')
    await page.keyboard.press('Enter')
    await node(page, 'Concept: Trust').waitFor()
    await page.getByLabel('Kind of what is added next').selectOption('Obstacle')
    await node(page, 'Concept: Trust').press('n')
    await label(page).fill('Nobody knows the key')
    await page.keyboard.press('Enter')
    await node(page, 'Obstacle: Nobody knows the key').waitFor()
    await canvas(page).getByLabel('Link from Trust to Nobody knows the key').waitFor({ state: 'attached' })
    await node(bo.page, 'Obstacle: Nobody knows the key').waitFor({ timeout: 20_000 })
    // The list says the same.
    await outline(bo.page).getByRole('textbox', { name: 'Obstacle' }).waitFor()
    await outline(bo.page).getByText('Under Trust').waitFor({ state: 'attached' })
  })

  it('links by dragging from the lower edge, and names the link', async () => {
    const { page } = ana
    await page.getByRole('button', { name: 'Add to the map' }).click()
    await blank(page).fill('Pairing')
    await page.getByRole('button', { name: 'fit view' }).click()
    await node(page, 'Obstacle: Pairing').hover()
    const from = await node(page, 'Obstacle: Nobody knows the key').locator('.source').boundingBox()
    const to = await node(page, 'Obstacle: Pairing').locator('.target').boundingBox()
    if (from === null || to === null) throw new Error('no handles')
    await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2)
    await page.mouse.down()
    await page.mouse.move(to.x + 20, to.y + 20, { steps: 8 })
    await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 4 })
    await page.mouse.up()
    await label(page).fill('solved by')
    await page.keyboard.press('Enter')
    await canvas(page).getByLabel('Link from Nobody knows the key to Pairing: solved by').waitFor({ state: 'attached' })
  })

  it('is zoomed by buttons and wheel, and moved by dragging, and so is what stands on it', async () => {
    const { page } = ana
    const box = await canvas(page).boundingBox()
    if (box === null) throw new Error('no canvas')
    const scale = () =>
      canvas(page)
        .locator('.react-flow__viewport')
        .evaluate((view) => new DOMMatrix(getComputedStyle(view).transform).a)
    const placeOf = async (name: string) => (await node(page, name).boundingBox())?.x ?? 0
    const drag = async (x: number, y: number) => {
      await page.mouse.move(x, y)
      await page.mouse.down()
      await page.mouse.move(x + 30, y, { steps: 4 })
      await page.mouse.move(x + 60, y, { steps: 4 })
      await page.mouse.up()
    }
    const fitted = await scale()
    await page.getByRole('button', { name: 'zoom out' }).click()
    await expect.poll(scale).toBeLessThan(fitted)
    const small = await scale()
    const corner = { x: box.x + box.width - 100, y: box.y + 12 }
    await page.mouse.move(corner.x, corner.y)
    await page.mouse.wheel(0, -100)
    await expect.poll(scale).toBeGreaterThan(small)
    const before = await placeOf('Concept: Trust')
    await drag(corner.x, corner.y)
    await expect.poll(() => placeOf('Concept: Trust')).toBeCloseTo(before + 60, 0)

    const [trust, pairing] = [await node(page, 'Concept: Trust').boundingBox(), await placeOf('Obstacle: Pairing')]
    if (trust === null) throw new Error('no node')
    await drag(trust.x + trust.width / 2, trust.y + trust.height / 2)
    await expect.poll(() => placeOf('Concept: Trust')).toBeGreaterThan(trust.x + 40)
    expect(await placeOf('Obstacle: Pairing')).toBeCloseTo(pairing, 0)
    await page.getByRole('button', { name: 'fit view' }).click()
  })

  it('moves by arrow keys, is removed by Delete with its links, and comes back by undo', async () => {
    const { page } = ana
    const pairing = node(page, 'Obstacle: Pairing')
    const before = await pairing.boundingBox()
    await pairing.press('Enter')
    await page.keyboard.press('Escape')
    await pairing.focus()
    await page.keyboard.press(' ')
    for (let i = 0; i < 6; i++) await page.keyboard.press('ArrowRight')
    await expect.poll(async () => ((await pairing.boundingBox())?.x ?? 0) > (before?.x ?? 0)).toBe(true)
    await pairing.press('Delete')
    await expect.poll(() => pairing.count()).toBe(0)
    await expect.poll(() => node(bo.page, 'Obstacle: Pairing').count(), { timeout: 20_000 }).toBe(0)
    await page.getByRole('button', { name: 'Undo' }).click()
    await pairing.waitFor()
    await canvas(page)
      .getByLabel(/solved by/)
      .first()
      .waitFor({ state: 'attached' })
  })

  it('is written in the outline alone, by keyboard', async () => {
    const { page } = bo
    await page.getByRole('button', { name: 'Outline', exact: true }).press('Enter')
    const pairing = outline(page).getByRole('textbox', { name: 'Obstacle' }).last()
    await expect.poll(() => pairing.inputValue(), { timeout: 20_000 }).toBe('Pairing')
    await pairing.press('Control+Enter')
    await blank(page).fill('Show two words')
    await outline(page).getByRole('button', { name: 'Links of Show two words' }).press('Enter')
    await outline(page).getByLabel('Kind').selectOption('Solution')
    await outline(page).getByLabel('Link to').selectOption('Trust')
    await outline(page).getByRole('button', { name: 'Link', exact: true }).click()
    await outline(page).getByLabel('What links it to Trust').fill('brings')
    await outline(page).getByText('↑ Pairing').waitFor()
    await outline(page).getByRole('button', { name: 'Vote for Show two words, votes: 0' }).press('Enter')
    await node(ana.page, 'Solution: Show two words').waitFor({ timeout: 20_000 })
    await ana.page.getByRole('button', { name: 'Vote for Show two words, votes: 1' }).first().waitFor()
    await page.getByRole('button', { name: 'Canvas', exact: true }).press('Enter')
  })

  it('stands for a topic of the catalog', async () => {
    const { page } = ana
    await page.getByRole('button', { name: 'Add to the map' }).click()
    await blank(page).fill('x')
    await outline(page).getByRole('button', { name: 'Links of x' }).click()
    await outline(page).getByLabel('Kind').selectOption('Related topic')
    await outline(page).getByRole('combobox', { name: 'Topic' }).selectOption({ label: '2 Other topic' })
    await canvas(page).getByRole('link', { name: 'Open the topic Other topic' }).waitFor()
  })

  it('is arranged without overlaps', async () => {
    const { page } = ana
    await page.getByRole('button', { name: 'Arrange' }).click()
    const overlaps = (): Promise<number> =>
      canvas(page)
        .locator('.map-node')
        .evaluateAll((nodes) => {
          const boxes = nodes.map((element) => element.getBoundingClientRect())
          return boxes.filter((a, i) =>
            boxes.some((b, k) => k > i && a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom),
          ).length
        })
    await expect.poll(overlaps).toBe(0)
  })

  it('goes out as JSON Canvas and SVG, and the file opens in another topic', async () => {
    const { page } = ana
    const save = async (name: string): Promise<string> => {
      const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()])
      return readFile(await file.path(), 'utf8')
    }
    expect(await save('Save SVG')).toContain('Nobody knows the key')
    const text = await save('Save .canvas')
    expect(JSON.parse(text).nodes).toHaveLength(5)
    await openMap(page, 'Other topic')
    const file = { name: 'map.canvas', mimeType: 'application/json', buffer: Buffer.from(text) }
    await page.getByLabel('Open .canvas').setInputFiles(file)
    await page.getByText('5 added from map.canvas.').waitFor()
    await node(page, 'Solution: Show two words').waitFor()
    await page.getByLabel('Open .canvas').setInputFiles({ ...file, buffer: Buffer.from('nonsense') })
    await page.getByText(/is no map/).waitFor()
    expect(await canvas(page).locator('.map-node').count()).toBe(5)
  })

  it('takes several by a frame or one by one, moves and removes them together, and links by two presses', async () => {
    const { page } = ana
    const rows = canvas(page).locator('.react-flow__node')
    const chosen = canvas(page).locator('.react-flow__node.selected')
    const frame = canvas(page).locator('.react-flow__nodesselection-rect')
    const places = () => rows.evaluateAll((nodes) => nodes.map((element) => element.getBoundingClientRect().x))
    const movedBy = async (before: readonly number[]) =>
      (await places()).map((x, i) => Math.round(x - (before[i] ?? 0)))
    await page.getByRole('button', { name: 'fit view' }).click()
    const box = await canvas(page).boundingBox()
    if (box === null) throw new Error('no canvas')
    await page.keyboard.down('Shift')
    await page.mouse.move(box.x + 4, box.y + 4)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width - 4, box.y + box.height - 4, { steps: 6 })
    await page.mouse.up()
    await page.keyboard.up('Shift')
    await expect.poll(() => chosen.count()).toBe(5)
    const before = await places()
    const around = await frame.boundingBox()
    if (around === null) throw new Error('no frame')
    const [x, y] = [around.x + around.width / 2, around.y + around.height / 2]
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x + 10, y, { steps: 2 })
    await page.mouse.move(x + 30, y, { steps: 2 })
    await page.mouse.up()
    const dragged = await movedBy(before)
    expect(new Set(dragged).size).toBe(1)
    expect(dragged[0]).toBeGreaterThan(10)
    await frame.press('ArrowRight')
    await expect.poll(async () => (await movedBy(before))[0] ?? 0).toBeGreaterThan(dragged[0] ?? 0)
    await page.keyboard.press('Delete')
    await expect.poll(() => rows.count()).toBe(0)
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => rows.count()).toBe(5)

    await page.getByRole('button', { name: 'fit view' }).click()
    await rows.nth(0).click()
    await rows.nth(1).click({ modifiers: ['ControlOrMeta'] })
    await expect.poll(() => chosen.count()).toBe(2)
    await page.mouse.click(box.x + box.width - 4, box.y + 4)
    await expect.poll(() => chosen.count()).toBe(0)
    const links = canvas(page).locator('.react-flow__edge')
    const count = await links.count()
    await node(page, 'Solution: Show two words').locator('.source').click()
    await node(page, 'Obstacle: Nobody knows the key').locator('.target').click()
    await label(page).fill('needs')
    await page.keyboard.press('Enter')
    await expect.poll(() => links.count()).toBe(count + 1)
  })

  it('has two axes with dots that are placed, moved by keys and voted for', async () => {
    const { page } = bo
    await page.getByRole('button', { name: 'Two axes' }).press('Enter')
    await page.getByLabel('Top', { exact: true }).fill('urgent')
    const add = page.getByRole('button', { name: 'Add a dot' })
    // In sight without scrolling, and the dot is named at once.
    const { y = 0, height = 0 } = (await add.boundingBox()) ?? {}
    expect(y + height).toBeLessThan(page.viewportSize()?.height ?? 0)
    await add.press('Enter')
    await expect
      .poll(() => page.getByRole('textbox', { name: 'Dot' }).evaluate((field) => field === document.activeElement))
      .toBe(true)
    await page.keyboard.insertText('Sync')
    const dot = page.getByRole('button', { name: /^Sync, 50 % to the right, 50 % up/ })
    await dot.press('ArrowUp')
    await page.getByRole('button', { name: /^Sync, 50 % to the right, 52 % up/ }).waitFor()
    await page.getByRole('button', { name: 'Vote for Sync, votes: 0' }).press('Enter')
    await page.getByRole('button', { name: /^Sync, 50 % to the right, 52 % up, votes: 1/ }).waitFor()
    expect([...ana.errors, ...bo.errors]).toEqual([])
  })
})

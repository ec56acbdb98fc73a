import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { faults } from '../support/axe.ts'
import { hasChromium, type Profile } from '../support/chromium.ts'
import { openStage, outcomeText, type Stage } from '../support/outcome-stage.ts'

let stage: Stage
let ana: Profile

beforeAll(async () => {
  if (!hasChromium) return
  stage = await openStage({ Boards: '# Boards\n\n', Phone: '# Phone\n\n' })
  ana = await stage.openOutcome('Ana', 'Boards')
})

afterAll(() => stage?.close())

const patience = { timeout: 60_000 }
const preview = (page: Page) => page.getByRole('region', { name: 'Preview' })

/** A picture of noise, which no format makes small, given to the editor as the browser would. */
async function give(page: Page, way: 'paste' | 'drop', name: string): Promise<void> {
  await outcomeText(page).focus()
  await page.keyboard.press('Control+End')
  await outcomeText(page).evaluate(
    async (editor, [how, fileName]) => {
      const canvas = new OffscreenCanvas(3000, 2400)
      const context = canvas.getContext('2d')
      const noise = context?.createImageData(3000, 2400)
      if (context === null || context === undefined || noise === undefined) throw new Error('no canvas')
      for (let at = 0; at < noise.data.length; at += 65_536) {
        crypto.getRandomValues(noise.data.subarray(at, Math.min(at + 65_536, noise.data.length)))
      }
      context.putImageData(noise, 0, 0)
      const blob = await canvas.convertToBlob({ type: 'image/png' })
      const carried = new DataTransfer()
      carried.items.add(new File([blob], fileName, { type: 'image/png' }))
      const { left, bottom } = editor.getBoundingClientRect()
      const where = { clientX: left + 5, clientY: bottom - 5, bubbles: true, cancelable: true }
      editor.dispatchEvent(
        how === 'paste'
          ? new ClipboardEvent('paste', { clipboardData: carried, bubbles: true, cancelable: true })
          : new DragEvent('drop', { dataTransfer: carried, ...where }),
      )
    },
    [way, name] as const,
  )
}

/** Longer side in pixels of the picture with this name, and where it was loaded from; undefined while it is made anew. */
const measured = (page: Page, name: string) =>
  preview(page)
    .getByRole('img', { name })
    .evaluate(async (image) => {
      if (!(image instanceof HTMLImageElement)) throw new Error('no picture')
      return image.decode().then(
        () => ({ side: Math.max(image.naturalWidth, image.naturalHeight), scheme: new URL(image.src).protocol }),
        () => undefined,
      )
    })

/** Bytes of a file of the topic, as the laptop has it. */
async function bytesOf(name: string): Promise<number> {
  const text = await stage.read('Boards')
  return Number(
    text
      .split('\n')
      .find((line) => line.startsWith(`${name} (`))
      ?.match(/\((\d+) bytes\)/)?.[1] ?? 0,
  )
}

describe.skipIf(!hasChromium)('a photo', () => {
  it.each(['paste', 'drop'] as const)(
    'comes in by %s, shows how far it is, is made smaller, and asks for its caption',
    async (way) => {
      const { page, errors } = ana
      const asked: string[] = []
      page.on('request', (request) => asked.push(request.url()))
      await give(page, way, `${way}d board.png`)
      await page.getByRole('group', { name: `Picture ${way}d board.png` }).waitFor(patience)
      await page.getByText('Write what it shows.').waitFor(patience)
      await outcomeText(page).getByText('What does it show?').waitFor()
      await page.keyboard.type(`Board by ${way}`)
      expect(await outcomeText(page).innerText()).toContain(`![Board by ${way}](files/${way}d%20board.jpg)`)
      expect(await page.getByRole('group', { name: /^Picture/ }).count()).toBe(0)
      await preview(page)
        .getByRole('img', { name: `Board by ${way}` })
        .waitFor()
      await expect.poll(() => measured(page, `Board by ${way}`), patience).toMatchObject({ scheme: 'blob:' })
      const { side = 0 } = (await measured(page, `Board by ${way}`)) ?? {}
      expect(side).toBeGreaterThan(1024)
      expect(side).toBeLessThanOrEqual(2048)
      await expect.poll(() => bytesOf(`${way}d board.jpg`), patience).toBeGreaterThan(0)
      expect(await bytesOf(`${way}d board.jpg`)).toBeLessThanOrEqual(1_000_000)
      expect(asked.filter((url) => /files|\.(jpg|png)/.test(url))).toEqual([])
      expect(errors).toEqual([])
    },
    180_000,
  )

  it('that cannot be kept says so where it would stand, and goes when told', async () => {
    const { page, errors } = ana
    const file = { name: 'huge.heic', mimeType: 'image/heic', buffer: Buffer.alloc(34 * 1024 * 1024) }
    await page.getByLabel('Photo', { exact: true }).setInputFiles(file)
    const notice = page.getByRole('group', { name: 'Picture huge.heic' })
    await notice.getByText(/^huge\.heic was not added:/).waitFor(patience)
    expect(await faults(page)).toEqual([])
    await notice.getByRole('button', { name: 'Take the notice away' }).press('Enter')
    await notice.waitFor({ state: 'detached' })
    expect(await outcomeText(page).innerText()).not.toContain('heic')
    expect(errors).toEqual([])
  }, 120_000)

  it('whose bytes are not here yet says so, and shows when they come', async () => {
    const { page, errors } = ana
    await page.getByRole('button', { name: /^Saved here/ }).waitFor(patience)
    const taken = await page.evaluateHandle(async () => {
      const name = (await indexedDB.databases())
        .map((found) => found.name ?? '')
        .find((known) => /^divelog-b/.test(known))
      const request = indexedDB.open(name ?? '')
      await new Promise((done) => request.addEventListener('success', done))
      const blocks = (mode: IDBTransactionMode) => request.result.transaction('blocks', mode).objectStore('blocks')
      const all = blocks('readonly').getAll()
      await new Promise((done) => all.addEventListener('success', done))
      const large = all.result.filter(({ bytes }) => bytes.byteLength > 50_000)
      const store = blocks('readwrite')
      for (const { key } of large) store.delete(key)
      await new Promise((done) => store.transaction.addEventListener('complete', done))
      return {
        count: large.length,
        giveBack: async () => {
          const back = blocks('readwrite')
          for (const block of large) back.put(block)
          await new Promise((done) => back.transaction.addEventListener('complete', done))
        },
      }
    })
    expect(await taken.evaluate(({ count }) => count)).toBeGreaterThan(2)
    // The preview is made anew with the screen.
    await page.getByRole('link', { name: 'People' }).click()
    await page.getByRole('heading', { name: 'People' }).waitFor()
    await page.goBack()
    await preview(page)
      .getByText(/^Board by paste: this picture is not here yet\./)
      .waitFor(patience)
    expect(await preview(page).getByRole('img', { name: 'Board by paste' }).count()).toBe(0)
    await taken.evaluate(({ giveBack }) => giveBack())
    await outcomeText(page).focus()
    await page.keyboard.press('Control+End')
    await page.keyboard.type('Anything.')
    await preview(page).getByRole('img', { name: 'Board by paste' }).waitFor(patience)
    expect(
      await preview(page)
        .getByText(/not here yet/)
        .count(),
    ).toBe(0)
    expect(errors).toEqual([])
  }, 120_000)

  it('comes from the camera on a phone, in view of the text', async () => {
    const phone = await stage.openOutcome('Bo', 'Phone', {
      viewport: { width: 390, height: 820 },
      hasTouch: true,
      isMobile: true,
    })
    const camera = phone.page.getByLabel('Camera', { exact: true })
    expect(await camera.getAttribute('capture')).toBe('environment')
    expect(await ana.page.getByLabel('Camera', { exact: true }).count()).toBe(0)
    expect(await faults(phone.page)).toEqual([])
    await phone.context.close()
  }, 120_000)
})

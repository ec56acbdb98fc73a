import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CampPages, startCampPages } from '../support/camp-pages.ts'
import { hasChromium, type Profile } from '../support/chromium.ts'

let camp: CampPages
let ana: Profile

beforeAll(async () => {
  if (!hasChromium) return
  camp = await startCampPages([
    ['new', 'Written topic', '--number', '1'],
    ['new', 'Same again', '--number', '2'],
  ])
  ana = await camp.join('Ana', 'Written topic')
})
afterAll(() => camp?.stop())

const editor = () => ana.page.getByLabel('Outcome document', { exact: true })
const text = () => editor().innerText()
const title = (name: string) => ana.page.getByRole('table').getByRole('link', { name })

/** A picture of 4 by 4 pixels, made by the page itself. */
const picture = (): Promise<number[]> =>
  ana.page.evaluate(async () => {
    const canvas = new OffscreenCanvas(4, 4)
    canvas.getContext('2d')?.fillRect(0, 0, 4, 4)
    return [...new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer())]
  })

describe.skipIf(!hasChromium)('the outcome document', () => {
  it('offers a template whose hints are never written, and go when somebody types', async () => {
    const { page } = ana
    await title('Written topic').click()
    await page.goto(page.url().replace('#/topic/', '#/outcome/'))
    await page.getByRole('button', { name: 'Begin with the template' }).click()
    const hint = page.getByText('What does not work today, and for whom?')
    await hint.waitFor()
    await editor().press('Control+Home')
    await page.keyboard.press('End')
    await page.keyboard.insertText('\nNobody can find the notes. They were on one laptop.')
    await expect.poll(() => hint.count()).toBe(0)
    await page.getByRole('button', { name: /^Saved here/ }).waitFor()
    const { typeCli } = await import('../support/cli.ts')
    await expect
      .poll(async () => (await typeCli(camp.home, ['show', '1'])).stdout, { timeout: 20_000 })
      .toContain('Nobody can find the notes.')
    expect((await typeCli(camp.home, ['show', '1'])).stdout).not.toContain('What is there already?')
  })

  it('takes a table from the toolbar', async () => {
    await editor().press('Control+End')
    await ana.page.getByRole('button', { name: 'Table', exact: true }).click()
    await ana.page.keyboard.type('Who')
    await expect.poll(text).toContain('| Who | Notes |')
    await ana.page.getByRole('region', { name: 'Preview' }).getByRole('columnheader', { name: 'Who' }).waitFor()
  })

  it('is searched and replaced in by the usual keys', async () => {
    const { page } = ana
    await editor().press('Control+Home')
    await page.keyboard.press('Control+f')
    await page.getByRole('textbox', { name: 'Find' }).fill('find the notes')
    await page.getByRole('textbox', { name: 'Replace' }).fill('find the minutes')
    await page.getByRole('button', { name: 'replace all' }).click()
    await expect.poll(text).toContain('Nobody can find the minutes.')
    await page.getByRole('textbox', { name: 'Find' }).fill('find the minutes')
    await page.getByRole('textbox', { name: 'Replace' }).fill('find the notes')
    await page.getByRole('button', { name: 'replace all' }).click()
    await expect.poll(text).toContain('Nobody can find the notes.')
    await page.getByRole('textbox', { name: 'Find' }).fill('find the notes')
    await page.getByRole('textbox', { name: 'Find' }).press('Escape')
    await page.getByRole('textbox', { name: 'Find' }).waitFor({ state: 'detached' })
    await page.keyboard.press('F3')
    await expect.poll(() => page.evaluate(() => getSelection()?.toString())).toBe('find the notes')
    await page.keyboard.press('Escape')
  })

  it('takes pasted and dropped pictures, and asks for the caption where it stands', async () => {
    const { page } = ana
    const bytes = await picture()
    await editor().press('Control+End')
    for (const kind of ['paste', 'drop'] as const) {
      await editor().evaluate(
        (element, { kind, bytes }) => {
          const data = new DataTransfer()
          data.items.add(new File([new Uint8Array(bytes)], `${kind}.png`, { type: 'image/png' }))
          const event =
            kind === 'paste'
              ? new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
              : new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true, clientX: 1, clientY: 1 })
          element.dispatchEvent(event)
        },
        { kind, bytes },
      )
      await expect.poll(text).toContain(`](files/${kind}.png)`)
      await page.getByText('Write what it shows.').waitFor()
      await page.keyboard.type(`The wall, by ${kind}`)
      await expect.poll(text).toContain(`![The wall, by ${kind}](files/${kind}.png)`)
      await page.getByRole('img', { name: `The wall, by ${kind}` }).waitFor()
    }
  })

  it('becomes one slide with picked points, shown one after another, on black or white', async () => {
    const { page } = ana
    await page.getByRole('link', { name: 'Slide' }).click()
    await page.getByText('They were on one laptop.').or(page.getByText('Nobody can find the notes.')).first().waitFor()
    await page.getByRole('button', { name: 'Pick points' }).press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Points of the slide' })
    for (const box of await dialog.getByRole('checkbox', { checked: true }).all()) await box.uncheck()
    await dialog.getByRole('checkbox', { name: 'Nobody can find the notes.' }).check()
    await dialog.getByText('1 of 3 picked').waitFor()
    await dialog.getByRole('button', { name: 'Show these' }).press('Enter')
    const points = page.getByRole('main').getByRole('listitem')
    await expect.poll(() => points.allInnerTexts()).toEqual(['Nobody can find the notes.'])
    await page.keyboard.press('ArrowLeft')
    await expect.poll(() => points.count()).toBe(0)
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => points.count()).toBe(1)
    const ground = () => page.getByRole('main').evaluate((main) => getComputedStyle(main).backgroundColor)
    await page.keyboard.press('b')
    expect(await ground()).toBe('rgb(0, 0, 0)')
    await page.keyboard.press('w')
    expect(await ground()).toBe('rgb(255, 255, 255)')
    await page.keyboard.press('Escape')
    await editor().waitFor()
  })
})

describe.skipIf(!hasChromium)('topics in the catalog', () => {
  it('are filtered by person and outcome, and sorted', async () => {
    const { page } = ana
    await page.goto(`${camp.server.url}#/catalog`)
    await title('Written topic').waitFor()
    await page.getByLabel('Outcome').selectOption('without')
    await expect.poll(() => title('Written topic').count()).toBe(0)
    await page.getByLabel('Outcome').selectOption('any')
    await page.getByLabel('Order').selectOption('title')
    const first = () => page.getByRole('table').getByRole('row').nth(1).innerText()
    await expect.poll(first).toContain('Same again')
    await page.getByLabel('Order').selectOption('updated')
    await expect.poll(first).toContain('Written topic')
    await page.getByLabel('Order').selectOption('number')
  })

  it('are merged without losing a link, and separated again', async () => {
    const { page } = ana
    await title('Same again').click()
    const address = page.url()
    await page.getByLabel('In one line').waitFor()
    await page.getByText('The same as another topic?').click()
    await page.getByLabel('Merge into').selectOption({ label: '1 Written topic' })
    await page.getByRole('button', { name: 'Merge', exact: true }).click()
    await page.getByText('This topic was merged into').waitFor()
    await page.goto(`${camp.server.url}#/catalog`)
    await title('Written topic').waitFor()
    await expect.poll(() => title('Same again').count()).toBe(0)
    await title('Written topic').click()
    await page.getByRole('region', { name: 'Merged into this topic' }).getByRole('link', { name: 'Same again' }).click()
    expect(page.url()).toBe(address)
    await page.getByRole('button', { name: 'Separate again' }).click()
    await page.goto(`${camp.server.url}#/catalog`)
    await title('Same again').waitFor()
    expect(ana.errors).toEqual([])
  })
})

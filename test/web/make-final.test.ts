import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAuthorKey } from '../../src/contributions/author-key.ts'
import { signFinal } from '../../src/index.ts'
import { openNodeNotebook } from '../../src/open-notebook.node.ts'
import { type CampPages, startCampPages } from '../support/camp-pages.ts'
import { hasChromium } from '../support/chromium.ts'
import { runCli, typeCli } from '../support/cli.ts'

let camp: CampPages

/** The document of a topic says whatever anybody writes into it: here, that somebody signed who never did. */
async function writeStrangersName(home: string): Promise<void> {
  const opened = await openNodeNotebook({ home, command: 'test' })
  const id = opened.notebook.findTopic('1')
  const [final] = (await opened.notebook.readTopic(id)).outcome.finals
  const topic = await opened.notebook.openTopic(id)
  signFinal(topic.doc, final?.cid ?? '', (await createAuthorKey()).id, Date.now())
  await topic.close()
  await opened.stop()
}

beforeAll(async () => {
  if (!hasChromium) return
  camp = await startCampPages(
    [
      ['new', 'Boats', '--number', '1'],
      ['new', 'Sails', '--number', '2'],
    ],
    async (home) => {
      await runCli(home, ['write', '1', '--outcome', '-'], 'They sink.\n')
      await runCli(home, ['write', '2', '--outcome', '-'], '## Problem\n\n## Proposal\n\nLarger ones.\n')
      await typeCli(home, ['publish', '1'])
      await writeStrangersName(home)
    },
  )
})

afterAll(() => camp?.stop())

async function openOutcome(page: Page, topic: string): Promise<void> {
  await page.getByRole('table').getByRole('link', { name: topic }).click()
  await page.getByRole('link', { name: 'Continue the outcome' }).click()
}

describe.skipIf(!hasChromium)('making an outcome final', () => {
  it('says what that does and what is open, takes no for an answer, and keeps nobody from it', async () => {
    const { page, context, errors } = await camp.join('Ana', 'Sails')
    await openOutcome(page, 'Sails')
    const opener = page.getByRole('region', { name: 'Finish' }).getByRole('button', { name: 'Make final' })
    const dialog = page.getByRole('dialog', { name: 'Make final?' })
    await opener.press('Enter')
    await dialog.getByText('frozen as they are now, under a CID').waitFor()
    await dialog.getByText('You sign it as Ana.').waitFor()
    await dialog.getByText('Whoever writes on makes a new version').waitFor()
    await dialog.getByText('Nothing under: Problem').waitFor()
    await dialog.getByText('Nobody is notetaker').waitFor()

    // Enter once more by mistake does nothing.
    await page.keyboard.press('Enter')
    await dialog.waitFor()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    expect(await opener.evaluate((element) => element === document.activeElement)).toBe(true)
    await opener.press('Enter')
    await dialog.getByRole('button', { name: 'Not yet' }).press('Enter')
    await dialog.waitFor({ state: 'detached' })
    expect(await page.getByTestId('final-cid').count()).toBe(0)

    await opener.press('Enter')
    await dialog.waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByTestId('final-cid').waitFor()
    await page.getByText('Signed by Ana.').waitFor()
    expect(errors).toEqual([])
    await context.close()
  })

  it('names as signers those whose signature is here, and apart from them whom only the topic names', async () => {
    const { page, context, errors } = await camp.join('Bo', 'Boats')
    await openOutcome(page, 'Boats')
    await page.getByText('Signed by Laptop.').waitFor()
    await page.getByText(/^Not checked: ….*The signature has not come to this device\.$/).waitFor()
    await page.getByRole('link', { name: 'Publish' }).click()
    const card = page.getByRole('article', { name: 'Boats' })
    await card.getByText('Signed by Laptop.').waitFor()
    await card.getByText(/^Not checked: …/).waitFor()
    expect((await typeCli(camp.home, ['show', '1'])).stdout).not.toContain('signed by 2')
    expect(errors).toEqual([])
    await context.close()
  })
})

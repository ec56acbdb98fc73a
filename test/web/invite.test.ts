import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseInvite } from '../../src/domain/invite.ts'
import { shareableAddrs } from '../../src/network/shareable-addrs.ts'
import { pageUrls } from '../../src/server/page-urls.ts'
import { hasChromium, launchChromium, openProfile } from '../support/chromium.ts'
import { type RunningServer, startServer, typeCli } from '../support/cli.ts'

describe('addresses in an invite', () => {
  const direct = '/ip4/192.0.2.7/tcp/4748/p2p/12D3KooWA'
  const relayed = `${direct}/p2p-circuit/p2p/12D3KooWB`

  it('are those that another machine can dial, direct ones first', () => {
    const own = ['/ip4/127.0.0.1/tcp/4748', '/ip6/::1/tcp/4748', '/webrtc/p2p/12D3KooWA', '/dns4/localhost/tcp/1/ws']
    expect(shareableAddrs([...own, relayed, direct, direct])).toEqual([direct, relayed])
  })

  it('are few enough for a QR code', () => {
    const many = Array.from({ length: 40 }, (_, i) => `/ip4/192.0.2.${i}/tcp/4748`)
    expect(shareableAddrs(many)).toEqual(many.slice(0, 6))
  })
})

describe('pages of a server', () => {
  it('are told only where others can open them', () => {
    expect(pageUrls('127.0.0.1', 4747)).toEqual([])
    expect(pageUrls('localhost', 4747)).toEqual([])
    expect(pageUrls('192.0.2.7', 4747)).toEqual(['http://192.0.2.7:4747/'])
    expect(pageUrls('fd00::7', 4747)).toEqual(['http://[fd00::7]:4747/'])
  })
})

describe.skipIf(!hasChromium)('the invite on the People screen', () => {
  let browser: Browser
  let folder = ''
  let server: RunningServer | undefined
  const home = (name: string): string => join(folder, name)

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'divelog-invite-'))
    await typeCli(home('ana'), ['init', 'Test camp', '--as', 'Ana'])
    await typeCli(home('ana'), ['new', 'Known to Ana', '--number', '1'])
    browser = await launchChromium()
  })

  afterAll(async () => {
    await browser?.close()
    await server?.kill()
    if (folder !== '') await rm(folder, { recursive: true })
  })

  async function peopleOf(url: string): Promise<Page> {
    const { page } = await openProfile(browser, { permissions: ['clipboard-read', 'clipboard-write'] })
    await page.goto(url)
    await page.getByLabel('Your name').fill('Ana')
    await page.getByRole('button', { name: 'Continue with Test camp' }).click()
    await page.getByRole('link', { name: 'People' }).click()
    await page.getByText('The link says where this laptop is').waitFor()
    return page
  }

  async function copiedLink(page: Page): Promise<string> {
    await page.getByRole('button', { name: 'Copy invite link' }).click()
    await page.getByRole('button', { name: 'Copied' }).waitFor()
    return page.evaluate(() => navigator.clipboard.readText())
  }

  it('brings another laptop in, and says what the other person must do', async () => {
    server = await startServer(home('ana'))
    const page = await peopleOf(server.url)
    await page.getByText('chooses “Join a camp” and pastes the link').waitFor()
    await page.getByText('divelog serve --host 0.0.0.0').waitFor()
    const link = await copiedLink(page)
    const { addrs } = parseInvite(link)
    expect(server.multiaddrs).toEqual(expect.arrayContaining(addrs.slice(0, 1)))
    expect(addrs.filter((addr) => addr.includes('/127.0.0.1/'))).toEqual([])
    expect((await typeCli(home('bo'), ['join', link, '--as', 'Bo'])).code).toBe(0)
    await typeCli(home('bo'), ['sync', '--for', '8'])
    expect((await typeCli(home('bo'), ['list'])).stdout).toContain('Known to Ana')
    await page.context().close()
    await server.kill()
  })

  it('leads to an address of the laptop where the server listens there', async () => {
    server = await startServer(home('ana'), ['--host', '0.0.0.0'])
    const [elsewhere = ''] = pageUrls('0.0.0.0', Number(new URL(server.url).port))
    const page = await peopleOf(server.url)
    await page.getByText(elsewhere, { exact: true }).waitFor()
    expect(await copiedLink(page)).toMatch(new RegExp(`^${elsewhere.replaceAll(/[.[\]]/g, '\\$&')}#/join/`))
    await page.context().close()
    await server.kill()
  })
})

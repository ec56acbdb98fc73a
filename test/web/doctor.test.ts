import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { base58btc } from 'multiformats/bases/base58'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AuthorId, parseAuthorId } from '../../src/domain/ids.ts'
import type { ConnectedPeer } from '../../src/notebook/ports.ts'
import { summaryOf } from '../../web/doctor/summary.ts'
import { hasChromium, launchChromium, openProfile } from '../support/chromium.ts'
import { type RunningServer, startServer, typeCli } from '../support/cli.ts'

function authorOf(number: number): AuthorId {
  const bytes = new Uint8Array(38)
  bytes.set([0x00, 0x24, 0x08, 0x01, 0x12, 0x20, number])
  return parseAuthorId(base58btc.baseEncode(bytes))
}

const [ana, bo, chi, own] = [authorOf(1), authorOf(2), authorOf(3), authorOf(4)]
const names = {
  owner: (id: AuthorId) =>
    new Map([
      [ana, 'Ana'],
      [bo, 'Bo'],
      [chi, 'Chi'],
    ]).get(id) ?? '?',
  laptop: (id: AuthorId) => `${names.owner(id)}’s laptop`,
}
const peer = (id: AuthorId, via: ConnectedPeer['via'], multiaddr = ''): ConnectedPeer => ({
  id,
  via,
  multiaddr,
  isThisMachine: false,
  inCamp: true,
})
const through = (relay: AuthorId): string => `/ip4/10.0.0.2/tcp/4003/ws/p2p/${relay}/p2p-circuit`

const sentence = (peers: readonly ConnectedPeer[], role: 'leader' | 'follower' = 'leader'): string =>
  summaryOf({
    names,
    nodeOf: { [ana]: bo },
    network: { role, isReady: true, problem: '', peers, ownNodes: [own], pulls: { isHeld: false, running: [] } },
  })

describe('the sentence of the doctor', () => {
  it('counts laptops, and says whose relay carries how many', () => {
    const relayed = [peer(bo, 'relay', through(ana)), peer(chi, 'relay', through(ana))]
    expect(sentence([peer(ana, 'websocket'), ...relayed])).toBe(
      'You are connected to 3 laptops. Two of them through the relay on Ana’s laptop.',
    )
    expect(sentence([peer(ana, 'websocket')])).toBe('You are connected to 1 laptop.')
    expect(sentence(relayed.slice(1))).toBe(
      'You are connected to 1 laptop. It is reached through the relay on Ana’s laptop.',
    )
  })

  it('counts those that this laptop’s own node reaches, a browser and the node beside it as one', () => {
    const node = (reaches: AuthorId[]): ConnectedPeer => ({ ...peer(own, 'websocket'), reaches })
    const through = 'through this laptop’s own node, which passes your work on.'
    expect(sentence([node([ana, bo])])).toBe(`You are connected to 1 laptop ${through}`)
    expect(sentence([node([ana, bo, chi])])).toBe(`You are connected to 2 laptops ${through}`)
    expect(sentence([node([ana]), peer(ana, 'webrtc')])).toBe('You are connected to 1 laptop.')
  })

  it('does not take this laptop’s own node for somebody else', () => {
    expect(sentence([peer(own, 'websocket')])).toBe(
      'You are connected to nobody else of this camp. This laptop’s own node holds a copy.',
    )
    expect(sentence([])).toBe('You are connected to nobody else of this camp.')
  })

  it('tells in a second tab what the tab in charge told it', () => {
    expect(sentence([peer(ana, 'websocket')], 'follower')).toBe(
      'You are connected to 1 laptop. Another tab of this browser is in charge of the network.',
    )
  })
})

describe.skipIf(!hasChromium)('the doctor', () => {
  let browser: Browser
  let home = ''
  let server: RunningServer

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'divelog-doctor-'))
    await typeCli(home, ['init', 'Secret camp', '--as', 'Zoe'])
    await typeCli(home, ['new', 'Hidden topic', '--number', '1'])
    server = await startServer(home)
    browser = await launchChromium()
  })

  afterAll(async () => {
    await browser?.close()
    await server?.kill()
    if (home !== '') await rm(home, { recursive: true })
  })

  async function arrive(name: string) {
    const profile = await openProfile(browser, { permissions: ['clipboard-read', 'clipboard-write'] })
    const { page } = profile
    await page.goto(server.url)
    await page.getByLabel('Your name').fill(name)
    await page.getByRole('button', { name: 'Continue with Secret camp' }).click()
    await page.getByRole('table').getByRole('link', { name: 'Hidden topic' }).waitFor()
    return profile
  }

  const way = (page: Page, name: string) => page.getByRole('region', { name })

  it('tells each way that works, then which one broke, why, and what to try', async () => {
    const [anas, bos] = [await arrive('Ana'), await arrive('Bo')]
    const { page } = anas
    await page.getByRole('banner').getByRole('button', { expanded: false }).click()
    await page.getByRole('link', { name: /Ask the doctor/ }).click()
    await page.getByRole('heading', { level: 1, name: 'Doctor' }).waitFor()
    await page.getByText('You are connected to 1 laptop.').first().waitFor()
    await way(page, 'This laptop’s own node').getByText('Working').waitFor()
    await way(page, 'Relay').getByText('Others reach this browser through this laptop’s own node.').waitFor()
    await way(page, 'Browser to browser').getByText('Connected: Bo.').waitFor()
    await way(page, 'Storage').getByText('Working').waitFor()
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    await page.getByRole('button', { name: 'Look again' }).click()
    await way(page, 'Opening without a network').getByText('Working').waitFor()

    // A second tab has no network of its own: it tells what the first one does instead of calling it broken.
    const tab = await anas.context.newPage()
    await tab.goto(`${server.url}#/doctor`)
    await tab
      .getByText('You are connected to 1 laptop. Another tab of this browser is in charge of the network.')
      .first()
      .waitFor()
    await way(tab, 'Browser to browser').getByText('Connected: Bo.').waitFor()
    expect(await tab.getByText('Not working').count()).toBe(0)
    await tab.close()

    await bos.context.close()
    await server.kill()
    const node = way(page, 'This laptop’s own node')
    await node.getByText('Not working').waitFor()
    await node.getByText('The program that served this page does not answer.').waitFor()
    await node.getByText('Try this: Start it again').waitFor()
    await page.getByText('You are connected to nobody else of this camp.').waitFor()

    await page.getByRole('button', { name: 'Copy report' }).click()
    await page.getByRole('button', { name: 'Copied' }).waitFor()
    const report = await page.evaluate(() => navigator.clipboard.readText())
    expect(report).toContain('This laptop’s own node: does not work. The program that served this page')
    for (const hidden of ['Hidden topic', 'Secret camp', 'Ana', 'Zoe', '127.0.0.1', '#/join/']) {
      expect(report).not.toContain(hidden)
    }
    expect(anas.errors).toEqual([])
  }, 120_000)

  it('says which port of the laptop another program took, and what that means for others', async () => {
    const other = createServer()
    await new Promise<void>((done) => other.listen(0, '0.0.0.0', done))
    const { port } = other.address() as AddressInfo
    const crowded = await mkdtemp(join(tmpdir(), 'divelog-doctor-'))
    await typeCli(crowded, ['init', 'Crowded camp'])
    await writeFile(join(crowded, 'ports.json'), JSON.stringify({ tcp: port, ws: 31_000 + (port % 1_000) }))
    const laptop = await startServer(crowded)
    try {
      const { page, context } = await openProfile(browser)
      await page.goto(laptop.url)
      await page.getByLabel('Your name').fill('Ana')
      await page.getByRole('button', { name: 'Continue with Crowded camp' }).click()
      await page.goto(`${laptop.url}#/doctor`)
      const taken = `Port ${port} is taken by another program: other laptops reach this one on port`
      await way(page, 'Ports of this laptop').getByText(taken).waitFor()
      await way(page, 'This laptop’s own node').getByText('Working').waitFor()
      await context.close()
    } finally {
      await laptop.kill()
      other.close()
      await rm(crowded, { recursive: true })
    }
  }, 60_000)
})

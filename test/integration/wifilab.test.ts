// Two laptops on a flaky venue Wi-Fi that was never told of each other: network namespaces with delay and loss.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { typeCli } from '../support/cli.ts'
import { canRunWifiLab, labWaitMs, openLab, runOn, serveOn, type WifiHost, wifilab } from '../support/wifi-lab.ts'

describe.skipIf(!canRunWifiLab())('on a venue’s Wi-Fi with 100 ms delay and 5 % loss', () => {
  let folder = ''
  const hosts: WifiHost[] = []
  let closeLab = async (): Promise<void> => undefined
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'divelog-wifi-'))
    closeLab = await openLab('--hosts', '2', '--delay', '100', '--loss', '0.05')
  }, labWaitMs + 60_000)
  afterAll(async () => {
    await Promise.allSettled(hosts.map((host) => host.stop()))
    await closeLab()
    await rm(folder, { recursive: true })
  })

  it('two laptops find each other, agree to the byte, and again after the air was cut', async () => {
    const [ana, bo] = [join(folder, 'ana'), join(folder, 'bo')]
    await typeCli(ana, ['init', 'Wi-Fi camp', '--starter', '--as', 'Ana'])
    const link = (await typeCli(ana, ['invite'])).stdout.trim()
    await typeCli(bo, ['join', link, '--as', 'Bo'])
    hosts.push(await serveOn(1, ana), await serveOn(2, bo))
    const catalogs = (): [string, string] => {
      const of = (host: number, home: string): string => JSON.parse(runOn(host, home, 'status', '--json')).catalog
      return [of(1, ana), of(2, bo)]
    }
    const agree = (): Promise<void> =>
      expect
        .poll(
          () => {
            const [a, b] = catalogs()
            return a === b
          },
          { timeout: 60_000, interval: 500 },
        )
        .toBe(true)
    await agree()
    expect(JSON.parse(runOn(2, bo, 'list', '--json'))).toHaveLength(56)

    wifilab('partition', '1/2')
    runOn(1, ana, 'new', 'Written on one side')
    runOn(2, bo, 'new', 'Written on the other')
    expect(catalogs()[0]).not.toBe(catalogs()[1])
    wifilab('heal')
    await agree()
    expect(JSON.parse(runOn(1, ana, 'list', '--json'))).toHaveLength(58)
  }, 180_000)
})

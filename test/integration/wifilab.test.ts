// Two laptops on a flaky venue Wi-Fi that was never told of each other: network namespaces with delay and loss.
import { execFileSync, spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli } from '../support/cli.ts'
import { hasShared, sharedPath } from '../support/shared.ts'

const lab = sharedPath('wifilab/wifilab')
const wifilab = (...args: string[]): string => execFileSync(lab, args, { encoding: 'utf8' })

function canRun(): boolean {
  if (!hasShared('wifilab/wifilab') || process.getuid?.() !== 0) return false
  try {
    accessSync('/dev/net/tun', constants.R_OK | constants.W_OK)
    execFileSync('ip', ['netns', 'list'])
    return true
  } catch {
    return false
  }
}

interface Host {
  stop(): Promise<void>
}

const program = join(import.meta.dirname, '../../src/cli/divelog.ts')

/** `divelog serve` on a host of the lab; resolves when it says it runs. */
async function serveOn(host: number, home: string): Promise<Host> {
  const child = spawn(
    lab,
    [
      'exec',
      String(host),
      '--',
      process.execPath,
      program,
      'serve',
      '--port',
      '0',
      '--no-open',
      '--json',
      '--home',
      home,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, CI: 'true' } },
  )
  const closed = new Promise<void>((done) => child.on('close', () => done()))
  await new Promise<void>((done, fail) => {
    child.stdout.once('data', () => done())
    child.once('close', () => fail(new Error('serve ended before it said anything')))
  })
  return {
    async stop() {
      child.kill('SIGINT')
      await closed
    },
  }
}

/** A command on the host whose server holds the home: it works through that server's loopback. */
function runOn(host: number, home: string, ...args: string[]): string {
  return wifilab('exec', String(host), '--', process.execPath, program, ...args, '--home', home)
}

describe.skipIf(!canRun())('on a venue’s Wi-Fi with 100 ms delay and 5 % loss', () => {
  let folder = ''
  const hosts: Host[] = []
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'divelog-wifi-'))
    wifilab('up', '--hosts', '2', '--delay', '100', '--loss', '0.05')
  })
  afterAll(async () => {
    await Promise.allSettled(hosts.map((host) => host.stop()))
    wifilab('down')
    await rm(folder, { recursive: true })
  })

  it('two laptops find each other, agree to the byte, and again after the air was cut', async () => {
    const [ana, bo] = [join(folder, 'ana'), join(folder, 'bo')]
    await runCli(ana, ['init', 'Wi-Fi camp', '--starter', '--as', 'Ana'])
    const link = (await runCli(ana, ['invite'])).stdout.trim()
    await runCli(bo, ['join', link, '--as', 'Bo'])
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

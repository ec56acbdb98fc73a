// The flaky venue Wi-Fi of the lab: hosts in network namespaces, with delay and loss, each with programs of its own.
import { execFileSync, spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HomeLockedError } from '../../src/domain/errors.ts'
import { type HomeLock, lockHome } from '../../src/storage/home-lock.ts'
import type { ServeInfo } from './cli.ts'
import { hasShared, sharedPath } from './shared.ts'

const lab = sharedPath('wifilab/wifilab')
const program = join(import.meta.dirname, '../../src/cli/divelog.ts')

export const wifilab = (...args: string[]): string => execFileSync(lab, args, { encoding: 'utf8' })

export function canRunWifiLab(): boolean {
  if (!hasShared('wifilab/wifilab') || process.getuid?.() !== 0) return false
  try {
    accessSync('/dev/net/tun', constants.R_OK | constants.W_OK)
    execFileSync('ip', ['netns', 'list'])
    return true
  } catch {
    return false
  }
}

/** How long the tests before may hold the lab, in milliseconds. */
export const labWaitMs = 300_000

/**
 * Hosts on the air, and the way to take them down. There is one lab on a machine, and its hosts have the same names for
 * everybody: who finds it in use waits.
 */
export async function openLab(...args: string[]): Promise<() => Promise<void>> {
  const lock = await lockLab()
  try {
    wifilab('up', ...args)
  } catch (error) {
    await lock.release()
    throw error
  }
  return async () => {
    wifilab('down')
    await lock.release()
  }
}

async function lockLab(): Promise<HomeLock> {
  const until = Date.now() + labWaitMs
  for (;;) {
    try {
      return await lockHome(await labHome(), 'test')
    } catch (error) {
      if (!(error instanceof HomeLockedError) || Date.now() > until) throw error
      await new Promise((done) => setTimeout(done, 250))
    }
  }
}

async function labHome(): Promise<string> {
  const home = join(tmpdir(), 'divelog-wifi-lab')
  await mkdir(home, { recursive: true })
  return home
}

export interface WifiHost {
  readonly info: ServeInfo
  stop(): Promise<void>
}

/** `divelog serve` on a host of the lab; resolves when it says it runs. */
export async function serveOn(host: number, home: string): Promise<WifiHost> {
  const command = [process.execPath, program, 'serve', '--port', '0', '--no-open', '--json', '--home', home]
  const child = spawn(lab, ['exec', String(host), '--', ...command], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, CI: 'true' },
  })
  const closed = new Promise<void>((done) => child.on('close', () => done()))
  const info = await new Promise<ServeInfo>((done, fail) => {
    let text = ''
    child.stdout.on('data', (chunk) => {
      text += chunk
      const end = text.indexOf('\n')
      if (end >= 0) done(JSON.parse(text.slice(0, end)))
    })
    child.once('close', () => fail(new Error('serve ended before it said anything')))
  })
  return {
    info,
    async stop() {
      child.kill('SIGINT')
      const late = setTimeout(() => child.kill('SIGKILL'), 20_000)
      await closed
      clearTimeout(late)
    },
  }
}

/** A command on the host whose server holds the home: it works through that server's loopback. */
export const runOn = (host: number, home: string, ...args: string[]): string =>
  wifilab('exec', String(host), '--', process.execPath, program, ...args, '--home', home)

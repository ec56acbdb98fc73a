// The flaky venue Wi-Fi of the lab: hosts in network namespaces, with delay and loss, each with programs of its own.
import { execFileSync, spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { join } from 'node:path'
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

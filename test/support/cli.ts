// The real program as a child process, with a home of its own.
import { type ChildProcess, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const program = join(import.meta.dirname, '../../src/cli/divelog.ts')

export interface RunResult {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

export function runCli(home: string, args: readonly string[], input?: string): Promise<RunResult> {
  const child = spawn(process.execPath, [program, ...args], { env: { ...process.env, DIVELOG_HOME: home, CI: 'true' } })
  child.stdin.end(input ?? '')
  return collect(child)
}

/**
 * The same in this process, because the program takes longer to start than most commands to run. For what has nothing to
 * do with being a process: standard input, the network, and that an exit code arrives are left to `runCli`.
 */
export async function typeCli(home: string, args: readonly string[]): Promise<RunResult> {
  let stderr = ''
  const stdout: Uint8Array[] = []
  const print = (bytes: Uint8Array): void => {
    stdout.push(Uint8Array.from(bytes))
  }
  // Most who come here for a server type nothing.
  const { main } = await import('../../src/cli/main.ts')
  const code = await main([`--home=${home}`, ...args], {
    isTerminal: false,
    print: (text) => print(Buffer.from(`${text}\n`)),
    printBytes: print,
    warn(text) {
      stderr += `${text}\n`
    },
    progress: () => undefined,
  })
  return { code, stdout: Buffer.concat(stdout).toString(), stderr }
}

function collect(child: ChildProcess): Promise<RunResult> {
  let [stdout, stderr] = ['', '']
  child.stdout?.on('data', (chunk) => {
    stdout += chunk
  })
  child.stderr?.on('data', (chunk) => {
    stderr += chunk
  })
  return new Promise((done) => child.on('close', (code) => done({ code: code ?? -1, stdout, stderr })))
}

export interface ServeInfo {
  readonly url: string
  readonly multiaddrs: readonly string[]
  readonly invite: string | null
  readonly campId: string | null
  readonly author: string | null
}

/** How a program ended. */
export interface Ending {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stderr: string
}

export interface RunningServer extends ServeInfo {
  /** By Ctrl-C. */
  stop(): Promise<Ending>
  kill(): Promise<Ending>
}

/** `divelog serve --json` on any port. */
export async function startServer(home: string, args: readonly string[] = []): Promise<RunningServer> {
  await choosePorts(home)
  const child = spawn(process.execPath, [program, 'serve', '--port', '0', '--no-open', '--json', ...args], {
    env: { ...process.env, DIVELOG_HOME: home, CI: 'true' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stderr = ''
  child.stderr.on('data', (chunk) => {
    stderr += chunk
  })
  const closed = new Promise<Ending>((done) => child.on('close', (code, signal) => done({ code, signal, stderr })))
  const info = await new Promise<ServeInfo>((done, fail) => {
    let text = ''
    child.stdout.on('data', (chunk) => {
      text += chunk
      const end = text.indexOf('\n')
      if (end >= 0) done(JSON.parse(text.slice(0, end)))
    })
    child.on('close', (code) => fail(new Error(`serve ended with ${code}: ${stderr}`)))
  })
  const end = (signal: NodeJS.Signals) => (): Promise<Ending> => {
    child.kill(signal)
    return closed
  }
  return { ...info, stop: end('SIGINT'), kill: end('SIGKILL') }
}

/** Far from the usual ports, for which every server that starts at the same time looks too. */
async function choosePorts(home: string): Promise<void> {
  const file = join(home, 'ports.json')
  if (existsSync(file)) return
  await mkdir(home, { recursive: true, mode: 0o700 })
  await writeFile(file, JSON.stringify({ tcp: randomInt(10_000, 20_000), ws: randomInt(20_000, 30_000) }))
}

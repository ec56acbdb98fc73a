// `divelog serve`, which is also what `divelog` alone does.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { NotFoundError } from '../domain/errors.ts'
import { formatInvite } from '../domain/invite.ts'
import { listenWords } from '../server/listen-words.ts'
import { serve } from '../server/serve.ts'
import { type Command, flag, text } from './command.ts'
import type { HomeRun } from './home-command.ts'
import { UsageError } from './parse-arguments.ts'
import { runInServer } from './run-command.ts'

export const serveDescription = {
  name: 'serve',
  summary: 'Run the notebook: web app, replica, and the door to other laptops',
  usage: '[serve] [--port 4747] [--host 127.0.0.1] [--no-open] [--json]',
  options: {
    port: { type: 'string' },
    host: { type: 'string' },
    'no-open': { type: 'boolean' },
    json: { type: 'boolean' },
  },
  optionHelp: [
    ['--port N', 'port of the web app (4747, or the next free one); 0 for any'],
    ['--host ADDRESS', 'address to serve on (127.0.0.1); 0.0.0.0 also lets phones read at /read/'],
    ['--no-open', 'open no browser'],
    ['--json', 'first line on stdout: {url, multiaddrs, invite, campId, author}; null before there is a camp'],
  ],
  examples: ['divelog', 'divelog serve --no-open --json'],
  minPositionals: 0,
  maxPositionals: 0,
} as const satisfies Omit<Command, 'run'>

/** What a part of the network that will not end may cost the person at the keyboard. */
const goodbyeMs = 8_000

const farewell = 'Stopped; everything is saved.'
/** Every edit was durable before it counted as saved. */
const forcedFarewell = 'Stopped; everything is saved, but a connection would not end and was cut.'

export async function runServe({ args, home, terminal, signal }: HomeRun): Promise<number> {
  const port = portFrom(text(args, 'port'))
  const serving = await serve({
    home,
    host: text(args, 'host') ?? '127.0.0.1',
    webRoot: webRoot(),
    run: runInServer,
    onOpened({ listenTroubles }) {
      for (const trouble of listenTroubles) terminal.warn(listenWords(trouble))
    },
    ...(port === undefined ? {} : { port }),
  })
  const opened = serving.host.current()
  if (flag(args, 'json')) {
    terminal.print(
      JSON.stringify({
        url: serving.url,
        multiaddrs: opened?.network?.multiaddrs() ?? [],
        invite: opened === undefined ? null : formatInvite(opened.invite()),
        campId: opened?.notebook.camp.id ?? null,
        author: opened?.notebook.self ?? null,
      }),
    )
  } else {
    terminal.print(`Divelog runs at ${serving.url}`)
    terminal.print(
      opened === undefined
        ? 'No camp here yet: the page offers to start or join one.'
        : `Camp: ${opened.notebook.camp.name}`,
    )
    terminal.print('Ctrl+C stops it; everything is saved as you type.')
  }
  if (!flag(args, 'no-open') && !flag(args, 'json')) openBrowser(serving.url)
  await new Promise<void>((done) => {
    if (signal.aborted) done()
    signal.addEventListener('abort', () => done(), { once: true })
  })
  terminal.progress('Saving and saying goodbye…')
  const stopped = serving.stop().then(() => true)
  const tooLate = new Promise<boolean>((done) => setTimeout(() => done(false), goodbyeMs).unref())
  terminal.warn((await Promise.race([stopped, tooLate])) ? farewell : forcedFarewell)
  return 0
}

function portFrom(given: string | undefined): number | undefined {
  if (given === undefined) return undefined
  const port = Number(given)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new UsageError(`--port ${given} is no port`, 'serve')
  return port
}

/** The built web app: beside the built program, or built beside the sources. */
function webRoot(): string {
  const here = import.meta.dirname
  const places = [join(here, '..', '..', 'web'), join(here, '..', '..', 'dist', 'web')]
  const found = places.find((place) => existsSync(join(place, 'index.html')) && !existsSync(join(place, 'main.tsx')))
  if (found === undefined) throw new NotFoundError('web app', dirname(places[0] ?? ''), { hint: 'run `npm run build`' })
  return found
}

function openBrowser(url: string): void {
  const { platform, env } = process
  if (env.CI !== undefined || (platform === 'linux' && env.DISPLAY === undefined && env.WAYLAND_DISPLAY === undefined))
    return
  const [command, ...rest] =
    platform === 'darwin' ? ['open'] : platform === 'win32' ? ['cmd', '/c', 'start', ''] : ['xdg-open']
  if (command === undefined) return
  const child = spawn(command, [...rest, url], { stdio: 'ignore', detached: true })
  // Without such a program the address was printed all the same.
  child.on('error', () => undefined)
  child.unref()
}

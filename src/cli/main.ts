// From a command line to an exit code.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from './command.ts'
import { notebookCommands } from './commands.ts'
import { commandHelp, programHelp } from './help.ts'
import type { HomeCommand } from './home-command.ts'
import { homeCommands } from './home-commands.ts'
import { homeDirectory } from './home-directory.ts'
import { parseArguments, UsageError } from './parse-arguments.ts'
import { runCommand } from './run-command.ts'
import { createTerminal, type Terminal } from './terminal.ts'

type AnyCommand = Command | HomeCommand

const commands: readonly AnyCommand[] = [...homeCommands, ...notebookCommands]

/** Resolves with 0 (done), 1 (failed) or 2 (not understood). */
export async function main(argv: readonly string[]): Promise<number> {
  const terminal = createTerminal()
  const stopping = new AbortController()
  const stop = (): void => stopping.abort(new Error('stopped'))
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  try {
    return await dispatch(argv, terminal, stopping.signal)
  } catch (error) {
    return explain(error, terminal, stopping.signal)
  }
}

async function dispatch(argv: readonly string[], terminal: Terminal, signal: AbortSignal): Promise<number> {
  const [first] = argv
  if (first === '--version' || first === '-v') {
    terminal.print(version())
    return 0
  }
  if (first === '--help' || first === '-h' || first === 'help') {
    const command = commands.find((candidate) => candidate.name === argv[1])
    terminal.print(command === undefined ? programHelp(commands.map(withRun)) : commandHelp(withRun(command)))
    return 0
  }
  const { name, rest } = findName(argv)
  const command = findCommand(name)
  const args = parseArguments(withRun(command), rest)
  if (args.help) {
    terminal.print(commandHelp(withRun(command)))
    return 0
  }
  const home = homeDirectory(args.home)
  if ('runAtHome' in command) return command.runAtHome({ args, home, terminal, signal })
  return runCommand({ command, args, argv: withoutHome(rest), home, terminal, signal })
}

/** `--home DIR` may also stand before the command. Without a command, `serve` runs. */
function findName(argv: readonly string[]): { readonly name: string; readonly rest: readonly string[] } {
  const at = argv[0] === '--home' ? 2 : argv[0]?.startsWith('--home=') === true ? 1 : 0
  const name = argv[at]
  if (name === undefined || name.startsWith('-')) return { name: 'serve', rest: argv }
  return { name, rest: [...argv.slice(at + 1), ...argv.slice(0, at)] }
}

/** Help and parsing look at the description only. */
const withRun = (command: AnyCommand): Command => ({ run: async () => 2, ...command })

/** The server that holds the home knows it; the option would only name a path of another process. */
function withoutHome(argv: readonly string[]): string[] {
  const kept: string[] = []
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i] ?? ''
    if (word === '--home') i++
    else if (!word.startsWith('--home=')) kept.push(word)
  }
  return kept
}

function findCommand(name: string): AnyCommand {
  const found = commands.find((command) => command.name === name)
  if (found !== undefined) return found
  const near = commands.find((command) => distance(command.name, name) <= 2)
  throw new UsageError(`no command ${JSON.stringify(name)}${near === undefined ? '' : `; did you mean ${near.name}?`}`)
}

function explain(error: unknown, terminal: Terminal, signal: AbortSignal): number {
  if (signal.aborted) return 1
  if (error instanceof UsageError) {
    const help = error.command === '' ? 'divelog --help' : `divelog ${error.command} --help`
    terminal.warn(`divelog: ${error.message}\nSee \`${help}\`.`)
    return 2
  }
  terminal.warn(`divelog: ${error instanceof Error ? error.message : String(error)}`)
  return 1
}

function version(): string {
  const path = ['../../package.json', '../../../package.json']
    .map((candidate) => join(import.meta.dirname, candidate))
    .map(readIfThere)
    .find((content) => content !== undefined)
  const { version: found } = JSON.parse(path ?? '{"version":"unknown"}')
  return String(found)
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

/** Levenshtein distance, for "did you mean". */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1]
    for (const [j, other] of [...b].entries()) {
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (letter === other ? 0 : 1)))
    }
    row = next
  }
  return row.at(-1) ?? 0
}

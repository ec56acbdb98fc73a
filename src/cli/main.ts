// From a command line to an exit code.
import type { Command } from './command.ts'
import { notebookCommands } from './commands.ts'
import { didYouMean } from './did-you-mean.ts'
import { errorWords } from './error-words.ts'
import { commandHelp, programHelp } from './help.ts'
import type { HomeCommand } from './home-command.ts'
import { homeCommands } from './home-commands.ts'
import { homeDirectory } from './home-directory.ts'
import { parseArguments, UsageError } from './parse-arguments.ts'
import { runCommand } from './run-command.ts'
import { splitCommand, withoutHome } from './split-command.ts'
import { createTerminal, type Terminal } from './terminal.ts'
import { version } from './version.ts'

type AnyCommand = Command | HomeCommand

const commands: readonly AnyCommand[] = [...homeCommands, ...notebookCommands]

/** Resolves with 0 (done), 1 (failed) or 2 (not understood). */
export async function main(argv: readonly string[], terminal: Terminal = createTerminal()): Promise<number> {
  const stopping = new AbortController()
  const stop = (): void => stopping.abort(new Error('stopped'))
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  try {
    return await dispatch(argv, terminal, stopping.signal)
  } catch (error) {
    return explain(error, terminal, stopping.signal)
  } finally {
    process.off('SIGINT', stop)
    process.off('SIGTERM', stop)
  }
}

async function dispatch(argv: readonly string[], terminal: Terminal, signal: AbortSignal): Promise<number> {
  const { name, rest } = splitCommand(argv)
  const words = withoutHome(argv)
  if (name === undefined && (words[0] === '--version' || words[0] === '-v')) {
    terminal.print(version())
    return 0
  }
  if (name === 'help' || (name === undefined && (words[0] === '--help' || words[0] === '-h'))) {
    terminal.print(helpOn(words[1]))
    return 0
  }
  // Without a command, the notebook opens.
  const command = findCommand(name ?? 'serve')
  const args = parseArguments(withRun(command), rest)
  if (args.help) {
    terminal.print(commandHelp(withRun(command)))
    return 0
  }
  const home = homeDirectory(args.home)
  if ('runAtHome' in command) return command.runAtHome({ args, home, terminal, signal })
  return runCommand({ command, args, argv: withoutHome(rest), home, terminal, signal })
}

const helpOn = (name: string | undefined): string =>
  name === undefined ? programHelp(commands.map(withRun)) : commandHelp(withRun(findCommand(name)))

/** Help and parsing look at the description only. */
const withRun = (command: AnyCommand): Command => ({ run: async () => 2, ...command })

function findCommand(name: string): AnyCommand {
  const found = commands.find((command) => command.name === name)
  if (found !== undefined) return found
  const names = commands.map((command) => command.name)
  throw new UsageError(`there is no command ${JSON.stringify(name)}${didYouMean(name, names)}`)
}

function explain(error: unknown, terminal: Terminal, signal: AbortSignal): number {
  if (signal.aborted) return 1
  terminal.warn(errorWords(error))
  return error instanceof UsageError ? 2 : 1
}

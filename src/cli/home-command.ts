// Commands that run before there is an open notebook.
import type { Command } from './command.ts'
import type { ParsedArguments } from './parse-arguments.ts'
import type { Terminal } from './terminal.ts'

export interface HomeRun {
  readonly args: ParsedArguments
  readonly home: string
  readonly terminal: Terminal
  readonly signal: AbortSignal
}

/** A command that runs before there is an open notebook. */
export interface HomeCommand extends Omit<Command, 'run'> {
  runAtHome(run: HomeRun): Promise<number>
}

// The command line, read strictly: what is not understood is said, with the way to help.
import { parseArgs } from 'node:util'
import type { Arguments, Command } from './command.ts'

/** The command line cannot be understood: exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
  /** Name of the command whose help answers it; '' for the program's. */
  readonly command: string

  constructor(message: string, command = '', options?: ErrorOptions) {
    super(message, options)
    this.command = command
  }
}

export interface ParsedArguments extends Arguments {
  readonly help: boolean
  readonly home: string | undefined
}

const common = { help: { type: 'boolean', short: 'h' }, home: { type: 'string' } } as const

/** @throws {UsageError} */
export function parseArguments(command: Command, argv: readonly string[]): ParsedArguments {
  const { values, positionals } = parse(command, argv)
  const { help, home, ...rest } = values as Record<string, ParsedArguments['values'][string]>
  const parsed = { values: rest, positionals, help: help === true, home: typeof home === 'string' ? home : undefined }
  if (parsed.help) return parsed
  if (positionals.length < command.minPositionals) throw new UsageError(`usage: divelog ${command.usage}`, command.name)
  if (positionals.length > command.maxPositionals) {
    throw new UsageError(`unexpected argument ${JSON.stringify(positionals[command.maxPositionals])}`, command.name)
  }
  return parsed
}

function parse(command: Command, argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: { ...common, ...command.options },
      allowPositionals: true,
      strict: true,
    })
  } catch (cause) {
    const message = cause instanceof Error ? (cause.message.split('. ')[0] ?? '') : String(cause)
    throw new UsageError(message, command.name, { cause })
  }
}

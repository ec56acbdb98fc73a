// The command line, read strictly: what is not understood is said, with the way to help.
import { parseArgs } from 'node:util'
import type { Arguments, Command } from './command.ts'
import { didYouMean } from './did-you-mean.ts'

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
  if (positionals.length < command.minPositionals) {
    const what = missing(command, positionals.length)
    throw new UsageError(`${what} is missing\nUsage: divelog ${command.usage}`, command.name)
  }
  if (positionals.length > command.maxPositionals) {
    const extra = JSON.stringify(positionals[command.maxPositionals])
    const hint = command.maxPositionals > 0 ? '; quote words that belong together' : ''
    throw new UsageError(`unexpected argument ${extra}${hint}`, command.name)
  }
  return parsed
}

/** What the usage calls the argument that comes after those given. */
const missing = ({ usage }: Command, given: number): string =>
  (usage.split(' ')[1 + given] ?? 'an argument').replace('…', '')

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
    const unknown = /^Unknown option '(--[^']+)'/.exec(message)?.[1]
    const options = Object.keys({ ...common, ...command.options }).map((name) => `--${name}`)
    throw new UsageError(`${message}${unknown === undefined ? '' : didYouMean(unknown, options)}`, command.name, {
      cause,
    })
  }
}

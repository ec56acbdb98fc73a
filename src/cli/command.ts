// What a command is, and what it may use. A command never knows whether it runs in this process or in the server that
// holds the home: files come in and go out through its context.
import type { ParseArgsOptionsConfig } from 'node:util'
import type { Invite } from '../domain/camp.ts'
import type { CarFile } from './car-file.ts'
import type { ListenTroubles, Network, Notebook, ReplicaStoreView } from './context-types.ts'

export interface InputFile {
  /** Path below what was named on the command line; the plain name for a single file. */
  readonly name: string
  readonly bytes: Uint8Array
}

/** What a command may use that needs no notebook: the files that were named, and the terminal. */
export interface FileContext {
  /** The `.car` file named on the command line, to be read piece by piece. */
  car(path: string): CarFile
  print(text: string): void
  warn(text: string): void
  /** One line that replaces the one before, where somebody watches. */
  progress(text: string): void
  readonly signal: AbortSignal
}

export interface CommandContext extends FileContext {
  readonly notebook: Notebook
  readonly store: ReplicaStoreView
  readonly network?: Network
  /** Addresses that the network wanted to listen at and something else held. */
  readonly listenTroubles: ListenTroubles
  invite(): Invite
  /** The file, or the Markdown files of the folder, named on the command line. */
  input(path: string): readonly InputFile[]
  /** Writes a file on the side of the person who typed the command: whole, or not at all. */
  output(path: string, content: Uint8Array | AsyncIterable<Uint8Array>): Promise<void>
  printBytes(bytes: Uint8Array): void
  readonly isTerminal: boolean
}

export interface Arguments {
  readonly values: Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>
  readonly positionals: readonly string[]
}

export interface Command {
  readonly name: string
  readonly summary: string
  /** Without the program's name. */
  readonly usage: string
  readonly options: ParseArgsOptionsConfig
  /** One line an option, aligned by the help. */
  readonly optionHelp: readonly (readonly [string, string])[]
  readonly examples: readonly string[]
  readonly minPositionals: number
  readonly maxPositionals: number
  /** Opens the network even when no server runs. */
  readonly isOnline?: boolean
  /** Paths on the command line whose content the command reads; `-` is standard input. */
  inputs?(args: Arguments): readonly string[]
  /** Paths on the command line that are `.car` files, of any size. */
  cars?(args: Arguments): readonly string[]
  /** Whether the files that were named are all it needs: then `runOnFiles` answers, and no camp has to be here. */
  isAboutFiles?(args: Arguments): boolean
  runOnFiles?(args: Arguments, context: FileContext): Promise<number>
  /** Resolves with the exit code. */
  run(args: Arguments, context: CommandContext): Promise<number>
}

export const text = (args: Arguments, name: string): string | undefined => {
  const value = args.values[name]
  return typeof value === 'string' ? value : undefined
}

export const texts = (args: Arguments, name: string): readonly string[] => {
  const value = args.values[name]
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}

export const flag = (args: Arguments, name: string): boolean => args.values[name] === true

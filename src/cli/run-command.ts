// Runs a command on the home: here when nobody holds it, else in the process that does.
import { HomeLockedError } from '../domain/errors.ts'
import { openNodeNotebook, readHolder } from '../open-notebook.node.ts'
import type { ServerRun } from '../server/control-api.ts'
import type { ControlEvent, ControlRequest } from '../server/control-messages.ts'
import type { Command, InputFile } from './command.ts'
import { notebookCommands } from './commands.ts'
import { readInput } from './input-files.ts'
import { type ParsedArguments, parseArguments } from './parse-arguments.ts'
import { runRemotely } from './run-remotely.ts'
import type { Terminal } from './terminal.ts'

export interface LocalRun {
  readonly command: Command
  readonly args: ParsedArguments
  readonly argv: readonly string[]
  readonly home: string
  readonly terminal: Terminal
  readonly signal: AbortSignal
}

export async function runCommand(run: LocalRun): Promise<number> {
  const { command, args, argv, home, terminal, signal } = run
  const inputs = new Map<string, readonly InputFile[]>()
  for (const path of command.inputs?.(args) ?? []) inputs.set(path, await readInput(path))
  const holder = await readHolder(home)
  if (holder !== undefined) {
    const { port, token } = holder
    if (port === undefined || token === undefined)
      throw new HomeLockedError(home, `process ${holder.pid} (${holder.command})`)
    const request: ControlRequest = {
      argv: [command.name, ...argv],
      isTerminal: terminal.isTerminal,
      inputs: [...inputs].map(([path, files]) => ({ path, files: files.map(encodeFile) })),
    }
    return runRemotely({ holder: { ...holder, port, token }, request, terminal, signal })
  }
  return runHere(run, inputs)
}

async function runHere(run: LocalRun, inputs: ReadonlyMap<string, readonly InputFile[]>): Promise<number> {
  const { command, args, home, terminal, signal } = run
  const network = { listen: ['/ip4/0.0.0.0/tcp/0'] }
  const opened = await openNodeNotebook({
    home,
    command: `divelog ${command.name}`,
    ...(command.isOnline === true ? { network } : {}),
  })
  try {
    const { notebook, store, invite } = opened
    return await command.run(args, {
      ...terminal,
      notebook,
      store,
      invite,
      ...(opened.network === undefined ? {} : { network: opened.network }),
      input: (path) => inputs.get(path) ?? [],
      signal,
    })
  } finally {
    await opened.stop()
  }
}

/** Runs a command for another process, in the server. */
export const runInServer: ServerRun = async (request, opened, emit, signal) => {
  const [name = '', ...argv] = request.argv
  const command = notebookCommands.find((candidate) => candidate.name === name)
  if (command === undefined) throw new Error(`no command ${name}`)
  const inputs = new Map(request.inputs.map(({ path, files }) => [path, files.map(decodeFile)]))
  const { notebook, store, invite, network } = opened
  const say =
    (kind: 'print' | 'warn' | 'progress') =>
    (text: string): void =>
      emit({ kind, text })
  return command.run(parseArguments(command, argv), {
    notebook,
    store,
    invite,
    ...(network === undefined ? {} : { network }),
    input: (path) => inputs.get(path) ?? [],
    output: async (path, bytes) => emit({ kind: 'output', path, base64: Buffer.from(bytes).toString('base64') }),
    print: say('print'),
    warn: say('warn'),
    progress: say('progress'),
    printBytes: (bytes) =>
      emit({ kind: 'bytes', base64: Buffer.from(bytes).toString('base64') } satisfies ControlEvent),
    isTerminal: request.isTerminal,
    signal,
  })
}

const encodeFile = ({ name, bytes }: InputFile): { name: string; base64: string } => ({
  name,
  base64: Buffer.from(bytes).toString('base64'),
})

const decodeFile = ({ name, base64 }: { readonly name: string; readonly base64: string }): InputFile => ({
  name,
  bytes: new Uint8Array(Buffer.from(base64, 'base64')),
})

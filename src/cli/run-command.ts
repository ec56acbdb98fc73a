// Runs a command on the home: here when nobody holds it, else in the process that does.
import { basename } from 'node:path'
import { HomeLockedError, NotFoundError } from '../domain/errors.ts'
import { openNodeNotebook, readHolder } from '../open-notebook.node.ts'
import type { ServerRun } from '../server/control-api.ts'
import type { ControlEvent, ControlRequest } from '../server/control-messages.ts'
import { type CarFile, openCarFile } from './car-file.ts'
import type { Command, CommandContext, InputFile } from './command.ts'
import { notebookCommands } from './commands.ts'
import { readInput } from './input-files.ts'
import { writeOutput } from './output-file.ts'
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
  return withCars(command.cars?.(args) ?? [], async (cars) => {
    if (command.runOnFiles !== undefined && command.isAboutFiles?.(args) === true)
      return command.runOnFiles(args, { ...terminal, car: readers({ inputs, cars }).car, signal })
    const holder = await readHolder(home)
    if (holder === undefined) return runHere(run, { inputs, cars })
    const { port, token } = holder
    if (port === undefined || token === undefined)
      throw new HomeLockedError(home, `process ${holder.pid} (${holder.command})`)
    const request: ControlRequest = {
      argv: [command.name, ...argv],
      isTerminal: terminal.isTerminal,
      inputs: [...inputs].map(([path, files]) => ({ path, files: files.map(encodeFile) })),
      cars: [...cars].map(([path, { size }]) => ({ path, size })),
    }
    return runRemotely({ holder: { ...holder, port, token }, request, cars: [...cars.values()], terminal, signal })
  })
}

/** The same file named twice is opened once. */
async function withCars<T>(
  paths: readonly string[],
  work: (cars: ReadonlyMap<string, CarFile>) => Promise<T>,
): Promise<T> {
  const cars = new Map<string, CarFile>()
  try {
    for (const path of new Set(paths)) cars.set(path, await openCarFile(path))
    return await work(cars)
  } finally {
    for (const car of cars.values()) await car.close()
  }
}

interface Inputs {
  readonly inputs: ReadonlyMap<string, readonly InputFile[]>
  readonly cars: ReadonlyMap<string, CarFile>
}

function readers({ inputs, cars }: Inputs): Pick<CommandContext, 'input' | 'car'> {
  return {
    input: (path) => inputs.get(path) ?? [],
    car(path) {
      const car = cars.get(path)
      if (car === undefined) throw new NotFoundError('file', path)
      return car
    },
  }
}

async function runHere(run: LocalRun, inputs: Inputs): Promise<number> {
  const { command, args, home, terminal, signal } = run
  const network = { listen: ['/ip4/0.0.0.0/tcp/0'] }
  const opened = await openNodeNotebook({
    home,
    command: `divelog ${command.name}`,
    ...(command.isOnline === true ? { network } : {}),
  })
  try {
    const { notebook, store, listenTroubles, invite } = opened
    return await command.run(args, {
      ...terminal,
      notebook,
      store,
      listenTroubles,
      invite,
      ...(opened.network === undefined ? {} : { network: opened.network }),
      ...readers(inputs),
      output: writeOutput,
      signal,
    })
  } finally {
    await opened.stop()
  }
}

/** Runs a command for another process, in the server. */
export const runInServer: ServerRun = async ({ request, carFiles }, opened, emit, signal) => {
  const [name = '', ...argv] = request.argv
  const command = notebookCommands.find((candidate) => candidate.name === name)
  if (command === undefined) throw new Error(`no command ${name}`)
  const inputs = new Map(request.inputs.map(({ path, files }) => [path, files.map(decodeFile)]))
  const { notebook, store, listenTroubles, invite, network } = opened
  const say =
    (kind: 'print' | 'warn' | 'progress') =>
    (text: string): void =>
      void emit({ kind, text })
  return withCars([...carFiles.values()], (spooled) => {
    const cars = new Map<string, CarFile>()
    for (const [path, place] of carFiles) {
      const car = spooled.get(place)
      if (car !== undefined) cars.set(path, { ...car, name: basename(path) })
    }
    return command.run(parseArguments(command, argv), {
      notebook,
      store,
      listenTroubles,
      invite,
      ...(network === undefined ? {} : { network }),
      ...readers({ inputs, cars }),
      output: (path, content) => emitOutput(emit, path, content),
      print: say('print'),
      warn: say('warn'),
      progress: say('progress'),
      printBytes: (bytes) => void emit({ kind: 'bytes', base64: base64Of(bytes) }),
      isTerminal: request.isTerminal,
      signal,
    })
  })
}

async function emitOutput(
  emit: (event: ControlEvent) => Promise<void>,
  path: string,
  content: Uint8Array | AsyncIterable<Uint8Array>,
): Promise<void> {
  const pieces = content instanceof Uint8Array ? [content] : content
  for await (const piece of pieces) await emit({ kind: 'output', path, base64: base64Of(piece), isLast: false })
  await emit({ kind: 'output', path, base64: '', isLast: true })
}

const base64Of = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')

const encodeFile = ({ name, bytes }: InputFile): { name: string; base64: string } => ({
  name,
  base64: base64Of(bytes),
})

const decodeFile = ({ name, base64 }: { readonly name: string; readonly base64: string }): InputFile => ({
  name,
  bytes: new Uint8Array(Buffer.from(base64, 'base64')),
})

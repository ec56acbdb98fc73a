// Runs a command in the server that holds the home, and does here what the server says.
import { once } from 'node:events'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { resolve, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { HolderInfo } from '../open-notebook.node.ts'
import { type ControlEvent, type ControlRequest, controlPath, tokenHeader } from '../server/control-messages.ts'
import type { CarFile } from './car-file.ts'
import { createOutputFile, type OutputFile } from './output-file.ts'
import { sizeOf } from './size-of.ts'
import type { Terminal } from './terminal.ts'

export interface RemoteRun {
  readonly holder: HolderInfo & { readonly port: number; readonly token: string }
  readonly request: ControlRequest
  /** In the order of the request. */
  readonly cars: readonly CarFile[]
  readonly terminal: Terminal
  readonly signal: AbortSignal
}

/** Resolves with the exit code. */
export async function runRemotely(run: RemoteRun): Promise<number> {
  const { holder, request, terminal } = run
  const response = await send(run)
  if (response.statusCode !== 200) {
    response.destroy()
    throw new Error(`the running notebook (process ${holder.pid}) answered ${response.statusCode}`)
  }
  let code = 1
  let file: OutputFile | undefined
  try {
    for await (const line of lines(response)) {
      const event: ControlEvent = JSON.parse(line)
      if (event.kind === 'exit') code = event.code
      else if (event.kind !== 'output') apply(event, terminal)
      else if (!isAskedFor(event.path, request.argv)) {
        throw new Error(
          `the running notebook (process ${holder.pid}) wanted to write ${event.path}, which nobody asked for`,
        )
      } else {
        file ??= await createOutputFile(event.path)
        await file.write(Buffer.from(event.base64, 'base64'))
        if (!event.isLast) continue
        await file.keep()
        file = undefined
      }
    }
  } finally {
    response.destroy()
    await file?.discard()
  }
  return code
}

/** The line of JSON, then the `.car` files. Resolves with the answer. */
async function send({ holder, request, cars, terminal, signal }: RemoteRun): Promise<IncomingMessage> {
  const line = new TextEncoder().encode(`${JSON.stringify(request)}\n`)
  const total = cars.reduce((sum, car) => sum + car.size, 0)
  async function* body(): AsyncGenerator<Uint8Array> {
    yield line
    let sent = 0
    for (const car of cars) {
      for await (const piece of car.stream()) {
        yield piece
        sent += piece.byteLength
        terminal.progress(`${sizeOf(sent)} of ${sizeOf(total)} given to the running notebook`)
      }
    }
  }
  const post = httpRequest({
    host: '127.0.0.1',
    port: holder.port,
    path: controlPath,
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'content-length': line.byteLength + total,
      [tokenHeader]: holder.token,
    },
    signal,
  })
  const answered = once(post, 'response')
  // A server that refuses answers before it has read all: its answer tells more than the broken pipe that may follow.
  post.on('error', () => undefined)
  const sending = pipeline(body, post).catch((error: unknown) =>
    post.destroy(error instanceof Error ? error : undefined),
  )
  const [response] = await answered
  void sending
  return response
}

/** Files are written only where the person's own command line says. */
function isAskedFor(path: string, argv: readonly string[]): boolean {
  const target = resolve(path)
  const named = argv.slice(1).map((word) => resolve(word.replace(/^--\w+=/, '')))
  return named.some((place) => target === place || target.startsWith(place.endsWith(sep) ? place : place + sep))
}

function apply(event: Exclude<ControlEvent, { kind: 'exit' | 'output' }>, terminal: Terminal): void {
  if (event.kind === 'bytes') terminal.printBytes(Buffer.from(event.base64, 'base64'))
  else terminal[event.kind](event.text)
}

async function* lines(body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let rest = ''
  const decoder = new TextDecoder()
  for await (const chunk of body) {
    rest += decoder.decode(chunk, { stream: true })
    const parts = rest.split('\n')
    rest = parts.pop() ?? ''
    for (const part of parts) if (part !== '') yield part
  }
  if (rest !== '') yield rest
}

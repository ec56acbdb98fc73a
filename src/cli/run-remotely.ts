// Runs a command in the server that holds the home, and does here what the server says.
import { resolve, sep } from 'node:path'
import type { HolderInfo } from '../open-notebook.node.ts'
import { type ControlEvent, type ControlRequest, controlPath, tokenHeader } from '../server/control-messages.ts'
import type { Terminal } from './terminal.ts'

export interface RemoteRun {
  readonly holder: HolderInfo & { readonly port: number; readonly token: string }
  readonly request: ControlRequest
  readonly terminal: Terminal
  readonly signal: AbortSignal
}

/** Resolves with the exit code. */
export async function runRemotely({ holder, request, terminal, signal }: RemoteRun): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${holder.port}${controlPath}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', [tokenHeader]: holder.token },
    body: JSON.stringify(request),
    signal,
  })
  if (!response.ok || response.body === null) {
    throw new Error(`the running notebook (process ${holder.pid}) answered ${response.status}`)
  }
  let code = 1
  for await (const line of lines(response.body)) {
    const event: ControlEvent = JSON.parse(line)
    if (event.kind === 'exit') code = event.code
    else if (event.kind === 'output' && !isAskedFor(event.path, request.argv)) {
      throw new Error(
        `the running notebook (process ${holder.pid}) wanted to write ${event.path}, which nobody asked for`,
      )
    } else await apply(event, terminal)
  }
  return code
}

/** Files are written only where the person's own command line says. */
function isAskedFor(path: string, argv: readonly string[]): boolean {
  const target = resolve(path)
  const named = argv.slice(1).map((word) => resolve(word.replace(/^--\w+=/, '')))
  return named.some((place) => target === place || target.startsWith(place.endsWith(sep) ? place : place + sep))
}

async function apply(event: Exclude<ControlEvent, { kind: 'exit' }>, terminal: Terminal): Promise<void> {
  switch (event.kind) {
    case 'print':
      return terminal.print(event.text)
    case 'warn':
      return terminal.warn(event.text)
    case 'progress':
      return terminal.progress(event.text)
    case 'bytes':
      return terminal.printBytes(Buffer.from(event.base64, 'base64'))
    case 'output':
      return terminal.output(event.path, Buffer.from(event.base64, 'base64'))
  }
}

async function* lines(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
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

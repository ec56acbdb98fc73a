// Lets other commands of the same user work through this server while it holds the home.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import type { OpenNodeNotebook } from '../open-notebook.node.ts'
import { type ControlEvent, type ControlRequest, maxControlBytes, parseControlRequest } from './control-messages.ts'
import { hasToken, isOwnPage } from './request-guard.ts'

/** Runs one command on the open notebook; the program that starts the server gives it. Resolves with the exit code. */
export type ServerRun = (
  request: ControlRequest,
  opened: OpenNodeNotebook,
  emit: (event: ControlEvent) => void,
  signal: AbortSignal,
) => Promise<number>

export interface ControlComponents {
  readonly token: string
  readonly run: ServerRun
  readonly opened: () => OpenNodeNotebook | undefined
}

export async function answerControl(
  { token, run, opened }: ControlComponents,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const notebook = opened()
  if (request.method !== 'POST' || !isOwnPage(request) || !hasToken(request, token)) {
    response.writeHead(403).end()
    return
  }
  if (
    Number(request.headers['content-length'] ?? Number.POSITIVE_INFINITY) > maxControlBytes ||
    notebook === undefined
  ) {
    response.writeHead(notebook === undefined ? 409 : 413).end()
    return
  }
  const parsed = parseControlRequest(await text(request))
  if (parsed === undefined) {
    response.writeHead(400).end()
    return
  }
  response.writeHead(200, { 'content-type': 'application/x-ndjson' })
  const emit = (event: ControlEvent): void => {
    response.write(`${JSON.stringify(event)}\n`)
  }
  const gone = new AbortController()
  response.on('close', () => gone.abort())
  try {
    emit({ kind: 'exit', code: await run(parsed, notebook, emit, gone.signal) })
  } catch (error) {
    emit({ kind: 'warn', text: `divelog: ${error instanceof Error ? error.message : String(error)}` })
    emit({ kind: 'exit', code: error instanceof Error && error.name === 'UsageError' ? 2 : 1 })
  }
  response.end()
}

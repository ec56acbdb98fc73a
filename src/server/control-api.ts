// Lets other commands of the same user work through this server while it holds the home.
import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { OpenNodeNotebook } from '../open-notebook.node.ts'
import { type ControlBody, readControlBody } from './control-body.ts'
import type { ControlEvent } from './control-messages.ts'
import { hasToken, isOwnPage } from './request-guard.ts'

/**
 * Runs one command on the open notebook; the program that starts the server gives it. Resolves with the exit code.
 * `emit` resolves when there is room for more: wait for it with what is large.
 */
export type ServerRun = (
  body: Pick<ControlBody, 'request' | 'carFiles'>,
  opened: OpenNodeNotebook,
  emit: (event: ControlEvent) => Promise<void>,
  signal: AbortSignal,
) => Promise<number>

export interface ControlComponents {
  readonly token: string
  /** Folder for what comes with a request; made when it is needed. */
  readonly incoming: string
  readonly run: ServerRun
  readonly opened: () => OpenNodeNotebook | undefined
}

export async function answerControl(
  { token, incoming, run, opened }: ControlComponents,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const notebook = opened()
  if (request.method !== 'POST' || !isOwnPage(request) || !hasToken(request, token)) {
    response.writeHead(403).end()
    return
  }
  if (notebook === undefined) {
    response.writeHead(409).end()
    return
  }
  const body = await readControlBody(request, incoming)
  if (body === undefined) {
    response.writeHead(400).end()
    return
  }
  response.writeHead(200, { 'content-type': 'application/x-ndjson' })
  const gone = new AbortController()
  response.on('close', () => gone.abort())
  const emit = async (event: ControlEvent): Promise<void> => {
    const isFull = !response.write(`${JSON.stringify(event)}\n`)
    if (isFull && !gone.signal.aborted) await once(response, 'drain', { signal: gone.signal }).catch(() => undefined)
  }
  try {
    await emit({ kind: 'exit', code: await run(body, notebook, emit, gone.signal) })
  } catch (error) {
    await emit({ kind: 'warn', text: `divelog: ${error instanceof Error ? error.message : String(error)}` })
    await emit({ kind: 'exit', code: error instanceof Error && error.name === 'UsageError' ? 2 : 1 })
  } finally {
    await body.dispose()
  }
  response.end()
}

// The catalog as plain HTML, for a phone that can neither run a node nor open a secure page. Nothing secret is in it
// beyond the notes themselves: the network reads it when the server was told to listen beyond this machine, else only
// this machine does.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { InvalidInputError, NotFoundError } from '../domain/errors.ts'
import { isShown } from '../domain/imported-doubles.ts'
import { isCheapMarkdown } from '../domain/markdown/markdown-cost.ts'
import { layOut } from '../domain/markdown/page-layout.ts'
import type { OpenNodeNotebook } from '../open-notebook.node.ts'
import { isOwnPage, namesThisMachine } from './request-guard.ts'

export const readPath = '/read/'

const contentSecurityPolicy = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

export interface ReadComponents {
  readonly opened: OpenNodeNotebook | undefined
  /** Whether the server listens beyond this machine. */
  readonly isPublic: boolean
}

export async function answerRead(
  { opened, isPublic }: ReadComponents,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!(isPublic ? namesThisMachine(request) : isOwnPage(request))) {
    response.writeHead(403).end()
    return
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD' }).end()
    return
  }
  const name = nameIn(request.url ?? '')
  if (opened === undefined || name === undefined) {
    response.writeHead(404).end()
    return
  }
  try {
    const [title, body] = name === '' ? listPage(opened) : await topicPage(opened, name)
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': contentSecurityPolicy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    })
    response.end(request.method === 'HEAD' ? undefined : page(title, body))
  } catch (error) {
    if (!(error instanceof NotFoundError || error instanceof InvalidInputError)) throw error
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('No such topic\n')
  }
}

function listPage({ notebook }: OpenNodeNotebook): [string, string] {
  const shown = notebook.rows().filter(isShown)
  const rows = shown.map((row) => {
    const state = row.hasOutcome ? ' — has an outcome' : ''
    return `<li><a href="${readPath}${row.id}">${escapeHtml(`${row.number} ${row.title}`.trim())}</a> ${escapeHtml(row.tags.join(' '))}${state}<br><small>${escapeHtml(row.summary)}</small></li>`
  })
  return [notebook.camp.name, `<h1>${escapeHtml(notebook.camp.name)}</h1><ul>${rows.join('')}</ul>`]
}

async function topicPage({ notebook }: OpenNodeNotebook, name: string): Promise<[string, string]> {
  const topic = await notebook.readTopic(notebook.findTopic(name))
  const source = layOut({ ...topic, outcome: topic.outcome.document }).text
  // Raw HTML stays escaped and unsafe links are dropped: micromark's defaults.
  const html = isCheapMarkdown(source)
    ? micromark(source, { extensions: [gfm()], htmlExtensions: [gfmHtml()] })
    : `<pre>${escapeHtml(source)}</pre>`
  return [topic.title, `<p><a href="${readPath}">All topics</a></p>${html}`]
}

/** What stands behind `/read/`, or undefined when it is no text. */
function nameIn(url: string): string | undefined {
  try {
    return decodeURIComponent(url.slice(readPath.length).replace(/\?.*$/s, ''))
  } catch (error) {
    if (error instanceof URIError) return undefined
    throw error
  }
}

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title><style>body{font:1.05rem/1.55 system-ui,sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}li{margin:.6rem 0}img{max-width:100%}pre{overflow:auto}</style><body>${body}</body></html>`

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

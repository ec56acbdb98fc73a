// The catalog as plain HTML, for a phone that can neither run a node nor open a secure page. Nothing secret is in it
// beyond the notes themselves, so it answers only when the server was told to listen beyond this machine.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { NotFoundError } from '../domain/errors.ts'
import { formatPage } from '../domain/markdown/format-page.ts'
import type { OpenNodeNotebook } from '../open-notebook.node.ts'

export const readPath = '/read/'

export async function answerRead(
  opened: OpenNodeNotebook | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (opened === undefined) {
    response.writeHead(404).end()
    return
  }
  const name = decodeURIComponent((request.url ?? '').slice(readPath.length))
  try {
    const [title, body] = name === '' ? listPage(opened) : await topicPage(opened, name)
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
      'cache-control': 'no-store',
    })
    response.end(page(title, body))
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('No such topic\n')
  }
}

function listPage({ notebook }: OpenNodeNotebook): [string, string] {
  const rows = notebook.rows().map((row) => {
    const state = row.hasOutcome ? ' — has an outcome' : ''
    return `<li><a href="${readPath}${row.id}">${escapeHtml(`${row.number} ${row.title}`.trim())}</a> ${escapeHtml(row.tags.join(' '))}${state}<br><small>${escapeHtml(row.summary)}</small></li>`
  })
  return [notebook.camp.name, `<h1>${escapeHtml(notebook.camp.name)}</h1><ul>${rows.join('')}</ul>`]
}

async function topicPage({ notebook }: OpenNodeNotebook, name: string): Promise<[string, string]> {
  const topic = await notebook.readTopic(notebook.findTopic(name))
  const source = formatPage({ ...topic, outcome: topic.outcome.document })
  // Raw HTML stays escaped and unsafe links are dropped: micromark's defaults.
  const html = micromark(source, { extensions: [gfm()], htmlExtensions: [gfmHtml()] })
  return [topic.title, `<p><a href="${readPath}">All topics</a></p>${html}`]
}

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title><style>body{font:1.05rem/1.55 system-ui,sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}li{margin:.6rem 0}img{max-width:100%}pre{overflow:auto}</style><body>${body}</body></html>`

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

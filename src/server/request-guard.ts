// Who may ask the server for what. The invite is a secret: it goes only to pages that this server itself served on
// this machine, never to a site that rebinds its name to 127.0.0.1 or posts a form here.
import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { tokenHeader } from './control-messages.ts'

const localHosts = new Set(['localhost', '127.0.0.1', '[::1]'])

/** The request came over loopback, names a loopback host, and was not made by another site's page. */
export function isOwnPage(request: IncomingMessage): boolean {
  const remote = request.socket.remoteAddress ?? ''
  if (!['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(remote)) return false
  const host = hostOf(request.headers.host ?? '')
  if (!localHosts.has(host)) return false
  const { origin } = request.headers
  if (origin !== undefined && new URL(origin).host !== request.headers.host) return false
  const site = request.headers['sec-fetch-site']
  return site === undefined || site === 'same-origin' || site === 'none'
}

export function hasToken(request: IncomingMessage, token: string): boolean {
  const given = request.headers[tokenHeader]
  if (typeof given !== 'string' || given.length !== token.length) return false
  return timingSafeEqual(Buffer.from(given), Buffer.from(token))
}

const hostOf = (header: string): string => header.replace(/:\d+$/, '').toLowerCase()

// Who may ask the server for what. The invite is a secret: it goes only to pages that this server itself served on
// this machine, never to a site that rebinds its name to 127.0.0.1 or posts a form here. The notes as plain HTML may
// go to the local network, but not to such a site either.
import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import { hostname } from 'node:os'
import { tokenHeader } from './control-messages.ts'

const localHosts = new Set(['localhost', '127.0.0.1', '[::1]'])

/** The request came over loopback, names a loopback host, and was not made by another site's page. */
export function isOwnPage(request: IncomingMessage): boolean {
  const remote = request.socket.remoteAddress ?? ''
  if (!['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(remote)) return false
  if (!localHosts.has(hostOf(request))) return false
  const { origin, host } = request.headers
  if (origin !== undefined && origin !== `http://${host}`) return false
  const site = request.headers['sec-fetch-site']
  return site === undefined || site === 'same-origin' || site === 'none'
}

/** The request names this machine by an address or a local name: a name that some site's DNS points here is neither. */
export function namesThisMachine(request: IncomingMessage): boolean {
  const host = hostOf(request)
  if (localHosts.has(host) || isIP(host.replace(/^\[|\]$/g, '')) !== 0) return true
  return host.endsWith('.local') || host === hostname().toLowerCase()
}

export const isLoopback = (address: string): boolean => localHosts.has(address) || address === '::1'

export function hasToken(request: IncomingMessage, token: string): boolean {
  const given = request.headers[tokenHeader]
  if (typeof given !== 'string' || given.length !== token.length) return false
  return timingSafeEqual(Buffer.from(given), Buffer.from(token))
}

const hostOf = ({ headers }: IncomingMessage): string => (headers.host ?? '').replace(/:\d+$/, '').toLowerCase()

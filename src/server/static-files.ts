// Serves the built web app. Hashed assets may be kept for ever, the page itself is asked for anew each time.
import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join, normalize, sep } from 'node:path'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
}

/** Nothing from elsewhere is ever loaded; connections go to laptops, whose addresses nobody knows beforehand. */
const contentSecurityPolicy = [
  "default-src 'self'",
  "img-src 'self' blob: data:",
  "style-src 'self' 'unsafe-inline'",
  'connect-src *',
  "worker-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

export async function answerStatic(root: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD' }).end()
    return
  }
  const pathname = (request.url ?? '/').replace(/[?#].*$/s, '')
  const found = await findFile(root, pathname)
  if (found === undefined) {
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('Not found\n')
    return
  }
  const encoding = await compressed(found.path, request.headers['accept-encoding'] ?? '')
  response.writeHead(200, {
    'content-type': types[extname(found.path)] ?? 'application/octet-stream',
    'cache-control': pathname.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    'content-security-policy': contentSecurityPolicy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'permissions-policy': 'camera=(self), microphone=()',
    vary: 'accept-encoding',
    ...(encoding === undefined ? {} : { 'content-encoding': encoding.name }),
  })
  response.end(request.method === 'HEAD' ? undefined : (encoding?.bytes ?? found.bytes))
}

interface Found {
  readonly path: string
  readonly bytes: Buffer
}

async function findFile(root: string, pathname: string): Promise<Found | undefined> {
  const wanted = normalize(join(root, decode(pathname)))
  if (wanted !== root && !wanted.startsWith(root + sep)) return undefined
  const direct = await load(wanted)
  if (direct !== undefined) return direct
  // The app routes behind the `#`, so only the page itself and what looks like one falls back to it.
  return extname(wanted) === '' ? load(join(root, 'index.html')) : undefined
}

async function load(path: string): Promise<Found | undefined> {
  try {
    return { path, bytes: await readFile(path) }
  } catch (error) {
    if (
      error instanceof Error &&
      'code' in error &&
      ['ENOENT', 'EISDIR', 'ENOTDIR', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE'].includes(String(error.code))
    ) {
      return undefined
    }
    throw error
  }
}

async function compressed(path: string, accepted: string): Promise<{ name: string; bytes: Buffer } | undefined> {
  if (!/\bbr\b/.test(accepted)) return undefined
  const found = await load(`${path}.br`)
  return found === undefined ? undefined : { name: 'br', bytes: found.bytes }
}

function decode(pathname: string): string {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return pathname
  }
}

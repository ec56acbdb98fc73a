// The invite link: everything a newcomer needs, all of it after the `#`, so that no server that serves the page sees it.
//
// #/join/<base64url of canonical CBOR {c: camp id in bytes, k: 32-byte camp key, n: name, a: multiaddrs}>
import * as dagCbor from '@ipld/dag-cbor'
import { base64url } from 'multiformats/bases/base64'
import { CID } from 'multiformats/cid'
import { equals } from 'uint8arrays/equals'
import type { Invite } from './camp.ts'
import { InvalidInputError } from './errors.ts'
import { parseCampId } from './ids.ts'
import { limits } from './limits.ts'

const route = '#/join/'

/** @param base where the web app is served; the default opens nothing by itself and is meant to be pasted */
export function formatInvite(invite: Invite, base = 'divelog:'): string {
  const bytes = dagCbor.encode({
    a: invite.addrs.slice(0, limits.maxInviteAddrs),
    c: CID.parse(invite.campId).bytes,
    k: invite.campKey,
    n: invite.name,
  })
  return `${base}${route}${base64url.baseEncode(bytes)}`
}

/**
 * Reads a link that came by mail, chat or camera: white space, line breaks and angle brackets do not matter.
 *
 * @throws {InvalidInputError} that never repeats the link, because it holds the camp key
 */
export function parseInvite(link: string): Invite {
  if (link.length > limits.maxInviteCharacters * 2) throw bad('is too long')
  const plain = link.replace(/[\s<>"'\u200b\u00ad]/gu, '')
  const code = /#?\/?join\/([\w-]+)=*$/.exec(plain)?.[1] ?? /^[\w-]{80,}$/.exec(plain)?.[0]
  if (code === undefined) throw bad('holds no “#/join/…” part; copy the whole link')
  return parse(decode(code))
}

function decode(code: string): unknown {
  try {
    const bytes = base64url.baseDecode(code)
    const value: unknown = dagCbor.decode(bytes)
    if (equals(dagCbor.encode(value), bytes)) return value
  } catch (cause) {
    throw bad('is damaged or cut off; ask for it again', cause)
  }
  throw bad('is damaged; ask for it again')
}

function parse(value: unknown): Invite {
  if (typeof value !== 'object' || value === null) throw bad('is damaged; ask for it again')
  const { c, k, n, a } = value as Record<string, unknown>
  if (!(c instanceof Uint8Array) || !(k instanceof Uint8Array) || k.byteLength !== 32) {
    throw bad('is damaged or cut off; ask for it again')
  }
  if (typeof n !== 'string' || !Array.isArray(a) || a.length > limits.maxInviteAddrs) throw bad('is damaged')
  const addrs = a.filter((addr): addr is string => typeof addr === 'string')
  return { campId: campIdOf(c), campKey: k, name: n.slice(0, limits.maxDisplayNameCharacters), addrs }
}

function campIdOf(bytes: Uint8Array): Invite['campId'] {
  try {
    return parseCampId(CID.decode(bytes).toString())
  } catch (cause) {
    throw bad('names no camp', cause)
  }
}

const bad = (why: string, cause?: unknown): InvalidInputError =>
  new InvalidInputError('invite link', '(not shown)', why, { cause })

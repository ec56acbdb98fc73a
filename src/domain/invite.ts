// The invite link: everything a newcomer needs, all of it after the `#`, so that no server that serves the page sees it.
//
// #/join/<base64url of canonical CBOR {g: genesis block, k: 32-byte camp key, a: multiaddrs}>
//
// The genesis stands in the link whole, not only its CID: somebody who joins with nobody near must be able to write,
// and a contribution tree starts with the genesis. Camp id and name follow from it.
import * as dagCbor from '@ipld/dag-cbor'
import { sha256 } from '@noble/hashes/sha2.js'
import { base64url } from 'multiformats/bases/base64'
import { CID } from 'multiformats/cid'
import * as Digest from 'multiformats/hashes/digest'
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
    g: invite.genesis,
    k: invite.campKey,
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
  const { g, k, a } = value as Record<string, unknown>
  if (!(g instanceof Uint8Array) || !(k instanceof Uint8Array) || k.byteLength !== 32) {
    throw bad('is damaged or cut off; ask for it again')
  }
  if (!Array.isArray(a) || a.length > limits.maxInviteAddrs || g.byteLength > limits.maxGenesisBytes) {
    throw bad('is damaged; ask for it again')
  }
  const addrs = a.filter((addr): addr is string => typeof addr === 'string')
  return { campId: campIdOf(g), genesis: g, campKey: k, name: nameIn(g), addrs }
}

const sha256Code = 0x12
const rawCode = 0x55

const campIdOf = (genesis: Uint8Array): Invite['campId'] =>
  parseCampId(CID.createV1(rawCode, Digest.create(sha256Code, sha256(genesis))).toString())

/** For the screen that asks whether to join; the signature is checked when joining. */
function nameIn(genesis: Uint8Array): string {
  try {
    const { name } = dagCbor.decode<Record<string, unknown>>(genesis)
    if (typeof name === 'string') return name.slice(0, limits.maxDisplayNameCharacters)
  } catch (cause) {
    throw bad('names no camp', cause)
  }
  throw bad('names no camp')
}

const bad = (why: string, cause?: unknown): InvalidInputError =>
  new InvalidInputError('invite link', '(not shown)', why, { cause })

// An announcement as bytes: canonical CBOR.
//
// | key | value                                                            |
// | --- | ---------------------------------------------------------------- |
// | r   | the IPNS record                                                  |
// | p   | CID of the root that the appends start from; absent without them |
// | a   | list of [topic id, offset in the log, bytes]                     |
import { CID } from 'multiformats/cid'
import { parseHead } from '../contributions/head.ts'
import { decodeCbor, encodeCbor } from '../contributions/strict-cbor.ts'
import { DamagedDataError } from '../domain/errors.ts'
import { isTopicId } from '../domain/ids.ts'
import { limits } from '../domain/limits.ts'
import type { Announcement, LogAppend } from '../notebook/ports.ts'

export function encodeAnnouncement({ head, previousRoot, appends }: Announcement): Uint8Array {
  return encodeCbor({
    r: head.record,
    ...(previousRoot === undefined ? {} : { p: previousRoot.bytes }),
    a: appends.map(({ topicId, offset, bytes }) => [topicId, offset, bytes]),
  })
}

/** Undefined for anything that is no announcement with a valid signature. Never throws for what a stranger sent. */
export async function decodeAnnouncement(bytes: Uint8Array): Promise<Announcement | undefined> {
  try {
    return await parse(decodeCbor(bytes))
  } catch (error) {
    if (error instanceof DamagedDataError) return undefined
    throw error
  }
}

async function parse(value: unknown): Promise<Announcement | undefined> {
  if (typeof value !== 'object' || value === null) return undefined
  const { r: record, p: previous, a: list } = value as Record<string, unknown>
  if (!(record instanceof Uint8Array) || !Array.isArray(list) || list.length > limits.maxAnnouncementBytes / 64) {
    return undefined
  }
  const appends = list.map(parseAppend)
  if (!appends.every((append) => append !== undefined)) return undefined
  const parsed = await parseHead(record)
  if (parsed.kind === 'rejected') return undefined
  if (previous === undefined) return { head: parsed.head, appends }
  return previous instanceof Uint8Array ? { head: parsed.head, previousRoot: cidFrom(previous), appends } : undefined
}

function parseAppend(value: unknown): LogAppend | undefined {
  if (!Array.isArray(value) || value.length !== 3) return undefined
  const [topicId, offset, bytes]: unknown[] = value
  if (typeof topicId !== 'string' || !isTopicId(topicId)) return undefined
  if (typeof offset !== 'number' || !Number.isSafeInteger(offset) || offset < 0) return undefined
  return bytes instanceof Uint8Array ? { topicId, offset, bytes } : undefined
}

export function cidFrom(bytes: Uint8Array): CID {
  try {
    return CID.decode(bytes)
  } catch (cause) {
    throw new DamagedDataError('bad-cbor', 'not a CID', { cause })
  }
}

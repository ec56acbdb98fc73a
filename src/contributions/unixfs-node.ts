// UnixFS nodes from blocks that strangers may have made: decoded with the checks that the plain decoders leave out.
// Spec: https://specs.ipfs.tech/unixfs/
import type { PBLink } from '@ipld/dag-pb'
import { UnixFS } from 'ipfs-unixfs'
import type { CID } from 'multiformats/cid'
import { DamagedDataError } from '../domain/errors.ts'
import { limits } from '../domain/limits.ts'
import { decodeDagPb } from './decode-dag-pb.ts'
import { dagPbCode, rawCode } from './put-block.ts'

export type UnixFSNode =
  | { readonly kind: 'raw'; readonly bytes: Uint8Array }
  | {
      readonly kind: 'file'
      readonly links: readonly PBLink[]
      readonly data: Uint8Array
      readonly sizes: readonly number[]
    }
  | { readonly kind: 'directory'; readonly links: readonly PBLink[] }
  | { readonly kind: 'shard'; readonly links: readonly PBLink[]; readonly fanout: number }

/** As {@link decodeDagPb}: by the very bytes. */
const nodes = new WeakMap<Uint8Array, UnixFSNode>()

/** Do not change what it returns. @throws {DamagedDataError} with reason `not-unixfs` */
export function decodeNode(cid: CID, bytes: Uint8Array): UnixFSNode {
  if (cid.code === rawCode) return { kind: 'raw', bytes }
  if (cid.code !== dagPbCode) throw notUnixFS(cid, `codec 0x${cid.code.toString(16)}`)
  const known = nodes.get(bytes)
  if (known !== undefined) return known
  const node = readNode(cid, bytes)
  nodes.set(bytes, node)
  return node
}

function readNode(cid: CID, bytes: Uint8Array): UnixFSNode {
  const { Links: links, unixfs } = parse(cid, bytes)
  switch (unixfs.type) {
    case 'file':
    case 'raw':
      return { kind: 'file', links, data: unixfs.data ?? new Uint8Array(0), sizes: fileSizes(cid, links, unixfs) }
    case 'directory':
      return { kind: 'directory', links: named(cid, links) }
    case 'hamt-sharded-directory':
      return { kind: 'shard', links: named(cid, links), fanout: checkFanout(cid, unixfs) }
    default:
      throw notUnixFS(cid, `type ${unixfs.type}`)
  }
}

function parse(cid: CID, bytes: Uint8Array): { readonly Links: readonly PBLink[]; readonly unixfs: UnixFS } {
  try {
    const node = decodeDagPb(bytes)
    // Protobuf decodes no bytes as all defaults; UnixFS requires the type to be there.
    if (node.Data === undefined || node.Data.byteLength === 0) throw notUnixFS(cid, 'no data')
    return { Links: node.Links, unixfs: UnixFS.unmarshal(node.Data) }
  } catch (error) {
    if (error instanceof DamagedDataError) throw error
    throw notUnixFS(cid, error instanceof Error ? error.message : String(error), error)
  }
}

function fileSizes(cid: CID, links: readonly PBLink[], unixfs: UnixFS): number[] {
  const sizes = unixfs.blockSizes.map(Number)
  if (sizes.length !== links.length) throw notUnixFS(cid, `${links.length} links but ${sizes.length} block sizes`)
  return sizes
}

function named(cid: CID, links: readonly PBLink[]): readonly PBLink[] {
  const seen = new Set<string>()
  for (const link of links) {
    if (link.Name === undefined) throw notUnixFS(cid, 'a directory link without a name')
    if (seen.has(link.Name)) throw notUnixFS(cid, `two entries named ${JSON.stringify(link.Name)}`)
    seen.add(link.Name)
  }
  return links
}

// A HAMT with fanout 0 or 1 exhausts 512 MB from two blocks: refuse before anything walks it.
function checkFanout(cid: CID, unixfs: UnixFS): number {
  const fanout = Number(unixfs.fanout ?? 0n)
  const isPower = fanout > 0 && Number.isInteger(Math.log2(fanout))
  if (!isPower || fanout < limits.minHamtFanout || fanout > limits.maxHamtFanout) {
    throw notUnixFS(cid, `HAMT fanout ${fanout}`)
  }
  return fanout
}

/** Length of the hexadecimal prefix of names in a shard of this fanout. */
export const shardPrefixLength = (fanout: number): number => (fanout - 1).toString(16).length

const notUnixFS = (cid: CID, why: string, cause?: unknown): DamagedDataError =>
  new DamagedDataError('not-unixfs', `${cid}: ${why}`, { cause })

// How a camp begins: its name and organisers, signed. One raw block of canonical CBOR whose CID is the camp id; every
// contribution tree carries it as the file `genesis.cbor`, so whoever holds one head can prove which camp it is.
//
// | key         | value                                                        |
// | ----------- | ------------------------------------------------------------ |
// | v           | 1                                                            |
// | name        | text, at most 80 characters                                  |
// | organisers  | author ids; the first one signs                              |
// | policy      | 'open-to-invited'                                            |
// | at          | milliseconds since the Unix epoch                            |
// | signature   | Ed25519 over `divelog-genesis-1:` ‖ the CBOR of all the above |
import { CID } from 'multiformats/cid'
import { sha256 } from 'multiformats/hashes/sha2'
import type { Camp } from '../domain/camp.ts'
import { DamagedDataError, InvalidInputError, LimitExceededError } from '../domain/errors.ts'
import type { Block } from '../domain/head.ts'
import { type AuthorId, isAuthorId, parseCampId } from '../domain/ids.ts'
import { limits } from '../domain/limits.ts'
import { type AuthorKey, publicKeyOf } from './author-key.ts'
import { rawCode } from './put-block.ts'
import { decodeCbor, encodeCbor } from './strict-cbor.ts'

/** Name of the genesis in a contribution tree. */
export const genesisFile = 'genesis.cbor'

const label = new TextEncoder().encode('divelog-genesis-1:')

interface Statement {
  readonly v: 1
  readonly name: string
  readonly organisers: readonly AuthorId[]
  readonly policy: 'open-to-invited'
  readonly at: number
}

export interface GenesisInit {
  readonly name: string
  readonly organiser: AuthorKey
  /** Milliseconds since the Unix epoch. */
  readonly startedAt: number
}

export async function createGenesis(init: GenesisInit): Promise<{ readonly camp: Camp; readonly block: Block }> {
  const name = init.name.trim()
  if (name === '' || name.length > limits.maxDisplayNameCharacters) {
    throw new InvalidInputError('camp name', init.name, `needs 1 to ${limits.maxDisplayNameCharacters} characters`)
  }
  const statement: Statement = {
    v: 1,
    name,
    organisers: [init.organiser.id],
    policy: 'open-to-invited',
    at: init.startedAt,
  }
  const privateKey = await init.organiser.privateKey()
  const signature = await privateKey.sign(signedBytes(statement))
  const bytes = encodeCbor({ ...statement, signature })
  const block = { cid: await genesisCid(bytes), bytes }
  return { camp: campOf(block.cid, statement), block }
}

/**
 * The camp that a genesis states.
 *
 * @throws {DamagedDataError} when the bytes, their form or the signature are not right
 * @throws {LimitExceededError} past `maxGenesisBytes`
 */
export async function parseGenesis(bytes: Uint8Array): Promise<Camp> {
  const { statement, signature } = readStatement(bytes)
  const [organiser] = statement.organisers
  if (organiser === undefined) throw new DamagedDataError('bad-genesis', 'no organiser')
  // Loaded here, as `author-key.ts` says.
  const { publicKeyFromRaw } = await import('@libp2p/crypto/keys')
  const key = publicKeyFromRaw(publicKeyOf(organiser))
  if (!(await key.verify(signedBytes(statement), signature))) {
    throw new DamagedDataError('bad-genesis', `the signature is not by ${organiser}`)
  }
  return campOf(await genesisCid(bytes), statement)
}

/**
 * The camp of a genesis that {@link parseGenesis} took before, and that was kept where the author key is kept: its
 * signature is not checked again.
 *
 * @throws {DamagedDataError} when the bytes or their form are not right
 */
export async function readKeptGenesis(bytes: Uint8Array): Promise<Camp> {
  return campOf(await genesisCid(bytes), readStatement(bytes).statement)
}

function readStatement(bytes: Uint8Array): ReturnType<typeof parse> {
  if (bytes.byteLength > limits.maxGenesisBytes) {
    throw new LimitExceededError('maxGenesisBytes', limits.maxGenesisBytes, bytes.byteLength)
  }
  return parse(decodeCbor(bytes))
}

async function genesisCid(bytes: Uint8Array): Promise<CID> {
  return CID.createV1(rawCode, await sha256.digest(bytes))
}

const campOf = (cid: CID, { name, organisers, policy, at }: Statement): Camp => ({
  id: parseCampId(cid.toString()),
  name,
  organisers,
  policy,
  startedAt: at,
})

function signedBytes(statement: Statement): Uint8Array {
  const body = encodeCbor(statement)
  const bytes = new Uint8Array(label.byteLength + body.byteLength)
  bytes.set(label)
  bytes.set(body, label.byteLength)
  return bytes
}

function parse(value: unknown): { readonly statement: Statement; readonly signature: Uint8Array } {
  const bad = (what: string): DamagedDataError => new DamagedDataError('bad-genesis', what)
  if (typeof value !== 'object' || value === null) throw bad('not a map')
  const { v, name, organisers, policy, at, signature, ...rest } = value as Record<string, unknown>
  if (v !== 1) throw bad(`version ${String(v)}`)
  if (typeof name !== 'string' || name === '' || name.length > limits.maxDisplayNameCharacters) throw bad('name')
  if (!Array.isArray(organisers) || organisers.length > 64 || !organisers.every(isAuthor)) throw bad('organisers')
  if (policy !== 'open-to-invited') throw bad(`policy ${String(policy)}; a newer Divelog may know it`)
  if (typeof at !== 'number' || !Number.isSafeInteger(at)) throw bad('time')
  if (!(signature instanceof Uint8Array) || signature.byteLength !== 64) throw bad('signature')
  if (Object.keys(rest).length > 0) throw bad(`unknown fields ${Object.keys(rest).join(', ')}`)
  return { statement: { v: 1, name, organisers, policy, at }, signature }
}

const isAuthor = (value: unknown): value is AuthorId => typeof value === 'string' && isAuthorId(value)

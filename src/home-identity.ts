// What a home in Node keeps beside its store: who writes here, and of which camp it is. Readable by its owner only.
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type AuthorKey, decodeAuthorKey, encodeAuthorKey } from './contributions/author-key.ts'
import type { Invite } from './domain/camp.ts'
import { InvalidInputError, NoCampError } from './domain/errors.ts'
import { formatInvite, parseInvite } from './domain/invite.ts'

export interface HomeIdentity {
  readonly key: AuthorKey
  /** Without addresses: those are told fresh each time. */
  readonly invite: Invite
}

const fileName = 'identity.json'

/** @throws {InvalidInputError} when the home already belongs to a camp */
export async function createIdentity(home: string, identity: HomeIdentity): Promise<void> {
  await mkdir(home, { recursive: true, mode: 0o700 })
  if (await hasIdentity(home)) {
    throw new InvalidInputError('home', home, 'already belongs to a camp; choose another with --home')
  }
  const text = JSON.stringify({
    format: 1,
    key: Buffer.from(encodeAuthorKey(identity.key)).toString('base64'),
    invite: formatInvite({ ...identity.invite, addrs: [] }),
  })
  // Written beside and moved into place: a crash leaves no half key.
  const draft = join(home, `${fileName}.new`)
  await writeFile(draft, `${text}\n`, { mode: 0o600, flush: true })
  await chmod(draft, 0o600)
  await rename(draft, join(home, fileName))
}

/** Takes back what {@link createIdentity} made. */
export const removeIdentity = (home: string): Promise<void> => rm(join(home, fileName), { force: true })

export async function hasIdentity(home: string): Promise<boolean> {
  return (await readText(home)) !== undefined
}

/** @throws {NoCampError} */
export async function loadIdentity(home: string): Promise<HomeIdentity> {
  const text = await readText(home)
  if (text === undefined) throw new NoCampError(home)
  const { key, invite } = JSON.parse(text)
  if (typeof key !== 'string' || typeof invite !== 'string') {
    throw new InvalidInputError('identity file', join(home, fileName), 'is damaged; restore it from a backup')
  }
  return { key: decodeAuthorKey(Buffer.from(key, 'base64')), invite: parseInvite(invite) }
}

async function readText(home: string): Promise<string | undefined> {
  try {
    return await readFile(join(home, fileName), 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

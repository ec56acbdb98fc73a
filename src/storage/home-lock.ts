// One process per home. The lock is a listening socket that the operating system closes when its owner dies, however
// it dies; a file beside it says who that is and how to reach it.

import { createHash } from 'node:crypto'
import { chmod, readFile, rm, writeFile } from 'node:fs/promises'
import { createConnection, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { HomeLockedError } from '../domain/errors.ts'

/** What the holder tells other commands of the same user. */
export interface HolderInfo {
  readonly pid: number
  readonly command: string
  /** Milliseconds since the Unix epoch. */
  readonly since: number
  /** Loopback port of the control server, while there is one. */
  readonly port?: number
  /** Secret that the control server asks for. */
  readonly token?: string
}

export interface HomeLock {
  /** Adds to what others can read. */
  publish(info: Partial<HolderInfo>): Promise<void>
  release(): Promise<void>
}

/** @throws {HomeLockedError} when another process holds `home` */
export async function lockHome(home: string, command: string): Promise<HomeLock> {
  const path = socketPath(home)
  const server = await listen(home, path)
  let info: HolderInfo = { pid: process.pid, command, since: Date.now() }
  const save = async (): Promise<void> => {
    await writeFile(infoPath(home), JSON.stringify(info), { mode: 0o600 })
    await chmod(infoPath(home), 0o600)
  }
  await save()
  return {
    async publish(more) {
      info = { ...info, ...more }
      await save()
    },
    async release() {
      await rm(infoPath(home), { force: true })
      await new Promise<void>((done) => server.close(() => done()))
    },
  }
}

/** Who holds `home`, or undefined when nobody does. */
export async function readHolder(home: string): Promise<HolderInfo | undefined> {
  if (!(await isAlive(socketPath(home)))) return undefined
  try {
    return JSON.parse(await readFile(infoPath(home), 'utf8'))
  } catch {
    // Taken a moment ago and not yet written down.
    return { pid: 0, command: 'another process', since: Date.now() }
  }
}

async function listen(home: string, path: string): Promise<Server> {
  try {
    return await tryListen(path)
  } catch (error) {
    if (!isInUse(error)) throw error
  }
  const holder = await readHolder(home)
  if (holder !== undefined) throw new HomeLockedError(home, describe(holder))
  // Nobody answers: the file is left from a process that was killed.
  await rm(path, { force: true })
  try {
    return await tryListen(path)
  } catch (cause) {
    throw new HomeLockedError(home, 'a process that started at the same moment', { cause })
  }
}

function tryListen(path: string): Promise<Server> {
  return new Promise((done, fail) => {
    const server = createServer((socket) => socket.end())
    server.unref()
    server.once('error', fail)
    server.listen(path, () => done(server))
  })
}

function isAlive(path: string): Promise<boolean> {
  return new Promise((done) => {
    const socket = createConnection(path)
    socket.once('connect', () => {
      socket.destroy()
      done(true)
    })
    socket.once('error', () => done(false))
  })
}

const infoPath = (home: string): string => join(home, 'holder.json')

// Socket paths may have some 100 bytes at most, homes may be deeper: the name is a digest in the temporary directory.
function socketPath(home: string): string {
  const digest = createHash('sha256').update(resolve(home)).digest('hex').slice(0, 24)
  return process.platform === 'win32' ? `\\\\.\\pipe\\divelog-${digest}` : join(tmpdir(), `divelog-${digest}.sock`)
}

const isInUse = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'

const describe = (holder: HolderInfo): string =>
  `${holder.command} (process ${holder.pid}, since ${new Date(holder.since).toISOString()})`

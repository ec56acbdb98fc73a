import { spawn } from 'node:child_process'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lockHome, readHolder } from '../../src/storage/home-lock.ts'

let home = ''
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'divelog-lock-'))
})
afterEach(() => rm(home, { recursive: true }))

describe('the lock of a home', () => {
  it('tells the second who holds it, and is free again after its release', async () => {
    const lock = await lockHome(home, 'divelog serve')
    await expect(lockHome(home, 'divelog list')).rejects.toMatchObject({
      name: 'HomeLockedError',
      holder: expect.stringContaining(`divelog serve (process ${process.pid}`),
    })
    await lock.publish({ port: 4747, token: 'secret' })
    expect(await readHolder(home)).toMatchObject({ pid: process.pid, port: 4747, token: 'secret' })
    expect((await stat(join(home, 'holder.json'))).mode & 0o777).toBe(0o600)
    await lock.release()
    expect(await readHolder(home)).toBeUndefined()
    await (await lockHome(home, 'divelog list')).release()
  })

  it('is free again when its holder was killed', async () => {
    const module = join(import.meta.dirname, '../../src/storage/home-lock.ts')
    const script = `const { lockHome } = await import(${JSON.stringify(module)}); await lockHome(${JSON.stringify(home)}, 'doomed'); console.log('held'); setInterval(() => {}, 1000)`
    const holder = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await new Promise((done) => holder.stdout.once('data', done))
    await expect(lockHome(home, 'second')).rejects.toMatchObject({ name: 'HomeLockedError' })
    holder.kill('SIGKILL')
    await new Promise((done) => holder.once('close', done))
    const lock = await lockHome(home, 'third')
    await lock.release()
  })
})

import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli, startServer } from '../support/cli.ts'

const MiB = 1024 * 1024
let folder = ''
let ana = ''
let car = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'divelog-cars-'))
  ana = join(folder, 'ana')
  car = join(folder, 'camp.car')
  await runCli(ana, ['init', 'Camp with pictures', '--as', 'Ana'])
  await runCli(ana, ['new', 'Pictures', '--number', '1'])
  const photo = join(folder, 'photo.bin')
  for (const bytes of [12, 8]) {
    await writeFile(photo, randomBytes(bytes * MiB))
    await runCli(ana, ['attach', '1', photo])
  }
  await runCli(ana, ['export', '--car', car])
}, 120_000)

afterAll(() => rm(folder, { recursive: true }))

async function join_(name: string): Promise<string> {
  const home = join(folder, name)
  await runCli(home, ['join', (await runCli(ana, ['invite'])).stdout.trim(), '--as', name])
  return home
}

const status = async (home: string) => JSON.parse((await runCli(home, ['status', '--json'])).stdout)

describe('a .car file of 20 MiB', () => {
  it('is taken through the server that holds the home, and written through it, as without one', async () => {
    const bo = await join_('bo')
    const server = await startServer(bo)
    const copy = join(folder, 'out', 'copy.car')
    try {
      expect(await runCli(bo, ['import', car])).toMatchObject({ code: 0, stdout: expect.stringContaining('1 of 1') })
      expect(await runCli(bo, ['verify', car])).toMatchObject({ code: 0 })
      expect(await runCli(bo, ['export', '--car', copy])).toMatchObject({ code: 0 })
      expect(await readdir(join(folder, 'out'))).toEqual(['copy.car'])
      expect(await readdir(join(bo, 'incoming'))).toEqual([])
    } finally {
      await server.stop()
    }
    const cy = await join_('cy')
    expect(await runCli(cy, ['import', copy])).toMatchObject({ code: 0 })
    const [there, here] = [await status(ana), await status(cy)]
    expect(here.topics).toBe(there.topics)
    expect((await runCli(cy, ['verify', copy])).stdout).toMatch(/^Good: \d+ blocks, \d+ bytes, 2 signed heads/)
  }, 120_000)

  it('that ends early is refused, and changes nothing', async () => {
    const dan = await join_('dan')
    const before = await status(dan)
    const half = join(folder, 'half.car')
    await writeFile(half, (await readFile(car)).subarray(0, 9 * MiB))
    expect(await runCli(dan, ['import', half])).toMatchObject({ code: 1 })
    expect(await status(dan)).toEqual(before)
    expect(await runCli(dan, ['import', join(folder, 'none.car')])).toMatchObject({ code: 1 })
  }, 120_000)

  it.each(['alone', 'through the server'])(
    'leaves no half when Ctrl-C stops its writing: %s',
    async (way) => {
      const server = way === 'alone' ? undefined : await startServer(ana)
      const out = join(folder, `stopped ${way}`)
      await mkdir(out)
      try {
        await stopWhenBegun(out)
        const left = await readdir(out)
        expect(left.filter((name) => name !== 'camp.car')).toEqual([])
        // It may have been quicker than the key.
        if (left.length > 0) expect(await runCli(ana, ['verify', join(out, 'camp.car')])).toMatchObject({ code: 0 })
      } finally {
        await server?.stop()
      }
    },
    120_000,
  )
})

/** Ctrl-C as soon as something of the file is there. */
async function stopWhenBegun(out: string): Promise<void> {
  const program = join(import.meta.dirname, '../../src/cli/divelog.ts')
  const child = spawn(process.execPath, [program, 'export', '--car', join(out, 'camp.car')], {
    env: { ...process.env, DIVELOG_HOME: ana },
    stdio: 'ignore',
  })
  const closed = new Promise<void>((done) => child.on('close', () => done()))
  await expect.poll(() => readdir(out), { interval: 2, timeout: 30_000 }).not.toEqual([])
  child.kill('SIGINT')
  await closed
}

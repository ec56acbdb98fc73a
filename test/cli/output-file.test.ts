import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { writeOutput } from '../../src/cli/output-file.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'divelog-output-'))
})
afterEach(() => rm(folder, { recursive: true }))

it.skipIf(process.platform === 'win32')('a pipe is written as it goes', async () => {
  const pipe = join(folder, 'pipe')
  execFileSync('mkfifo', [pipe])
  const reading = readFile(pipe, 'utf8')
  await writeOutput(pipe, bytesOf('through the pipe'))
  expect(await reading).toBe('through the pipe')
  expect(await readdir(folder)).toEqual(['pipe'])
})

it('a link in the folder is replaced, what it leads to is not', async () => {
  const [outside, link] = [join(folder, 'outside.txt'), join(folder, 'out', 'link.txt')]
  await writeFile(outside, 'mine')
  await mkdir(join(folder, 'out'))
  await symlink(outside, link)
  await writeOutput(link, bytesOf('exported'))
  expect(await readFile(outside, 'utf8')).toBe('mine')
  expect(await readFile(link, 'utf8')).toBe('exported')
})

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

it('a file is put in its place when it is whole, with the folders above it', async () => {
  const path = join(folder, 'a', 'b', 'camp.car')
  async function* content(): AsyncGenerator<Uint8Array> {
    yield bytesOf('first, ')
    expect(await readdir(join(folder, 'a', 'b'))).not.toContain('camp.car')
    yield bytesOf('second')
  }
  await writeOutput(path, content())
  expect(await readFile(path, 'utf8')).toBe('first, second')
  expect(await readdir(join(folder, 'a', 'b'))).toEqual(['camp.car'])
})

it('a file that was stopped on the way leaves the one that was there, and nothing else', async () => {
  const path = join(folder, 'camp.car')
  await writeFile(path, 'yesterday')
  const stopping = new AbortController()
  async function* content(): AsyncGenerator<Uint8Array> {
    yield bytesOf('half of ')
    stopping.abort(new Error('stopped'))
    stopping.signal.throwIfAborted()
  }
  await expect(writeOutput(path, content())).rejects.toThrow('stopped')
  expect(await readFile(path, 'utf8')).toBe('yesterday')
  expect(await readdir(folder)).toEqual(['camp.car'])
})

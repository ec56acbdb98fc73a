import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openNodeNotebook, startCamp } from '../../src/open-notebook.node.ts'

const kills = 50
let home = ''
let compiled = ''
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'divelog-crash-'))
  await startCamp(home, { name: 'Crash camp' })
  compiled = await mkdtemp(join(tmpdir(), 'divelog-compiled-'))
})
afterAll(() => Promise.all([home, compiled].map((folder) => rm(folder, { recursive: true }))))

/** Lets the writer run until a random moment after its first edit; resolves with the last edit it called saved. */
function writeUntilKilled(first: number, afterMs: number): Promise<number> {
  const writer = spawn(
    process.execPath,
    [join(import.meta.dirname, '../support/crash-writer.ts'), home, String(first)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      // Compiling is half of what a start takes, and nobody is killed in it.
      env: { ...process.env, NODE_COMPILE_CACHE: compiled },
    },
  )
  let text = ''
  writer.stdout.on('data', (chunk) => {
    if (text === '') setTimeout(() => writer.kill('SIGKILL'), afterMs)
    text += chunk
  })
  return new Promise((done) =>
    writer.on('close', () => {
      // The last line may be cut: what was not read whole was not called saved.
      const lines = text.split('\n').slice(0, -1)
      done(Number(lines.at(-1) ?? first - 1))
    }),
  )
}

it(`has everything that was called saved after ${kills} kills at random moments`, async () => {
  let last = -1
  for (let i = 0; i < kills; i++) last = await writeUntilKilled(last + 1, Math.random() * 60)
  const { notebook, stop } = await openNodeNotebook({ home, command: 'test' })
  const [row] = notebook.rows()
  if (row === undefined) throw new Error('the topic is gone')
  const { outcome } = await notebook.readTopic(row.id)
  const found = new Set([...outcome.document.matchAll(/\[(\d+)\]/g)].map((match) => Number(match[1])))
  const missing = Array.from({ length: last + 1 }, (_, n) => n).filter((n) => !found.has(n))
  expect(missing).toEqual([])
  expect(last).toBeGreaterThan(kills)
  await notebook.catalogCid()
  await stop()
}, 240_000)

// What somebody reads who types a command for the first time, or types it wrong.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { main } from '../../src/cli/main.ts'
import type { Terminal } from '../../src/cli/terminal.ts'
import { startCamp } from '../../src/open-notebook.node.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'divelog-newcomer-'))
})
afterAll(() => rm(folder, { recursive: true }))
beforeEach(() => {
  vi.stubEnv('DIVELOG_HOME', join(folder, 'nobody'))
  return () => vi.unstubAllEnvs()
})

/** Types it in this process; resolves with the exit code and what was printed. */
async function type(...argv: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  let [stdout, stderr] = ['', '']
  const terminal: Terminal = {
    isTerminal: false,
    print: (text) => {
      stdout += `${text}\n`
    },
    printBytes: () => undefined,
    warn: (text) => {
      stderr += `${text}\n`
    },
    progress: () => undefined,
  }
  const code = await main(argv, terminal)
  return { code, stdout, stderr }
}

describe('`--home DIR` before everything else', () => {
  it.each([
    [['help'], 'Commands:'],
    [['--help'], 'Commands:'],
    [['-h'], 'Commands:'],
    [['help', 'list'], 'Usage: divelog list'],
    [['list', '--help'], 'Usage: divelog list'],
  ])('leaves help what it is: %j', async (words, expected) => {
    const plain = await type(...words)
    expect(plain).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining(expected) })
    expect(await type('--home', folder, ...words)).toEqual(plain)
    expect(await type(`--home=${folder}`, ...words)).toEqual(plain)
  })

  it.each([['--version'], ['-v']])('leaves the version what it is: %s', async (word) => {
    const plain = await type(word)
    expect(plain).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) })
    expect(await type('--home', folder, word)).toEqual(plain)
    expect(await type(`--home=${folder}`, word)).toEqual(plain)
  })
})

describe('a command where there is no camp', () => {
  it('says so, and what to type next', async () => {
    const { code, stdout, stderr } = await type('list')
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr.split('\n')).toEqual([
      `divelog: there is no camp in ${join(folder, 'nobody')} yet.`,
      'Start one:     divelog init "Camp name" --as "Your name"',
      `Or join one:   divelog join 'INVITE LINK' --as "Your name"`,
      'In a browser:  divelog',
      '',
    ])
  })

  it('names the home where it is not the usual one, so that the next command meets the same', async () => {
    const home = join(folder, 'with a space')
    const { stderr } = await type('--home', home, 'status')
    expect(stderr).toContain(`divelog --home "${home}" init "Camp name"`)
    expect((await type('--home', join(folder, 'other'), 'show', '8')).stderr).toContain(
      `divelog --home ${join(folder, 'other')} init`,
    )
  })
})

describe('a mistake', () => {
  it.each([
    [['help', 'lsit'], 'there is no command "lsit"; did you mean list?'],
    [['zzzzzz'], 'there is no command "zzzzzz"\nSee `divelog --help`.'],
    [['list', '--jsn'], `Unknown option '--jsn'; did you mean --json?\nSee \`divelog list --help\`.`],
    [['attach', '8'], 'FILE is missing\nUsage: divelog attach TOPIC FILE'],
    [['import'], 'FILE|DIR is missing'],
    [['init', 'Autumn', 'camp'], 'unexpected argument "camp"; quote words that belong together'],
    [['list', 'all'], 'unexpected argument "all"\n'],
  ])('is named with the way out of it: %j', async (words, expected) => {
    const { code, stdout, stderr } = await type(...words)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(expected)
  })

  it('in whom to meet is told before anything is dialled', async () => {
    const home = join(folder, 'camp')
    await startCamp(home, { name: 'Camp' })
    const peer = await type('--home', home, 'sync', '--peer', 'ana')
    expect(peer).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--peer "ana" is no multiaddr, such as /ip4/'),
    })
    const time = await type('--home', home, 'sync', '--for', 'ever')
    expect(time).toMatchObject({ code: 2, stderr: expect.stringContaining('--for ever is no number of seconds') })
  }, 30_000)
})

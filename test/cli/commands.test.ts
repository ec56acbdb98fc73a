import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RunResult, runCli, startServer, typeCli } from '../support/cli.ts'
import { hasShared, sharedPath } from '../support/shared.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'divelog-cli-'))
})
afterAll(() => rm(folder, { recursive: true }))

const home = (name: string): string => join(folder, name)
const json = (result: RunResult) => JSON.parse(result.stdout)

const commands = [
  'serve',
  'init',
  'join',
  'list',
  'show',
  'new',
  'write',
  'attach',
  'import',
  'export',
  'publish',
  'cat',
  'verify',
  'sync',
  'status',
  'invite',
]

describe('the command line', () => {
  it('helps with every command', async () => {
    const general = await runCli(home('none'), ['--help'])
    expect(general).toMatchObject({ code: 0, stderr: '' })
    for (const name of commands) {
      const help = await typeCli(home('none'), [name, '--help'])
      expect(help).toMatchObject({ code: 0, stderr: '' })
      expect(help.stdout).toContain('Usage: divelog')
      expect(help.stdout).toContain('--home DIR')
      expect(general.stdout).toContain(name)
    }
  }, 60_000)

  it('answers what it does not understand with 2, what fails with 1', async () => {
    const [unknown, option, missing, noTitle, noCamp, badLink] = await Promise.all([
      runCli(home('none'), ['lst']),
      typeCli(home('none'), ['list', '--nonsense']),
      typeCli(home('none'), ['show']),
      runCli(join(folder, 'nowhere'), ['--home', home('none'), 'new', ' ']),
      typeCli(home('none'), ['list']),
      typeCli(home('none'), ['join', 'https://example.org/']),
    ])
    expect(unknown).toMatchObject({ code: 2, stdout: '' })
    expect(unknown.stderr).toContain('did you mean list?')
    expect(option).toMatchObject({ code: 2 })
    expect(missing).toMatchObject({ code: 2 })
    // The camp is looked for before the title is.
    expect(noTitle).toMatchObject({ code: 1 })
    expect(noCamp).toMatchObject({ code: 1 })
    expect(noCamp.stderr).toContain(' init "Camp name"')
    expect(badLink).toMatchObject({ code: 1 })
  }, 60_000)

  it('takes a camp from the first topic to a final CID and to another laptop by stick', async () => {
    const [ana, bo] = [home('ana'), home('bo')]
    expect(await typeCli(ana, ['init', 'Stick camp', '--as', 'Ana'])).toMatchObject({ code: 0 })
    const id = (
      await typeCli(ana, ['new', 'Carried by hand', '--summary', 'No radio', '--tag', '📦', '--number', '7'])
    ).stdout.trim()
    expect(await runCli(ana, ['write', '7', '--outcome', '-'], '# Found\n\nIt works.\n')).toMatchObject({ code: 0 })
    await writeFile(join(folder, 'board.png'), Buffer.alloc(300_000, 7))
    expect(await typeCli(ana, ['attach', 'Carried by hand', join(folder, 'board.png')])).toMatchObject({ code: 0 })
    const [row] = json(await typeCli(ana, ['list', '--json']))
    expect(row).toMatchObject({
      id,
      number: '7',
      title: 'Carried by hand',
      tags: ['📦'],
      status: 'draft',
      hasOutcome: true,
    })
    expect(Object.keys(row).sort()).toEqual([
      'cid',
      'hasOutcome',
      'id',
      'number',
      'status',
      'summary',
      'tags',
      'title',
      'updatedAt',
    ])

    const cid = (await typeCli(ana, ['publish', '7'])).stdout.trim()
    expect((await runCli(ana, ['cat', `${cid}/outcome.md`])).stdout).toBe('# Found\n\nIt works.\n')
    expect(await typeCli(ana, ['verify', cid])).toMatchObject({ code: 0 })
    const car = join(folder, 'camp.car')
    expect(await typeCli(ana, ['export', '--car', car])).toMatchObject({ code: 0 })
    expect(await typeCli(ana, ['verify', car])).toMatchObject({ code: 0 })
    // Whoever finds the stick needs no camp to check it.
    expect(await runCli(home('none'), ['verify', car])).toMatchObject({ code: 0 })
    expect(await runCli(home('none'), ['--home', ana, 'new', ' '])).toMatchObject({ code: 2 })
    const shown = (await runCli(home('none'), [`--home=${ana}`, 'show', '7'])).stdout
    expect(shown).toContain('Number 7 · final · 📦')
    expect(shown).toContain('No radio')

    const link = (await typeCli(ana, ['invite'])).stdout.trim()
    expect(await typeCli(bo, ['join', link, '--as', 'Bo'])).toMatchObject({ code: 0 })
    const damaged = Buffer.from(await readFile(car))
    damaged[damaged.length - 2000] = (damaged[damaged.length - 2000] ?? 0) ^ 1
    await writeFile(join(folder, 'damaged.car'), damaged)
    expect(await typeCli(bo, ['import', join(folder, 'damaged.car')])).toMatchObject({ code: 1 })
    expect(await runCli(bo, ['verify', join(folder, 'damaged.car')])).toMatchObject({ code: 1 })
    expect(json(await typeCli(bo, ['list', '--json']))).toEqual([])
    expect(await runCli(bo, ['import', car])).toMatchObject({ code: 0 })
    const [statusA, statusB] = [
      json(await typeCli(ana, ['status', '--json'])),
      json(await typeCli(bo, ['status', '--json'])),
    ]
    expect(statusB.catalog).toBe(statusA.catalog)
    expect(Object.keys(statusA).sort()).toEqual([
      'author',
      'authors',
      'blocks',
      'bytes',
      'campId',
      'campName',
      'catalog',
      'heads',
      'peers',
      'topics',
    ])
    expect((await typeCli(bo, ['show', id.slice(0, 8)])).stdout).toContain('It works.')
  }, 120_000)

  it('exports what it imports, and importing it again changes nothing', async () => {
    const at = home('export')
    await typeCli(at, ['init', 'Export camp', '--starter'])
    const dir = join(folder, 'notes')
    expect(await typeCli(at, ['export', '--dir', dir])).toMatchObject({ code: 0 })
    expect(await readdir(dir)).toHaveLength(57)
    const again = await typeCli(at, ['import', dir])
    expect(again.stdout).toContain('0 topics created, 0 updated, 56 unchanged')
  }, 60_000)

  it('works through the server that holds the home', async () => {
    const at = home('served')
    await typeCli(at, ['init', 'Served camp'])
    const server = await startServer(at)
    try {
      expect(server).toMatchObject({
        url: expect.stringMatching(/^http/),
        campId: expect.any(String),
        author: expect.any(String),
      })
      expect(await typeCli(at, ['new', 'Through the server'])).toMatchObject({ code: 0 })
      expect(await runCli(at, ['write', 'Through the server', '--outcome', '-'], 'Said.')).toMatchObject({ code: 0 })
      expect(json(await typeCli(at, ['list', '--json']))).toMatchObject([
        { title: 'Through the server', hasOutcome: true },
      ])
      await mkdir(join(folder, 'out'))
      expect(await runCli(at, ['export', '--car', join(folder, 'out', 'x.car')])).toMatchObject({ code: 0 })
      expect((await stat(join(folder, 'out', 'x.car'))).size).toBeGreaterThan(500)
      expect(await typeCli(at, ['show', 'nothing like it'])).toMatchObject({ code: 1 })
      const second = await runCli(at, ['serve', '--port', '0', '--no-open'])
      expect(second.code).toBe(1)
      expect(second.stderr).toContain('divelog serve (process')
    } finally {
      await server.stop()
    }
    expect(json(await typeCli(at, ['list', '--json']))).toHaveLength(1)
  }, 60_000)

  it('keeps the invite from pages of other sites', async () => {
    const at = home('guarded')
    await typeCli(at, ['init', 'Guarded camp'])
    const server = await startServer(at)
    try {
      const session = `${server.url}api/session`
      expect((await (await fetch(session)).json()).invite).toContain('#/join/')
      const others = [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }]
      for (const headers of others) expect((await fetch(session, { headers })).status).toBe(403)
      expect((await fetch(`${server.url}control/run`, { method: 'POST', body: '{}' })).status).toBe(403)
      expect((await fetch(`${server.url}../../package.json`)).status).toBe(404)
    } finally {
      await server.stop()
    }
  }, 60_000)

  it('meets another laptop with sync, and says what came', async () => {
    const [ana, bo] = [home('meet-ana'), home('meet-bo')]
    await typeCli(ana, ['init', 'Meeting camp', '--as', 'Ana'])
    await typeCli(ana, ['new', 'Over the air'])
    const server = await startServer(ana)
    try {
      await typeCli(bo, ['join', server.invite ?? '', '--as', 'Bo'])
      const addr = server.multiaddrs.find(
        (candidate) => candidate.includes('/127.0.0.1/tcp') && !candidate.includes('/ws'),
      )
      const met = json(await runCli(bo, ['sync', '--peer', addr ?? '', '--for', '3', '--json']))
      expect(met).toMatchObject({ peers: 1, accepted: 1, topics: 1 })
      const held = json(await typeCli(ana, ['status', '--json']))
      expect(met.heads).toBe(held.heads)
      expect(met.catalog).toBe(held.catalog)
    } finally {
      await server.stop()
    }
  }, 60_000)
})

describe.skipIf(!hasShared('seeds'))('the real camps', () => {
  it('are imported with their pages, and export is stable', async () => {
    const at = home('real')
    await typeCli(at, ['init', 'Real camp'])
    const seeds = ['000_f0650d3d529ff334.txt', '001_42c89c2408fa948a.txt'].map((name) => sharedPath('seeds', name))
    for (const seed of seeds) expect(await typeCli(at, ['import', seed])).toMatchObject({ code: 0 })
    expect(json(await typeCli(at, ['list', '--json']))).toHaveLength(56)
    expect((await typeCli(at, ['import', ...seeds])).stdout).toContain('0 topics created, 0 updated, 56 unchanged')
    const pages = home('pages')
    await typeCli(pages, ['init', 'Real pages', '--import', sharedPath('corpus/ipfs-camp/DEEP_DIVES')])
    await typeCli(pages, ['export', '--dir', join(folder, 'real')])
    expect((await typeCli(pages, ['import', join(folder, 'real')])).stdout).toMatch(/^0 topics created, 0 updated/)
  }, 90_000)
})

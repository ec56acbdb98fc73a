import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative, sep } from 'node:path'
import { CID } from 'multiformats/cid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { resolvePath } from '../../src/contributions/files.ts'
import { openNodeNotebook } from '../../src/open-notebook.node.ts'
import { catPath } from '../../src/publishing/cat-path.ts'
import { runCli } from '../support/cli.ts'

let folder = ''
let home = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'divelog-hostile-'))
  home = join(folder, 'deep', 'home')
  await runCli(home, ['init', 'Hostile camp', '--as', 'Ana'])
  await runCli(home, ['new', 'Pictures', '--number', '1'])
  await plantFiles()
})

afterEach(() => rm(folder, { recursive: true }))

const names = [
  'plain.jpg',
  'PLAIN.jpg',
  'CON',
  'aux.txt',
  'a:b',
  'end. ',
  '../up.jpg',
  '/etc/up',
  '..\\up',
  'n\0l',
  'x'.repeat(250),
]

/** What a stranger's program writes into a topic: any names, and a CID that is a directory, and one nobody has. */
async function plantFiles(): Promise<void> {
  const { notebook, store, stop } = await openNodeNotebook({ home, command: 'test' })
  const id = notebook.findTopic('1')
  const { cid, by, bytes } = await notebook.attach(id, { name: 'real.jpg', type: '', bytes: new Uint8Array([1, 2, 3]) })
  const directory = await resolvePath(store.blocks, await notebook.catalogCid(), `topics/${id}`)
  const open = await notebook.openTopic(id)
  const files = open.doc.getMap('files')
  for (const name of names) files.set(name, { cid, bytes, type: '', caption: '', by })
  files.set('folder', { cid: `${directory}`, bytes, type: '', caption: '', by })
  const nowhere = CID.parse('bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy')
  files.set('absent.jpg', { cid: `${nowhere}`, bytes, type: '', caption: '', by })
  await open.saved()
  await open.close()
  await notebook.changeTopic(id, { outcome: 'Done.' })
  await stop()
}

async function filesBelow(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => relative(root, join(entry.parentPath, entry.name)))
}

describe('a topic with names and CIDs that somebody made up', () => {
  it('is exported below the folder and nowhere else, and what cannot be read is named', async () => {
    const before = await filesBelow(folder)
    const out = join(folder, 'deep', 'out')
    const { code, stderr } = await runCli(home, ['export', '--dir', out])
    expect(code).toBe(0)
    expect(stderr).toContain('Pictures: absent.jpg was left out: ')
    expect(stderr).toContain('Pictures: folder was left out: ')
    const isNew = (path: string): boolean => !before.includes(path) && !path.startsWith(join('deep', 'home') + sep)
    const written = (await filesBelow(folder)).filter(isNew)
    expect(written.filter((path) => !path.startsWith(join('deep', 'out') + sep))).toEqual([])
    const attachments = written
      .filter((path) => path.includes(`${sep}files${sep}`))
      .map((path) => path.split(sep).at(-1))
    expect(attachments.sort()).toEqual(
      ['PLAIN.jpg', '_CON', '_aux.txt', 'a_b', 'end', 'plain-2.jpg', 'real.jpg', 'x'.repeat(200)].sort(),
    )
  }, 60_000)

  it('is published without what is no file, which is named', async () => {
    const { code, stdout, stderr } = await runCli(home, ['publish', '1'])
    expect(code).toBe(0)
    expect(stderr).toContain('Pictures: folder was left out: ')
    expect(stderr).toContain('is a directory, not a file')
    expect(stderr).toContain('Pictures: absent.jpg was left out: not all of it is here yet')
    const { store, stop } = await openNodeNotebook({ home, command: 'test' })
    const found = await catPath(store.blocks, CID.parse(stdout.trim()), 'files')
    const published = found.kind === 'directory' ? found.entries.map(({ name }) => name) : []
    await stop()
    expect(published).toContain('real.jpg')
    expect(published).not.toContain('folder')
    expect(published).not.toContain('absent.jpg')
  }, 60_000)
})

// Files named on the command line, read on the side of the person who typed it.
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { NotFoundError } from '../domain/errors.ts'
import type { InputFile } from './command.ts'

const maxDepth = 4

/** One file, the Markdown of a folder, or standard input for `-`. @throws {NotFoundError} */
export async function readInput(path: string): Promise<InputFile[]> {
  if (path === '-') return [{ name: 'stdin.md', bytes: new Uint8Array(await buffer(process.stdin)) }]
  try {
    if (!(await stat(path)).isDirectory())
      return [{ name: basename(path), bytes: new Uint8Array(await readFile(path)) }]
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') {
      throw new NotFoundError('file', path, { cause })
    }
    throw cause
  }
  return readFolder(path, path, 0)
}

async function readFolder(root: string, folder: string, depth: number): Promise<InputFile[]> {
  if (depth > maxDepth) return []
  const files: InputFile[] = []
  const entries = await readdir(folder, { withFileTypes: true })
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name)
    if (entry.isDirectory() && !entry.name.startsWith('.')) files.push(...(await readFolder(root, path, depth + 1)))
    else if (entry.isFile() && /\.(md|markdown)$/i.test(entry.name)) {
      files.push({ name: relative(root, path).replaceAll('\\', '/'), bytes: new Uint8Array(await readFile(path)) })
    }
  }
  return files
}

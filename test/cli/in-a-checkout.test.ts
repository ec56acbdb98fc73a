import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import project from '../../package.json' with { type: 'json' }

const root = join(import.meta.dirname, '../..')

it.skipIf(!existsSync(join(root, project.bin.divelog)))('`npx divelog` in a checkout is the program', async () => {
  const { stdout } = await promisify(execFile)('npx', ['divelog', '--version'], { cwd: root })
  expect(stdout.trim()).toBe(project.version)
})

// Sizes of the built web app as it goes over the wire: brotli. Build first.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { bundleGoals, compressedBytes, readWebBundle, type WebBundle } from '../support/web-bundle.ts'
import type { BenchRow } from './row.ts'

const root = join(import.meta.dirname, '../../dist/web')

export function benchBundle(): BenchRow[] {
  if (!existsSync(join(root, 'index.html'))) return []
  const bundle = readWebBundle(root)
  const row = (what: string, part: keyof WebBundle): BenchRow => ({
    what: `web app, ${what}, brotli`,
    value: compressedBytes(root, bundle[part]),
    unit: 'bytes',
    baseline: { name: 'the goal', value: bundleGoals[part] },
  })
  return [row('before first paint', 'first'), row('shell with catalog and editor', 'editor'), row('everything', 'all')]
}

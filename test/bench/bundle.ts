// Sizes of the built web app as it goes over the wire: brotli. Build first.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { BenchRow } from './row.ts'

const root = join(import.meta.dirname, '../../dist/web')
const shellTarget = 250_000
const allTarget = 500_000

export function benchBundle(): BenchRow[] {
  if (!existsSync(join(root, 'index.html'))) return []
  const sizeOf = (file: string): number => statSync(join(root, `${file}.br`)).size
  const page = readFileSync(join(root, 'index.html'), 'utf8')
  const first = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map((match) => match[1] ?? '')
  const assets = readdirSync(join(root, 'assets')).filter((name) => /\.(js|css)$/.test(name))
  const total = (files: readonly string[]): number => files.reduce((sum, file) => sum + sizeOf(file), 0)
  return [
    {
      what: 'web app before first paint, brotli',
      value: total(first),
      unit: 'bytes',
      baseline: { name: 'the goal', value: shellTarget },
    },
    {
      what: 'web app, everything, brotli',
      value: total(assets.map((name) => `assets/${name}`)),
      unit: 'bytes',
      baseline: { name: 'the goal', value: allTarget },
    },
  ]
}

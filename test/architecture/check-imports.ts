// The import directions of the architecture, type imports included, and no cycles. Exits 1 with every offence.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')

/** Layer of a file by the start of its path; the first fitting line counts. */
const layers: readonly (readonly [string, string])[] = [
  ['src/domain/', 'domain'],
  ['src/contributions/', 'contributions'],
  ['src/notebook/ports.ts', 'ports'],
  ['src/notebook/', 'notebook'],
  ['src/storage/', 'storage'],
  ['src/network/', 'network'],
  ['src/publishing/', 'publishing'],
  ['src/index.ts', 'index'],
  ['src/open-notebook.browser.ts', 'browser'],
  ['src/open-camp.browser.ts', 'browser'],
  ['src/camp-records.browser.ts', 'browser'],
  ['src/go-online.browser.ts', 'browser'],
  ['src/leader-', 'browser'],
  ['src/final-files.browser.ts', 'browser'],
  ['src/met-peers.browser.ts', 'browser'],
  ['src/leading-tab.browser.ts', 'browser'],
  ['src/camp-addresses.browser.ts', 'browser'],
  ['src/home-identity.ts', 'node'],
  ['src/known-peers.ts', 'node'],
  ['src/go-online.node.ts', 'node'],
  ['src/open-notebook.node.ts', 'node'],
  ['src/server/', 'server'],
  ['src/cli/', 'cli'],
  ['web/', 'web'],
  ['test/', 'test'],
]

const below = ['domain', 'contributions', 'ports']
const library = [...below, 'notebook', 'storage', 'network', 'publishing']
const allowed: Readonly<Record<string, readonly string[]>> = {
  domain: ['domain'],
  contributions: ['domain', 'contributions'],
  ports: ['domain', 'contributions', 'ports'],
  notebook: [...below, 'notebook'],
  storage: [...below, 'storage'],
  network: [...below, 'network'],
  publishing: [...below, 'publishing'],
  index: ['domain', 'ports', 'notebook'],
  browser: [...library, 'browser'],
  node: [...library, 'node'],
  server: [...library, 'node', 'server'],
  cli: [...library, 'index', 'node', 'server', 'cli'],
  web: ['index', 'web'],
  test: [],
}

/** The one file of the web app that opens notebooks. */
const webSeam = 'web/notebook/opened.tsx'
const forbiddenNames = /\/(utils?|helpers?|common|misc|manager|base)\.tsx?$/
const importPattern =
  /(?:^|\n)\s*(?:import|export)\b[^'"]*?from\s*['"](\.[^'"]+)['"]|\bimport\(\s*['"](\.[^'"]+)['"]\s*\)|(?:^|\n)import\s+['"](\.[^'"]+)['"]/g

function layerOf(file: string): string {
  return layers.find(([prefix]) => file.startsWith(prefix))?.[1] ?? 'unknown'
}

function sourceFiles(): string[] {
  return ['src', 'web', 'test'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map((entry) => relative(root, join(entry.parentPath, entry.name))),
  )
}

function importsOf(file: string): { readonly path: string; readonly isDynamic: boolean }[] {
  const text = readFileSync(join(root, file), 'utf8')
  return [...text.matchAll(importPattern)].map((match) => ({
    path: relative(root, resolve(root, dirname(file), match[1] ?? match[2] ?? match[3] ?? '')),
    isDynamic: match[2] !== undefined,
  }))
}

const problems: string[] = []
const graph = new Map<string, string[]>()
for (const file of sourceFiles()) {
  const layer = layerOf(file)
  if (forbiddenNames.test(`/${file}`)) problems.push(`${file}: this name says nothing about its job`)
  const imports = importsOf(file)
  graph.set(
    file,
    imports.filter((i) => !i.isDynamic).map((i) => i.path),
  )
  if (layer === 'unknown') problems.push(`${file}: belongs to no layer`)
  if (layer === 'test') continue
  for (const { path } of imports) {
    const target = layerOf(path)
    if (path.endsWith('.css') || allowed[layer]?.includes(target)) continue
    if (file === webSeam && target === 'browser') continue
    problems.push(`${file} (${layer}) may not import ${path} (${target})`)
  }
}
problems.push(...findCycles(graph))
for (const problem of problems) console.error(problem)
console.log(`${graph.size} files, ${problems.length} offences against the import directions`)
process.exitCode = problems.length === 0 ? 0 : 1

function findCycles(edges: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>()
  const found: string[] = []
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) {
      found.push(`cycle: ${[...path.slice(path.indexOf(file)), file].join(' → ')}`)
      return
    }
    if (done.has(file)) return
    for (const next of edges.get(file) ?? []) visit(next, [...path, file])
    done.add(file)
  }
  for (const file of edges.keys()) visit(file, [])
  return found
}

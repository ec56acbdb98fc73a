// What the built web app makes a browser load, read from its files as they are served.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Paths below the folder of the app. */
export interface WebBundle {
  /** What the page names, and all that those files import: loaded before anything is drawn. */
  readonly first: readonly string[]
  /** The same, and what else is loaded until somebody new can give a name. */
  readonly start: readonly string[]
  /** What is loaded first, and until one can type in an outcome. */
  readonly editor: readonly string[]
  /** All scripts and style sheets. */
  readonly all: readonly string[]
}

/** Bytes as they go over the wire: what a test holds, and what is wanted. */
export const bundleLimits = { first: 135_200, start: 139_700, editor: 239_100, all: 499_500 }
export const bundleGoals = { first: 250_000, start: 250_000, editor: 250_000, all: 500_000 }

export function readWebBundle(root: string): WebBundle {
  const text = (path: string): string => readFileSync(join(root, path), 'utf8')
  const all = readdirSync(join(root, 'assets'))
    .filter((name) => /\.(js|css)$/.test(name))
    .map((name) => `assets/${name}`)
  const named = [...text('index.html').matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map(
    (match) => match[1] ?? '',
  )
  const first = withImports(named, text)
  // The field to type in, and the editor that makes it one, wherever they stand.
  const later = all.filter((path) => path.endsWith('.js') && !first.includes(path))
  const start = withImports([...first, ...later.filter((path) => text(path).includes('Start a camp'))], text)
  const wanted = later.filter((path) => text(path).includes('Outcome document') || text(path).includes('cm-content'))
  const editor = withImports([...first, ...wanted], text)
  const styles = editor.filter((path) => path.endsWith('.js')).flatMap((path) => stylesOf(path, all))
  return { first, start, editor: [...new Set([...editor, ...styles])], all }
}

export function compressedBytes(root: string, files: readonly string[]): number {
  return files.reduce((sum, file) => sum + statSync(join(root, `${file}.br`)).size, 0)
}

function withImports(start: readonly string[], text: (path: string) => string): readonly string[] {
  const found = new Set(start)
  for (const path of found) {
    if (!path.endsWith('.js')) continue
    for (const [, name] of text(path).matchAll(/(?:\bfrom|\bimport)\s*["'`]\.\/([^"'`]+\.js)["'`]/g)) {
      found.add(`assets/${name}`)
    }
  }
  return [...found]
}

/** A style sheet is named as the chunk that brings it along. */
function stylesOf(chunk: string, all: readonly string[]): readonly string[] {
  const name = nameOf(chunk)
  return all.filter((path) => path.endsWith('.css') && nameOf(path) === name)
}

const nameOf = (path: string): string => path.replace(/-[\w-]{8}\.\w+$/, '')

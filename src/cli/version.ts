// The version in `package.json`, which stands above the sources and one folder further above the built program.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export function version(): string {
  const path = ['../../package.json', '../../../package.json']
    .map((candidate) => join(import.meta.dirname, candidate))
    .map(readIfThere)
    .find((content) => content !== undefined)
  const { version: found } = JSON.parse(path ?? '{"version":"unknown"}')
  return String(found)
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

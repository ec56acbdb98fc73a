import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const dist = join(import.meta.dirname, '../../dist/web')

/** Scripts that the page asks for before anything is drawn. */
function firstScripts(): string[] {
  const html = readFileSync(join(dist, 'index.html'), 'utf8')
  return [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)].map((match) => match[1] ?? '')
}

describe('what the page loads before it draws', () => {
  it('is at most 205 KB in all, compressed', () => {
    const bytes = firstScripts().map((path) => statSync(join(dist, `${path}.br`), { throwIfNoEntry: false })?.size)
    // Files too small to compress count as nothing.
    expect(bytes.reduce<number>((sum, size) => sum + (size ?? 0), 0)).toBeLessThan(205_000)
    expect(Math.max(...bytes.map((size) => size ?? 0))).toBeGreaterThan(10_000)
  })

  it('holds no network, editor, Markdown or search code', () => {
    const code = firstScripts().map((path) => readFileSync(join(dist, path), 'utf8'))
    for (const mark of ['/meshsub/', '/noise', 'cm-content', 'gfmTable', 'autoSuggest']) {
      expect(code.filter((text) => text.includes(mark)).length, mark).toBe(0)
    }
  })
})

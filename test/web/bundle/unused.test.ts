// What the build leaves out of libraries works everywhere else: without these, only somebody who opens the built page
// would learn that a screen of ours has come to use it.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { unusedDexie } from '../../../web/bundle/unused-dexie.ts'
import { unusedGossip } from '../../../web/bundle/unused-gossip.ts'
import { unusedMap, unusedMapSystem } from '../../../web/bundle/unused-map.ts'
import { unusedReact, unusedReactDom } from '../../../web/bundle/unused-react.ts'
import { unusedSearch } from '../../../web/bundle/unused-search.ts'

const root = join(import.meta.dirname, '../../..')
const sources = ['src', 'web']
  .flatMap((folder) => readdirSync(join(root, folder), { recursive: true }).map((path) => `${folder}/${path}`))
  .filter((path) => /\.tsx?$/.test(path) && !path.startsWith('web/bundle/'))
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))

/** Files about `library` that name one of these where a method is called or a function is imported. */
function uses(library: RegExp, names: readonly (string | undefined)[] = []): readonly string[] {
  const use = new RegExp(`\\.(?:${names.join('|')})\\(|import \\{[^}]*\\b(?:${names.join('|')})\\b[^}]*\\} from`)
  return sources.filter(({ text }) => library.test(text) && use.test(text)).map(({ path }) => path)
}

describe('what is left out of a library', () => {
  it.each([
    ['Dexie', /dexie|\bdb\./i, unusedDexie.methods],
    ['hooks of Dexie', /dexie|\bdb\./i, ['hook']],
    ['MiniSearch', /minisearch/, unusedSearch.methods],
    ['gossipsub', /gossipsub|pubsub/, unusedGossip.methods],
    ['React Flow', /@xyflow/, unusedMap.members],
    [
      'React Flow as well',
      /@xyflow/,
      ['\\w*StepEdge', '\\w*BezierEdge', 'StraightEdge', 'EdgeText', 'useOnSelectionChange'],
    ],
    ['React', /'react'|'react-dom/, [unusedReact.members, unusedReactDom.exports].flat()],
    ['React as well', /'react'|'react-dom/, ['Activity', 'SuspenseList', 'ViewTransition', 'hydrateRoot']],
  ])('is used by no file of ours: %s', (_, library, names) => {
    expect(sources.some(({ text }) => library.test(text))).toBe(true)
    expect(uses(library, names)).toEqual([])
  })

  it.each([
    ['React Flow', /@xyflow/, Object.keys({ ...unusedMap.props, ...unusedMap.fields, ...unusedMapSystem.props })],
    ['Markdown in the editor', /lang-markdown/, ['codeLanguages', 'defaultCodeLanguage', 'htmlTagLanguage']],
    ['Helia', /@libp2p|helia/i, ['createSession', 'addPublicAddressMapping', 'addDNSMapping']],
  ])('is given by no file of ours: %s', (_, library, names) => {
    const files = sources.filter(({ text }) => library.test(text))
    expect(files.length).toBeGreaterThan(0)
    const name = new RegExp(`\\b(?:${names.join('|')})\\b`)
    expect(files.filter(({ text }) => name.test(text)).map(({ path }) => path)).toEqual([])
  })

  it('would be found', () => {
    expect(uses(/dexie/i, ['bulkPut'])).toContain('src/storage/dexie-store.ts')
    expect(uses(/'react'/, ['Suspense'])).toContain('web/app.tsx')
  })
})

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { bundleLimits, compressedBytes, readWebBundle } from '../support/web-bundle.ts'

const dist = join(import.meta.dirname, '../../dist/web')
const bundle = readWebBundle(dist)
const scripts = (files: readonly string[]) => files.filter((file) => file.endsWith('.js'))
const code = (files: readonly string[]) => scripts(files).map((file) => readFileSync(join(dist, file), 'utf8'))

const styles = (files: readonly string[]) =>
  files
    .filter((file) => file.endsWith('.css'))
    .map((file) => readFileSync(join(dist, file), 'utf8'))
    .join('')

/** Words that only these parts of the app have in them. */
const marks = {
  gossipsub: '/meshsub/',
  noise: 'Noise_XX_25519_ChaChaPoly_SHA256',
  yamux: '/yamux/',
  identify: '/ipfs/id/',
  'circuit relay': '/libp2p/circuit/relay/',
  WebRTC: '/webrtc-signaling/',
  multistream: '/multistream/',
  bitswap: '/ipfs/bitswap/',
  CodeMirror: 'cm-content',
  Markdown: 'gfmTable',
  search: 'MiniSearch: ',
  'React Flow': 'react-flow__',
}

describe('what the page loads', () => {
  it.each(['first', 'start', 'editor', 'all'] as const)('is within its limit, compressed: %s', (part) => {
    expect(compressedBytes(dist, bundle[part])).toBeLessThanOrEqual(bundleLimits[part])
  })

  it('has the editor with everything that it imports beside the first files', () => {
    expect(scripts(bundle.editor).length).toBeGreaterThan(scripts(bundle.first).length)
    expect(code(bundle.editor).join('')).toContain(marks.CodeMirror)
    expect(styles(bundle.editor)).toContain('.editor')
    expect(styles(bundle.first)).not.toContain('.editor')
    expect(bundle.all).toEqual(expect.arrayContaining([...bundle.editor]))
  })

  it.each(Object.entries(marks))('has no %s before it draws', (_, mark) => {
    expect(code(bundle.first).filter((text) => text.includes(mark))).toEqual([])
    // Or the mark says nothing.
    expect(code(bundle.all).filter((text) => text.includes(mark))).not.toEqual([])
  })

  it('has none of the network before one can type', () => {
    const network = [marks.gossipsub, marks.noise, marks.yamux, marks.identify, marks['circuit relay'], marks.bitswap]
    for (const mark of network) expect(code(bundle.editor).join('').includes(mark), mark).toBe(false)
  })
})

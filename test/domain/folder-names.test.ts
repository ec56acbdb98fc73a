import { posix, win32 } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { folderName, folderNames } from '../../src/domain/folder-names.ts'
import { createTopicId } from '../../src/domain/ids.ts'
import { exportMarkdown } from '../../src/domain/markdown/export-markdown.ts'
import { readTopic } from '../../src/domain/read-topic.ts'
import { changeTopic, type TopicChange } from '../../src/domain/topic-document.ts'

/** Pieces that names outside a folder are made of, besides anything at all. */
const evil = fc.constantFrom(
  '..',
  '.',
  '/',
  '\\',
  'C:',
  '~',
  '\0',
  'con',
  'aux',
  ' ',
  'é',
  'e\u0301',
  '😀',
  '\ud800',
  'A',
  'a',
)
const anyName = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.array(evil, { maxLength: 120 }).map((parts) => parts.join('')),
)

describe('a name for a folder', () => {
  it('is one segment below it, on every system, whatever it was made of', () => {
    fc.assert(
      fc.property(anyName, (name) => {
        const safe = folderName(name)
        expect(posix.dirname(posix.resolve('/out', safe))).toBe('/out')
        expect(win32.dirname(win32.resolve('C:\\out', safe))).toBe('C:\\out')
        expect(safe).not.toMatch(/[\0-\x1f\x7f<>:"/\\|?*]|[. ]$|^ /)
        expect(safe).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i)
        expect(new TextEncoder().encode(safe).byteLength).toBeLessThanOrEqual(220)
        expect(safe.isWellFormed()).toBe(true)
      }),
      { numRuns: 2_000 },
    )
  })

  it.each([
    ['board.jpg', 'board.jpg'],
    ['größe 100%.txt', 'größe 100%.txt'],
    ['../../etc/passwd', '.._.._etc_passwd'],
    ['C:\\Windows\\win.ini', 'C__Windows_win.ini'],
    ['CON', '_CON'],
    ['aux.c', '_aux.c'],
    ['console.log', 'console.log'],
    ['notes. . ', 'notes'],
    ['stream:hidden', 'stream_hidden'],
    ['gpj.\u202eexe', 'gpj._exe'],
    ['..', 'file'],
    ['', 'file'],
    [`${'ü'.repeat(200)}.jpeg`, `${'ü'.repeat(97)}.jpeg`],
  ])('of %j is %j', (name, safe) => {
    expect(folderName(name)).toBe(safe)
  })

  it('is never that of another file, also where case and composition are ignored', () => {
    const names = [
      'Board.jpg',
      'board.jpg',
      'BOARD.JPG',
      'caf\u00e9',
      'cafe\u0301',
      'a/b',
      'a\\b',
      'x.',
      'x',
      'Straße',
      'STRASSE',
    ]
    const given = folderNames(names)
    const seen = [...given.values()].map((name) => name.normalize('NFC').toUpperCase().toLowerCase())
    expect(new Set(seen).size).toBe(names.length)
    expect(folderNames(names.toReversed())).toEqual(given)
  })
})

function topicOf(change: TopicChange): ReturnType<typeof readTopic> {
  const doc = new Y.Doc()
  changeTopic(doc, change)
  return readTopic(createTopicId(), doc)
}

it('pages of a camp have names that any system takes, and none is written over another', () => {
  const first = topicOf({ title: 'Doors' })
  const topics = [
    topicOf({ title: `Doors ${first.id.slice(0, 8)}` }),
    topicOf({ title: 'Doors' }),
    first,
    topicOf({ title: 'Aux' }),
    topicOf({ title: '../../NUL' }),
    topicOf({ title: 'Many digits', number: '1'.repeat(400) }),
    topicOf({ title: 'README' }),
    topicOf({ title: '漢字' }),
    topicOf({ title: '' }),
  ]
  const paths = exportMarkdown('Camp', topics).map((file) => file.path)
  expect(new Set(paths).size).toBe(topics.length + 1)
  for (const path of paths) expect(path === 'README.md' || folderName(path) === path).toBe(true)
})

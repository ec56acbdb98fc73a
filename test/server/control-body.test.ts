import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readControlBody } from '../../src/server/control-body.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'divelog-body-'))
})
afterEach(() => rm(folder, { recursive: true }))

const line = (files: unknown): string =>
  `${JSON.stringify({ argv: ['import'], isTerminal: false, inputs: [], cars: files })}\n`

async function* inPieces(text: string, pieceBytes: number): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text)
  for (let at = 0; at < bytes.byteLength; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes)
}

const cars = [
  { path: 'a.car', size: 5 },
  { path: 'b.car', size: 0 },
  { path: 'c.car', size: 6 },
]

it.each([1, 3, 7, 10_000])('finds the files behind the line, in pieces of %i bytes', async (pieceBytes) => {
  const body = await readControlBody(inPieces(`${line(cars)}first\nnext!`, pieceBytes), folder)
  const texts = [...(body?.carFiles ?? [])].map(async ([path, place]) => [path, await readFile(place, 'utf8')])
  expect(await Promise.all(texts)).toEqual([
    ['a.car', 'first'],
    ['b.car', ''],
    ['c.car', '\nnext!'],
  ])
  await body?.dispose()
  expect(await readdir(folder)).toEqual([])
})

it('keeps nothing of a body that ends early or is no request', async () => {
  expect(await readControlBody(inPieces(`${line(cars)}first`, 4), folder)).toBeUndefined()
  expect(await readControlBody(inPieces(line([{ path: 'a.car', size: -1 }]), 4), folder)).toBeUndefined()
  expect(await readControlBody(inPieces('no JSON\nfirst', 4), folder)).toBeUndefined()
  expect(await readdir(folder)).toEqual([])
})

// Files that somebody opens in the browser: a camp's `.car` file, or Markdown with topics. In its own chunk, for the
// parsers that it brings along.
import { type Author, importTopics, type ReceiveResult } from '../../src/index.ts'
import { byteSize } from '../design/byte-size.ts'
import type { TaskOptions } from '../design/use-task.ts'
import type { OpenBrowserNotebook } from '../notebook-context.tsx'

/** What came of it, one sentence each. Stopped, everything taken so far is whole and stays. */
export async function takeFiles(
  opened: OpenBrowserNotebook,
  files: readonly File[],
  options: TaskOptions,
): Promise<readonly string[]> {
  const cars = files.filter(({ name }) => name.toLowerCase().endsWith('.car'))
  const texts = files.filter((file) => !cars.includes(file))
  const said: string[] = []
  for (const car of cars) said.push(...(await takeCar(opened, car, options)))
  if (texts.length > 0) said.push(...(await takeMarkdown(opened, texts, options)))
  return said
}

async function takeCar(opened: OpenBrowserNotebook, file: File, options: TaskOptions): Promise<readonly string[]> {
  const { signal, onProgress } = options
  const taken = await opened.importCar(file, {
    signal,
    onProgress: ({ bytes, total }) =>
      onProgress({ done: bytes, total, words: `${byteSize(bytes)} of ${byteSize(total)} read` }),
  })
  if (taken.kind === 'refused') {
    return [`${file.name} was refused, and nothing was changed: ${taken.problems.join('; ')}.`]
  }
  const count = (kind: ReceiveResult['kind']): number => taken.results.filter((result) => result.kind === kind).length
  return [
    `${file.name}: news of ${peopleWords(count('accepted'))}, ${count('known')} known already.`,
    ...taken.problems.map((problem) => `${file.name}: ${problem}.`),
    ...taken.results.flatMap((result) =>
      result.kind === 'rejected'
        ? [`Refused what ${nameOf(opened.notebook.authors(), result.author)} wrote: ${result.detail}.`]
        : [],
    ),
  ]
}

async function takeMarkdown(
  { notebook }: OpenBrowserNotebook,
  files: readonly File[],
  { signal, onProgress }: TaskOptions,
): Promise<readonly string[]> {
  const read = await Promise.all(
    files.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })),
  )
  const report = await importTopics(notebook, read, {
    signal,
    onProgress: ({ done, total }) => onProgress({ done, total, words: `${done} of ${total} topics` }),
  })
  const { created, updated, unchanged, notices } = report
  return [`${created.length} new topics, ${updated.length} changed, ${unchanged.length} as they were.`, ...notices]
}

const peopleWords = (count: number): string => (count === 1 ? '1 person' : `${count} people`)

const nameOf = (authors: readonly Author[], id: string | undefined): string =>
  authors.find((author) => author.id === id)?.name || 'somebody'

// `divelog write`: replaces a topic's page, outcome or map with what a file says, as the smallest edit.
import { InvalidInputError } from '../../domain/errors.ts'
import { parseCanvas } from '../../domain/json-canvas.ts'
import { parsePage } from '../../domain/markdown/parse-page.ts'
import type { TopicChange } from '../../domain/topic-document.ts'
import { type Arguments, type Command, type CommandContext, text } from '../command.ts'
import { UsageError } from '../parse-arguments.ts'

const sources = ['page', 'outcome', 'map'] as const

export const writeCommand: Command = {
  name: 'write',
  summary: 'Write a page, an outcome or a map from a file',
  usage: 'write TOPIC [--page FILE] [--outcome FILE] [--map FILE.canvas]',
  options: { page: { type: 'string' }, outcome: { type: 'string' }, map: { type: 'string' } },
  optionHelp: [
    ['--page FILE', 'the one-pager, Markdown; `-` is standard input'],
    ['--outcome FILE', 'the outcome note, Markdown; `-` is standard input'],
    ['--map FILE', 'the concept map, JSON Canvas'],
  ],
  examples: ['divelog write 8 --outcome notes.md', 'echo "We agreed." | divelog write 8 --outcome -'],
  minPositionals: 1,
  maxPositionals: 1,
  inputs: (args) => sources.flatMap((name) => text(args, name) ?? []),
  async run(args, context) {
    const { notebook, print, signal } = context
    const id = notebook.findTopic(args.positionals[0] ?? '')
    const change = changeFrom(args, context)
    if (Object.keys(change).length === 0) {
      throw new UsageError('write needs --page, --outcome or --map', 'write')
    }
    await notebook.changeTopic(id, change, { signal })
    await notebook.commit({ signal })
    const row = notebook.rows().find((candidate) => candidate.id === id)
    print(`Saved “${row?.title ?? id}” here.`)
    return 0
  },
}

function changeFrom(args: Arguments, context: CommandContext): TopicChange {
  const read = (name: (typeof sources)[number]): string | undefined => {
    const path = text(args, name)
    return path === undefined ? undefined : decode(context.input(path)[0]?.bytes ?? new Uint8Array(0), path)
  }
  const [page, outcome, map] = [read('page'), read('outcome'), read('map')]
  const fields = page === undefined ? {} : pageChange(page)
  return {
    ...fields,
    ...(outcome === undefined ? {} : { outcome }),
    ...(map === undefined ? {} : { map: parseCanvas(map) }),
  }
}

function pageChange(source: string): TopicChange {
  const { title, intro, goal, requirements, learn, outcome } = parsePage(source)
  return {
    intro,
    goal,
    requirements,
    learn,
    ...(title === '' ? {} : { title }),
    ...(outcome === '' ? {} : { outcome }),
  }
}

function decode(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r\n?/g, '\n')
  } catch (cause) {
    throw new InvalidInputError('file', path, 'is not UTF-8 text', { cause })
  }
}

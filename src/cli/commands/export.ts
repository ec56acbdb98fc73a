// `divelog export`: the camp as a folder of Markdown, or as one `.car` file.
import { DamagedDataError, LimitExceededError, NotFoundError } from '../../domain/errors.ts'
import { folderNames } from '../../domain/folder-names.ts'
import { isShown } from '../../domain/imported-doubles.ts'
import { exportMarkdown } from '../../domain/markdown/export-markdown.ts'
import type { Topic } from '../../domain/topic.ts'
import { writeCampCar } from '../../publishing/write-car.ts'
import { type Command, type CommandContext, text } from '../command.ts'
import { counted } from '../counted.ts'
import { UsageError } from '../parse-arguments.ts'
import { sizeOf } from '../size-of.ts'

export const exportCommand: Command = {
  name: 'export',
  summary: 'Write the camp as Markdown, or as a .car file for a USB stick',
  usage: 'export --dir DIR | --car FILE',
  options: { dir: { type: 'string' }, car: { type: 'string' } },
  optionHelp: [
    ['--dir DIR', 'a README with the table, one page a topic, attachments in files/'],
    ['--car FILE', 'heads and blocks: with the invite enough to have the whole camp'],
  ],
  examples: ['divelog export --dir camp-notes', 'divelog export --car camp.car'],
  minPositionals: 0,
  maxPositionals: 0,
  async run(args, context) {
    const [dir, car] = [text(args, 'dir'), text(args, 'car')]
    if ((dir === undefined) === (car === undefined)) {
      throw new UsageError('export needs --dir or --car, one of the two', 'export')
    }
    await context.notebook.commit({ signal: context.signal })
    return car === undefined ? writeFolder(dir ?? '', context) : writeFile(car, context)
  },
}

async function writeFolder(dir: string, context: CommandContext): Promise<number> {
  const { notebook, output, print, progress, signal } = context
  const topics = []
  for (const row of notebook.rows().filter(isShown)) topics.push(await notebook.readTopic(row.id, { signal }))
  const files = exportMarkdown(notebook.camp.name, topics)
  for (const [i, file] of files.entries()) {
    progress(`${i + 1} of ${files.length}: ${file.path}`)
    await output(`${dir}/${file.path}`, file.bytes)
  }
  let attachments = 0
  for (const topic of topics) attachments += await writeAttachments(dir, topic, context)
  print(`${counted(files.length, 'file')} and ${counted(attachments, 'attachment')} in ${dir}.`)
  return 0
}

/** Resolves with how many were written. One that cannot be read costs itself. */
async function writeAttachments(dir: string, topic: Topic, context: CommandContext): Promise<number> {
  const { notebook, output, warn, signal } = context
  const names = folderNames(topic.files.map((file) => file.name))
  let written = 0
  for (const file of topic.files) {
    try {
      const bytes = await notebook.loadFile(file.cid, { signal })
      await output(`${dir}/files/${topic.id}/${names.get(file.name)}`, bytes)
      written++
    } catch (error) {
      if (!isOfFile(error)) throw error
      warn(`${topic.title}: ${file.name} was left out: ${error.message}`)
    }
  }
  return written
}

const isOfFile = (error: unknown): error is Error =>
  error instanceof NotFoundError || error instanceof DamagedDataError || error instanceof LimitExceededError

async function writeFile(path: string, { notebook, output, print, progress, signal }: CommandContext): Promise<number> {
  let written = 0
  async function* watched(): AsyncGenerator<Uint8Array> {
    for await (const chunk of writeCampCar(notebook.exchange, { signal })) {
      signal.throwIfAborted()
      yield chunk
      const before = written
      written += chunk.byteLength
      if (sizeOf(before) !== sizeOf(written)) progress(`${path}: ${sizeOf(written)} written`)
    }
  }
  await output(path, watched())
  print(`${path}: ${counted(notebook.exchange.heads().length, 'head')}, ${counted(written, 'byte')}.`)
  return 0
}

// `divelog attach`: adds a file to a topic.
import { basename } from 'node:path'
import { NotFoundError } from '../../domain/errors.ts'
import { type Command, text } from '../command.ts'
import { mediaTypeOf } from '../media-type.ts'

export const attachCommand: Command = {
  name: 'attach',
  summary: 'Add a photo or another file to a topic',
  usage: 'attach TOPIC FILE [--caption TEXT]',
  options: { caption: { type: 'string' } },
  optionHelp: [['--caption TEXT', 'what the picture shows']],
  examples: ['divelog attach 12 whiteboard.jpg --caption "The second sketch"'],
  minPositionals: 2,
  maxPositionals: 2,
  inputs: (args) => args.positionals.slice(1),
  async run(args, { notebook, input, print, signal }) {
    const [topic = '', path = ''] = args.positionals
    const id = notebook.findTopic(topic)
    const [file] = input(path)
    if (file === undefined) throw new NotFoundError('file', path)
    const caption = text(args, 'caption')
    const attached = await notebook.attach(
      id,
      {
        name: basename(path),
        type: mediaTypeOf(path),
        bytes: file.bytes,
        ...(caption === undefined ? {} : { caption }),
      },
      { signal },
    )
    await notebook.commit({ signal })
    print(`${attached.name} ${attached.cid}`)
    return 0
  },
}

// `divelog new`: proposes a topic.
import { type Command, flag, text, texts } from '../command.ts'
import { UsageError } from '../parse-arguments.ts'

export const newCommand: Command = {
  name: 'new',
  summary: 'Propose a topic',
  usage: 'new TITLE [--summary TEXT] [--tag TAG]… [--number N] [--json]',
  options: {
    summary: { type: 'string' },
    tag: { type: 'string', multiple: true },
    number: { type: 'string' },
    json: { type: 'boolean' },
  },
  optionHelp: [
    ['--summary TEXT', 'one line for the table'],
    ['--tag TAG', 'may be given more than once'],
    ['--number N', 'as the table of the camp has it'],
    ['--json', 'print {id, title} instead of the id'],
  ],
  examples: ['divelog new "Maps that merge" --summary "Two people move one box" --tag 📦'],
  minPositionals: 1,
  maxPositionals: 1,
  async run(args, { notebook, print, signal }) {
    const title = (args.positionals[0] ?? '').trim()
    if (title === '') throw new UsageError('a topic needs a title', 'new')
    const summary = text(args, 'summary')
    const number = text(args, 'number')
    const id = await notebook.createTopic(
      {
        title,
        tags: texts(args, 'tag'),
        ...(summary === undefined ? {} : { summary }),
        ...(number === undefined ? {} : { number }),
      },
      { signal },
    )
    await notebook.commit({ signal })
    print(flag(args, 'json') ? JSON.stringify({ id, title }) : id)
    return 0
  },
}

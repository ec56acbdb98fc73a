// `divelog publish`: freezes outcomes under final CIDs.

import { isShown } from '../../domain/imported-doubles.ts'
import { type Command, flag } from '../command.ts'
import { UsageError } from '../parse-arguments.ts'

export const publishCommand: Command = {
  name: 'publish',
  summary: 'Freeze an outcome under its final CID',
  usage: 'publish TOPIC|--all [--json]',
  options: { all: { type: 'boolean' }, json: { type: 'boolean' } },
  optionHelp: [
    ['--all', 'every topic that has an outcome'],
    ['--json', 'an array of {id, title, cid}'],
  ],
  examples: ['divelog publish 12', 'divelog publish --all --json'],
  minPositionals: 0,
  maxPositionals: 1,
  async run(args, { notebook, print, warn, progress, signal }) {
    const [topic] = args.positionals
    if ((topic === undefined) === !flag(args, 'all')) {
      throw new UsageError('publish needs a topic or --all', 'publish')
    }
    const rows = notebook.rows().filter(isShown)
    const wanted =
      topic === undefined
        ? rows.filter((row) => row.hasOutcome)
        : notebook.rows().filter((row) => row.id === notebook.findTopic(topic))
    const published: { id: string; title: string; cid: string }[] = []
    for (const [i, row] of wanted.entries()) {
      progress(`${i + 1} of ${wanted.length}: ${row.title}`)
      const final = await notebook.publish(row.id, { signal })
      for (const { name, reason } of final.skipped) warn(`${row.title}: ${name} was left out: ${reason}`)
      published.push({ id: row.id, title: row.title, cid: final.cid })
    }
    await notebook.commit({ signal })
    if (flag(args, 'json')) print(JSON.stringify(published, null, 2))
    else for (const { cid, title } of published) print(wanted.length === 1 ? cid : `${cid}  ${title}`)
    if (published.length === 0 && !flag(args, 'json')) print('No topic has an outcome yet.')
    return 0
  },
}

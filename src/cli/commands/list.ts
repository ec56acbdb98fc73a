// `divelog list`: the catalog.

import { isShown } from '../../domain/imported-doubles.ts'
import { formatColumns } from '../columns.ts'
import { type Command, flag } from '../command.ts'
import { topicStatus } from '../topic-status.ts'

export const listCommand: Command = {
  name: 'list',
  summary: 'Show the topics of the camp',
  usage: 'list [--json]',
  options: { json: { type: 'boolean' } },
  optionHelp: [['--json', 'an array of {id, number, title, summary, tags, status, hasOutcome, cid, updatedAt}']],
  examples: ['divelog list', 'divelog list --json'],
  minPositionals: 0,
  maxPositionals: 0,
  async run(args, { notebook, print, signal }) {
    await notebook.catalogCid({ signal })
    const rows = notebook.rows().filter(isShown)
    if (flag(args, 'json')) {
      print(JSON.stringify(rows.map(toJson), null, 2))
      return 0
    }
    if (rows.length === 0)
      print('No topics yet. `divelog new TITLE` proposes one, `divelog import FILE` brings a table.')
    else
      print(
        formatColumns(
          ['#', 'Topic', 'Tags', 'State', 'Id'],
          rows.map((row) => [row.number, row.title, row.tags.join(' '), topicStatus(row), row.id.slice(0, 8)]),
        ),
      )
    return 0
  },
}

const toJson = (row: ReturnType<Parameters<Command['run']>[1]['notebook']['rows']>[number]): unknown => ({
  id: row.id,
  number: row.number,
  title: row.title,
  summary: row.summary,
  tags: row.tags,
  status: topicStatus(row),
  hasOutcome: row.hasOutcome,
  cid: row.cid,
  updatedAt: row.updatedAt,
})

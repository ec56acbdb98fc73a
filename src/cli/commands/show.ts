// `divelog show`: one topic as people read it.
import { NotFoundError } from '../../domain/errors.ts'
import { readablePage } from '../../domain/markdown/format-page.ts'
import { type Command, flag } from '../command.ts'

export const showCommand: Command = {
  name: 'show',
  summary: 'Show one topic: its page, its outcome, who was there',
  usage: 'show TOPIC [--json]',
  options: { json: { type: 'boolean' } },
  optionHelp: [['--json', 'the whole topic as one JSON object']],
  examples: ['divelog show 12', 'divelog show "Offline First"'],
  minPositionals: 1,
  maxPositionals: 1,
  async run(args, { notebook, print, signal }) {
    const id = notebook.findTopic(args.positionals[0] ?? '')
    const topic = await notebook.readTopic(id, { signal })
    await notebook.catalogCid({ signal })
    const row = notebook.rows().find((candidate) => candidate.id === id)
    if (row === undefined) throw new NotFoundError('topic', id)
    if (flag(args, 'json')) {
      print(JSON.stringify({ ...topic, status: row.state, cid: row.cid, updatedAt: row.updatedAt }, null, 2))
      return 0
    }
    const signers = await notebook.signers(id, { signal })
    const facts = [
      row.number === '' ? '' : `Number ${row.number}`,
      row.state,
      topic.tags.join(' '),
      ...topic.outcome.finals.map(({ cid }) => {
        const count = signers.get(cid)?.size ?? 0
        return `final ${cid}${count > 1 ? ` signed by ${count}` : ''}`
      }),
    ]
    print(facts.filter((fact) => fact !== '').join(' · '))
    if (row.people.length > 0) print(`With ${row.people.join(', ')}`)
    if (topic.summary !== '') print(topic.summary)
    print('')
    print(readablePage({ ...topic, outcome: topic.outcome.document }).trimEnd())
    for (const file of topic.files) print(`\n${file.name} (${file.bytes} bytes) ${file.cid}`)
    return 0
  },
}

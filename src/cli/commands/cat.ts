// `divelog cat`: what a CID, or a path below one, names in this replica.
import { InvalidInputError } from '../../domain/errors.ts'
import type { Command } from '../command.ts'
import { parseCid } from '../parse-cid.ts'

export const catCommand: Command = {
  name: 'cat',
  summary: 'Print a file of this replica by CID and path',
  usage: 'cat CID[/PATH]',
  options: {},
  optionHelp: [],
  examples: ['divelog cat bafy…/outcome.md', 'divelog cat $(divelog status --json | jq -r .catalog)/README.md'],
  minPositionals: 1,
  maxPositionals: 1,
  async run(args, { store, print, printBytes, signal }) {
    const [first = '', ...rest] = (args.positionals[0] ?? '').replace(/^\/?(ipfs\/)?/, '').split('/')
    if (first === '') throw new InvalidInputError('CID', '', 'is missing')
    // Helia's reader is two hundred modules that no other command needs.
    const { catPath } = await import('../../publishing/cat-path.ts')
    const found = await catPath(store.blocks, parseCid(first), rest.join('/'), { signal })
    if (found.kind === 'file') printBytes(found.bytes)
    else for (const { name, cid } of found.entries) print(`${cid}  ${name}`)
    return 0
  },
}

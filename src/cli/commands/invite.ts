// `divelog invite`: the link by which others join.
import { renderUnicodeCompact } from 'uqr'
import { formatInvite } from '../../domain/invite.ts'
import { type Command, text } from '../command.ts'

export const inviteCommand: Command = {
  name: 'invite',
  summary: 'Print the invite link, and on a terminal its QR code',
  usage: 'invite [--base URL]',
  options: { base: { type: 'string' } },
  optionHelp: [['--base URL', 'where the web app is served, such as http://localhost:4747/']],
  examples: ['divelog invite', 'divelog invite --base https://notebook.example/'],
  minPositionals: 0,
  maxPositionals: 0,
  async run(args, { invite, print, isTerminal, warn }) {
    const link = formatInvite(invite(), text(args, 'base'))
    print(link)
    if (isTerminal) {
      print(renderUnicodeCompact(link, { ecc: 'L' }))
      warn('Whoever has this link can read and write the camp: show it, do not post it.')
    }
    return 0
  },
}

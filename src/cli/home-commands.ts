// The commands that make or open a home: `init`, `join` and `serve`.
import { parseInvite } from '../domain/invite.ts'
import { starterTopics } from '../domain/starter/starter-catalog.ts'
import { importTopics } from '../notebook/import-topics.ts'
import { joinCamp, openNodeNotebook, startCamp } from '../open-notebook.node.ts'
import { flag, text, texts } from './command.ts'
import { counted } from './counted.ts'
import type { HomeCommand } from './home-command.ts'
import { readInput } from './input-files.ts'
import { runServe, serveDescription } from './serve-command.ts'

const initCommand: HomeCommand = {
  name: 'init',
  summary: 'Start a camp: an empty one unless asked',
  usage: 'init NAME [--starter] [--import FILE|DIR]… [--as NAME]',
  options: { starter: { type: 'boolean' }, import: { type: 'string', multiple: true }, as: { type: 'string' } },
  optionHelp: [
    ['--starter', 'begin with the 56 topics of two real camps'],
    ['--import FILE|DIR', 'begin with these Markdown files; may be given more than once'],
    ['--as NAME', 'your name, as others will see it'],
  ],
  examples: ['divelog init "Autumn camp" --starter --as Ana', 'divelog init "Autumn camp" --import DEEP_DIVES/'],
  minPositionals: 1,
  maxPositionals: 1,
  async runAtHome({ args, home, terminal, signal }) {
    const files = []
    for (const path of texts(args, 'import')) files.push(...(await readInput(path)))
    const camp = await startCamp(home, { name: args.positionals[0] ?? '' })
    const opened = await openNodeNotebook({ home, command: 'divelog init' })
    try {
      const { notebook } = opened
      await notebook.setProfile({ name: text(args, 'as') ?? '' })
      if (flag(args, 'starter')) for (const topic of starterTopics()) await notebook.createTopic(topic, { signal })
      const report = files.length === 0 ? undefined : await importTopics(notebook, files, { signal })
      for (const notice of report?.notices ?? []) terminal.warn(notice)
      await notebook.commit({ signal })
      terminal.print(`Started “${camp.name}” with ${counted(notebook.rows().length, 'topic')} in ${home}.`)
      terminal.print('`divelog` opens it, `divelog invite` prints the link for others.')
      return 0
    } finally {
      await opened.stop()
    }
  },
}

const joinCommand: HomeCommand = {
  name: 'join',
  summary: 'Join a camp by its invite link; works with nobody reachable',
  usage: 'join LINK [--as NAME]',
  options: { as: { type: 'string' } },
  optionHelp: [['--as NAME', 'your name, as others will see it']],
  examples: ["divelog join 'divelog:#/join/…' --as Bo"],
  minPositionals: 1,
  maxPositionals: 1,
  async runAtHome({ args, home, terminal }) {
    const camp = await joinCamp(home, parseInvite(args.positionals[0] ?? ''))
    const opened = await openNodeNotebook({ home, command: 'divelog join' })
    await opened.notebook.setProfile({ name: text(args, 'as') ?? '' })
    await opened.stop()
    terminal.print(
      `Joined “${camp.name}”. Topics will appear when you meet somebody: \`divelog sync\`, or \`divelog\` to open it.`,
    )
    return 0
  },
}

const serveCommand: HomeCommand = { ...serveDescription, runAtHome: runServe }

export const homeCommands: readonly HomeCommand[] = [serveCommand, initCommand, joinCommand]

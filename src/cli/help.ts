// Help, from the same descriptions that the parser uses.
import type { Command } from './command.ts'

const commonHelp: readonly (readonly [string, string])[] = [
  ['--home DIR', 'where the replica lives (default: the platform’s data folder, or $DIVELOG_HOME)'],
  ['-h, --help', 'this help'],
]

export function commandHelp(command: Command): string {
  const options = [...command.optionHelp, ...commonHelp]
  return [
    `${command.summary}.`,
    '',
    `Usage: divelog ${command.usage}`,
    '',
    'Options:',
    ...aligned(options),
    '',
    'Examples:',
    ...command.examples.map((example) => `  ${example}`),
    ...(/\bTOPIC\b/.test(command.usage)
      ? ['', 'TOPIC is an id, an unambiguous start of one, a number, or a title.']
      : []),
  ].join('\n')
}

export function programHelp(commands: readonly Command[]): string {
  return [
    'Divelog: a session notebook that works without a network and agrees with every laptop it meets.',
    '',
    'Usage: divelog [COMMAND] [OPTIONS]',
    '',
    'Without a command, `serve` runs: the notebook opens in the browser.',
    '',
    'Commands:',
    ...aligned(commands.map((command) => [command.name, command.summary])),
    '',
    'Options:',
    ...aligned([...commonHelp, ['--version', 'the version']]),
    '',
    'Exit codes: 0 done, 1 failed, 2 the command line was not understood.',
    '`divelog COMMAND --help` says more.',
  ].join('\n')
}

function aligned(pairs: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...pairs.map(([left]) => left.length))
  return pairs.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`)
}

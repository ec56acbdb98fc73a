// Which command a command line is for, and what is left for it.

export interface SplitCommand {
  /** The first word, unless it is an option; undefined where nothing was said. */
  readonly name: string | undefined
  /** What follows it, with a `--home DIR` that stood before it. */
  readonly rest: readonly string[]
}

/** `--home DIR` may stand before everything else. */
export function splitCommand(argv: readonly string[]): SplitCommand {
  const at = argv[0] === '--home' ? 2 : argv[0]?.startsWith('--home=') === true ? 1 : 0
  const name = argv[at]
  if (name === undefined || name.startsWith('-')) return { name: undefined, rest: argv }
  return { name, rest: [...argv.slice(at + 1), ...argv.slice(0, at)] }
}

/** Without `--home`: the server that holds the home knows it, and the option would name a path of another process. */
export function withoutHome(argv: readonly string[]): string[] {
  const kept: string[] = []
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i] ?? ''
    if (word === '--home') i++
    else if (!word.startsWith('--home=')) kept.push(word)
  }
  return kept
}

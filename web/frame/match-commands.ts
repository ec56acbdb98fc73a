// Which commands fit what was typed, best first.

export interface Searchable {
  readonly label: string
}

/**
 * Commands whose label has every word of the query, in any order, without regard to case or accents. Labels that start
 * with the query come first, then those where each word starts one of theirs, then the others, each in the given order.
 */
export function matchCommands<T extends Searchable>(commands: readonly T[], query: string): readonly T[] {
  const wanted = fold(query)
  const words = wanted.split(/\s+/).filter(Boolean)
  if (words.length === 0) return commands
  const ranked = commands.flatMap((command) => {
    const label = fold(command.label)
    return words.every((word) => label.includes(word)) ? [{ command, rank: rankOf(label, wanted, words) }] : []
  })
  return ranked.sort((a, b) => a.rank - b.rank).map(({ command }) => command)
}

function rankOf(label: string, wanted: string, words: readonly string[]): number {
  if (label.startsWith(wanted)) return 0
  const starts = label.split(/[^\p{L}\p{N}]+/u)
  return words.every((word) => starts.some((start) => start.startsWith(word))) ? 1 : 2
}

const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim()

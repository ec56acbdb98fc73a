// A person: initials on their colour, the same on every laptop.

export function Face({ name, colour }: { name: string; colour: string }) {
  return (
    <span className="face" style={{ background: colour }} title={name || 'No name yet'} aria-hidden="true">
      {initials(name)}
    </span>
  )
}

function initials(name: string): string {
  // What stands in brackets tells people of one name apart, and is no part of it.
  const words = name
    .replace(/\(.*\)$/, '')
    .trim()
    .split(/\s+/)
    .filter(Boolean)
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]]
  return letters.map((word) => [...(word ?? '?')][0]?.toUpperCase() ?? '?').join('')
}

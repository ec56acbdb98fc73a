// Aligned columns for people: the second one gives way when the terminal is narrow.

export function formatColumns(head: readonly string[], rows: readonly (readonly string[])[], width = 100): string {
  const all = [head, ...rows]
  const widths = head.map((_, i) => Math.max(...all.map((row) => [...(row[i] ?? '')].length)))
  const others = widths.reduce((sum, w, i) => sum + (i === 1 ? 0 : w + 2), 0)
  widths[1] = Math.min(widths[1] ?? 0, Math.max(20, width - others))
  return all
    .map((row) =>
      row
        .map((cell, i) => padTo(cell, widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function padTo(text: string, width: number): string {
  const letters = [...text]
  return letters.length > width ? `${letters.slice(0, width - 1).join('')}…` : text + ' '.repeat(width - letters.length)
}

// What a template left to fill in, for the checklist before an outcome becomes final.

export interface Placeholder {
  readonly text: string
  /** UTF-16 offset in the document. */
  readonly at: number
}

/** `<Define what …>`, `_{fill this in}_`, `TODO`, `TBD` and `???`, in their order. HTML tags and autolinks are no placeholders. */
export function findPlaceholders(text: string): Placeholder[] {
  const found: Placeholder[] = []
  for (const match of text.matchAll(/<[A-Z][^<>\n]*\s[^<>\n]*>|_?\{[^{}\n]{3,}\}_?|\bTODO\b|\bTBD\b|\?{3,}/g)) {
    if (!/^<[A-Z]+\s+[\w-]+=/i.test(match[0])) found.push({ text: match[0], at: match.index })
  }
  return found
}

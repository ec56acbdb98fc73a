// What a template left to fill in, for the checklist before an outcome becomes final.
import type { Nodes } from 'mdast'
import { parseTree } from './markdown/markdown-tree.ts'
import { splitMarkdown } from './markdown/split-markdown.ts'

export interface Placeholder {
  readonly text: string
  /** UTF-16 offset in the document. */
  readonly at: number
}

/** Angle brackets around words, over at most two lines; braces of the 2018 template; and the words people leave for later. */
const pattern = /<[\p{L}][^<>\n]{0,400}\n?[^<>\n]{0,400}>|_?\{[^{}\n]{3,400}\}_?|\bTODO\b|\bTBD\b|\?{3,}/gu

/** `<Define what …>`, `_{fill this in}_`, `TODO`, `TBD` and `???`, in their order. HTML, autolinks and code are no placeholders. */
export function findPlaceholders(text: string): Placeholder[] {
  const found: Placeholder[] = []
  let at = 0
  for (const piece of splitMarkdown(text)) {
    // Parsing costs a thousand times as much as looking.
    if (mayHold.test(piece)) {
      for (const match of withoutCode(piece).matchAll(pattern)) {
        if (!match[0].startsWith('<') || !isMarkup(match[0])) found.push({ text: match[0], at: at + match.index })
      }
    }
    at += piece.length
  }
  return found
}

const mayHold = /<[\s\S]*>|\{|TODO|TBD|\?{3}/

/** Tags have attributes with values, or end themselves, or are one word; so are addresses. */
const isMarkup = (text: string): boolean => !/\s/.test(text) || /\s[\w:-]+\s*=/.test(text) || text.endsWith('/>')

/** Spaces where code stands, so that offsets stay. */
function withoutCode(text: string): string {
  const pieces: string[] = []
  let from = 0
  const open: Nodes[] = [parseTree(text)]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === 'code' || node.type === 'inlineCode') {
      const [start, end] = [node.position?.start.offset ?? 0, node.position?.end.offset ?? 0]
      pieces.push(text.slice(from, start), ' '.repeat(end - start))
      from = end
    } else if ('children' in node) open.push(...node.children.toReversed())
  }
  return pieces.join('') + text.slice(from)
}

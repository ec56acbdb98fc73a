// Cuts Markdown where each piece means the same alone as in the whole, so that a key pressed in a long note costs one
// piece and not fifty pages. Where that is not certain there is no cut.

/** Headings and lines that begin with a letter, at the margin: after a blank line these end every list, quote and table. */
const startsAnew = /^(?:#{1,6}[ \t]|\p{L})/u
const isBlank = /^[ \t]*$/
const fenceStart = /^(?:(`{3,})[^`]*|(~{3,}).*)$/
/** A fence in a list item, or in a list only by its look. */
const indentedFence = /^ {1,3}(?:`{3}|~{3})/
const html = /^ {0,3}</
/** HTML that goes on over blank lines. */
const longHtml = /^ {0,3}<(?:script|pre|style|textarea|!--|\?|!\[CDATA\[|![a-z])/i

/**
 * Pieces that give the text when joined. Rendering them one by one gives what rendering the text gives: a text with
 * definitions of links or footnotes, which reach everywhere, is one piece.
 */
export function splitMarkdown(text: string): readonly string[] {
  if (text.includes(']:') || text.includes('\r')) return [text]
  const pieces: string[] = []
  let pieceAt = 0
  let fence: string | undefined
  let isAfterBlank = false
  let hasHtml = false
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf('\n', at)
    const next = end === -1 ? text.length : end + 1
    const line = text.slice(at, end === -1 ? next : end)
    const blank = isBlank.test(line)
    if (fence !== undefined) {
      if (closes(line, fence)) fence = undefined
    } else if (blank) hasHtml = false
    else {
      if (isAfterBlank && startsAnew.test(line)) {
        pieces.push(text.slice(pieceAt, at))
        pieceAt = at
      }
      hasHtml ||= html.test(line)
      const opened = fenceStart.exec(line)
      fence = opened?.[1] ?? opened?.[2]
      // From here on nobody knows without parsing.
      if (longHtml.test(line) || indentedFence.test(line) || (fence !== undefined && hasHtml)) break
    }
    isAfterBlank = blank && fence === undefined
    at = next
  }
  return [...pieces, text.slice(pieceAt)].filter((piece) => piece !== '')
}

const closes = (line: string, fence: string): boolean => {
  const marks = /^ {0,3}(`+|~+)[ \t]*$/.exec(line)?.[1] ?? ''
  return marks.startsWith(fence)
}

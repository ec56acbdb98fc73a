// Which Markdown may be parsed where somebody else wrote it: in the catalog, in the preview, for whoever asks the server. The parser takes time that grows with the square of open
// emphasis and of nesting: 60 KB of `*a_` hold a laptop for half a minute.

const maxLength = 256 * 1024
const maxMarksInParagraph = 2000
const tooDeep = /^(?:[ \t]*(?:[>+*-]|\d{1,9}[.)])){50}|^[ \t]{100,}(?:[>+*-]|\d{1,9}[.)])/m

/** Whether parsing takes well under a second; what does not is shown as it was written. */
export function isCheapMarkdown(source: string): boolean {
  if (source.length > maxLength || tooDeep.test(source)) return false
  return source.split(/\n[ \t>]*\n/).every((paragraph) => countMarks(paragraph) <= maxMarksInParagraph)
}

const countMarks = (text: string): number => text.match(/[*_~[\]`<@]/g)?.length ?? 0

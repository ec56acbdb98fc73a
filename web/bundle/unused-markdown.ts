// What the editor's Markdown does for code and HTML of other languages within it: we give it none, so it would walk each
// tree to the end for nothing.
import type { Unused } from './find-unused.ts'

export const unusedMarkdown: Unused = {
  answers: { parseCode: '{}', getCodeParser: 'undefined' },
}

// Where the parts of a page stand in its text, for writing it and for reading back a page that states their lengths.
import { formatLabel } from './cell-text.ts'
import { type PageFields, sectionHeadings } from './page-fields.ts'

/** Comment that states the UTF-16 lengths of the parts in their order. */
export const lengthsComment = /\n<!-- divelog:page ((?:\d+ ){5})-->\n$/

/** The page's text, and where each part starts in it. */
export function layOut(page: PageFields): { readonly text: string; readonly starts: readonly number[] } {
  let text = `# ${formatLabel(page.title)}\n`
  const starts: number[] = []
  const add = (part: string): void => {
    starts.push(text.length)
    text += part
    if (part !== '') text += '\n'
  }
  text += '\n'
  add(page.intro)
  for (const { field, heading } of sectionHeadings) {
    text += `${text.endsWith('\n\n') ? '' : '\n'}${heading}\n\n`
    add(page[field])
  }
  const gap = text.endsWith('\n\n') ? '' : '\n'
  starts.push(text.length + gap.length)
  if (page.outcome === '') return { text, starts }
  return { text: `${text}${gap}${page.outcome}${page.outcome.endsWith('\n') ? '' : '\n'}`, starts }
}

// A topic's page in the shape of the camps' template. Ordinary texts come out as the template has them; texts that the
// headings could not hold apart get their lengths in a comment at the end, so that nothing is lost on the way back.
import { isCheapMarkdown } from './markdown-cost.ts'
import type { PageFields } from './page-fields.ts'
import { layOut } from './page-layout.ts'
import { parsePage } from './parse-page.ts'

const maxParsedLength = 64 * 1024

export function formatPage(page: PageFields): string {
  const plain = layOut(page).text
  // Every laptop formats what strangers wrote: what is long or costly is not parsed for it.
  if (plain.length > maxParsedLength || !isCheapMarkdown(plain)) return withLengths(page)
  const back = parsePage(plain)
  return fields.every((field) => back[field] === page[field]) ? plain : withLengths(page)
}

/** The same for people alone: no lengths, so that reading it back may part it otherwise. */
export const readablePage = (page: PageFields): string => layOut(page).text

const fields = ['title', 'intro', 'goal', 'requirements', 'learn', 'outcome'] as const

function withLengths(page: PageFields): string {
  const { text } = layOut(page)
  const lengths = parts(page).map((part) => part.length)
  return `${text}\n<!-- divelog:page ${lengths.join(' ')} -->\n`
}

const parts = (page: PageFields): string[] => [page.intro, page.goal, page.requirements, page.learn, page.outcome]

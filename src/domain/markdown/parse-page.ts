// A topic's page, read tolerantly. The parser only finds the headings; every text is a slice of the source, so nothing
// that people wrote is reformatted.
import type { Heading, Root } from 'mdast'
import { parseCell } from './cell-text.ts'
import { headingSource, parseTree } from './markdown-tree.ts'
import { fieldOfHeading, type PageFields, type SectionField } from './page-fields.ts'
import { layOut, lengthsComment } from './page-layout.ts'

/** Reads any text: a page without a single heading is an intro. */
export function parsePage(source: string): PageFields {
  return parseByLengths(source) ?? parseByHeadings(source)
}

interface Section {
  readonly field: SectionField
  readonly heading: Heading
}

function parseByHeadings(source: string): PageFields {
  const tree = parseTree(source)
  const first = tree.children[0]
  const titled = first?.type === 'heading' && first.depth === 1 ? first : undefined
  const sections = findSections(tree, source)
  const bodyStart = titled === undefined ? 0 : endOf(titled)
  const firstSection = sections[0]
  const found: Record<SectionField, string> = { goal: '', requirements: '', learn: '' }
  let end = firstSection === undefined ? introEnd(tree, titled, source) : startOf(firstSection.heading)
  const intro = trimBlankLines(source.slice(bodyStart, end))
  for (const [i, section] of sections.entries()) {
    const next = sections[i + 1]
    end = next === undefined ? nextHeading(tree, section.heading, source) : startOf(next.heading)
    found[section.field] = trimBlankLines(source.slice(endOf(section.heading), end))
  }
  return {
    title: titled === undefined ? '' : parseCell(headingSource(titled, source)).replace(/\s+/g, ' ').trim(),
    intro,
    ...found,
    outcome: trimBlankLines(source.slice(end)),
  }
}

/** The first heading of each field, in the order of the page. */
function findSections(tree: Root, source: string): Section[] {
  const sections: Section[] = []
  for (const node of tree.children) {
    if (node.type !== 'heading') continue
    const field = fieldOfHeading(headingSource(node, source))
    if (field !== undefined && !sections.some((section) => section.field === field))
      sections.push({ field, heading: node })
  }
  return sections
}

/** Without the template's sections the text up to the first heading introduces, the rest is what a group wrote. */
function introEnd(tree: Root, titled: Heading | undefined, source: string): number {
  const next = tree.children.find((node) => node.type === 'heading' && node !== titled)
  return next === undefined ? source.length : startOf(next)
}

function nextHeading(tree: Root, after: Heading, source: string): number {
  const next = tree.children.find(
    (node) => node.type === 'heading' && node.depth <= after.depth && startOf(node) > startOf(after),
  )
  return next === undefined ? source.length : startOf(next)
}

/** A page that states the lengths of its parts, unless somebody edited it since. */
function parseByLengths(source: string): PageFields | undefined {
  const comment = lengthsComment.exec(source)
  const lengths = comment?.[1]?.trim().split(' ').map(Number)
  if (comment === null || lengths === undefined) return undefined
  const body = source.slice(0, comment.index)
  const title = parseCell(/^# (.*)\n/.exec(body)?.[1] ?? '')
  const page: Record<string, string> = { title }
  const names = ['intro', 'goal', 'requirements', 'learn', 'outcome'] as const
  const filled = (): PageFields => ({ title, intro: '', goal: '', requirements: '', learn: '', outcome: '', ...page })
  for (const [i, name] of names.entries()) {
    const start = layOut(filled()).starts[i] ?? 0
    page[name] = body.slice(start, start + (lengths[i] ?? 0))
  }
  return layOut(filled()).text === body ? filled() : undefined
}

const startOf = (node: { position?: Root['position'] }): number => node.position?.start.offset ?? 0
const endOf = (node: { position?: Root['position'] }): number => node.position?.end.offset ?? 0

/** Blank lines around a text are layout, spaces inside its first line are not. */
const trimBlankLines = (text: string): string => text.replace(/^(?:[ \t]*\r?\n)+/, '').replace(/\s+$/, '')

// Markdown with GFM as a tree whose nodes know where they stand in the source.
import type { Heading, Nodes, Root } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'

/** 50 quotes or lists within each other on one line, or by indentation: the parser takes seconds, then the stack overflows. */
const tooDeep = /^(?:[ \t]*(?:[>+*-]|\d{1,9}[.)])){50}|^[ \t]{100,}(?:[>+*-]|\d{1,9}[.)])/m

/** Text that nests deeper than anybody writes is text without structure: an empty tree. */
export const parseTree = (source: string): Root =>
  tooDeep.test(source)
    ? { type: 'root', children: [] }
    : fromMarkdown(source, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })

/** The source from the start of one node to the end of another. */
export const sliceOf = (source: string, first: Nodes, last: Nodes = first): string =>
  source.slice(first.position?.start.offset ?? 0, last.position?.end.offset ?? 0)

/**
 * The source of what a node holds. Links that the parser finds only afterwards, such as `www.x.org` behind a lone
 * bracket, know no place: then it is the node's own source, without what `strip` takes off.
 */
export function contentOf(
  node: Nodes & { readonly children: readonly Nodes[] },
  source: string,
  strip: (whole: string) => string,
): string {
  const [first, last] = [node.children[0], node.children.at(-1)]
  if (first === undefined || last === undefined) return ''
  const isPlaced = first.position !== undefined && last.position !== undefined
  return isPlaced ? sliceOf(source, first, last) : strip(sliceOf(source, node)).trim()
}

/** The words of a heading as they stand in the source. */
export const headingSource = (node: Heading, source: string): string =>
  contentOf(node, source, (whole) => whole.replace(/^#+/, '').replace(/\s#+\s*$|\n[=-]+\s*$/, ''))

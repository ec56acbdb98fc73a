// Markdown with GFM as a tree whose nodes know where they stand in the source.
import type { Nodes, Root } from 'mdast'
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

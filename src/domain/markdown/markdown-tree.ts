// Markdown with GFM as a tree whose nodes know where they stand in the source.
import type { Nodes, Root } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'

export const parseTree = (source: string): Root =>
  fromMarkdown(source, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })

/** The source from the start of one node to the end of another. */
export const sliceOf = (source: string, first: Nodes, last: Nodes = first): string =>
  source.slice(first.position?.start.offset ?? 0, last.position?.end.offset ?? 0)

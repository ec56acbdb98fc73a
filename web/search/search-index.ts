// Words to topics: MiniSearch over pages and outcomes, and the sentence that holds what was found.
import MiniSearch, { type Options } from 'minisearch'
import type { TopicId } from '../../src/index.ts'
import type { SavedIndex, TopicText } from './kept-search.ts'

export interface SearchIndex {
  /** Replaces what was known of this topic. Resolves to whether the index is another one now. */
  put(text: TopicText): boolean
  /** Every word must occur, the last one perhaps unfinished; the sentence shows where. */
  search(query: string): ReadonlyMap<TopicId, string>
  /** To begin with the next time. Costs about the size of all texts. */
  save(): SavedIndex
}

const format = 1

/** Best first; nobody reads more. */
const maxSentences = 60

const settings: Options<TopicText> = {
  fields: ['page', 'outcome'],
  // Two letters begin so many words that looking all of them up would be felt while typing.
  searchOptions: {
    prefix: (term) => term.length > 2,
    combineWith: 'AND',
    fuzzy: (term) => (term.length > 5 ? 0.15 : false),
  },
}

export function createSearchIndex(saved?: SavedIndex): SearchIndex {
  const texts = new Map<TopicId, TopicText>()
  const begun = saved === undefined ? undefined : load(saved)
  const index = begun ?? new MiniSearch<TopicText>(settings)
  const known = new Map(begun === undefined ? [] : saved?.known)
  return {
    put(text) {
      texts.set(text.id, text)
      if (known.get(text.id) === text.updatedAt) return false
      if (known.has(text.id)) index.replace(text)
      else index.add(text)
      known.set(text.id, text.updatedAt)
      return true
    },
    save: () => ({ format, json: JSON.stringify(index), known }),
    search(query) {
      const found = new Map<TopicId, string>()
      for (const { id, terms } of index.search(query)) {
        const text = texts.get(id)
        if (text === undefined) continue
        found.set(text.id, found.size < maxSentences ? sentenceWith(`${text.outcome}\n${text.page}`, terms) : '')
      }
      return found
    },
  }
}

/** Undefined for one that an older or newer Divelog made, or that cannot be read. */
function load(saved: SavedIndex): MiniSearch<TopicText> | undefined {
  if (saved.format !== format) return undefined
  try {
    return MiniSearch.loadJSON(saved.json, settings)
  } catch {
    return undefined
  }
}

const maxSentenceCharacters = 180
/** What cutting leaves of an emoji at either end. */
const halves = /^[\udc00-\udfff]|[\ud800-\udbff]$/g

/** The first line or sentence with one of these words, without Markdown marks; '' if there is none. */
export function sentenceWith(text: string, terms: readonly string[]): string {
  const sentences = text.split(/\n+|(?<=[.!?])\s+/)
  const found = sentences.find((sentence) => terms.some((term) => sentence.toLowerCase().includes(term)))
  if (found === undefined) return ''
  const plain = found.replace(/^[\s#>*+-]+|[*_`|]/g, '').trim()
  if (plain.length <= maxSentenceCharacters) return plain
  const at = Math.max(0, ...terms.map((term) => plain.toLowerCase().indexOf(term)))
  const from = Math.max(0, Math.min(at - 60, plain.length - maxSentenceCharacters))
  const shown = plain.slice(from, from + maxSentenceCharacters).replace(halves, '')
  return `${from > 0 ? '…' : ''}${shown.trim()}…`
}

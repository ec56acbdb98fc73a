// Reads a topic from its Y.Doc, whose layout `topic-document.ts` describes. Values come from strangers' documents: what
// does not have its shape is dropped, nothing throws, and equal documents give equal topics on every laptop.
import { CID } from 'multiformats/cid'
import type * as Y from 'yjs'
import { readComments } from './comments.ts'
import { byCodeUnit, entriesIn, isRecord, keysIn, numberIn, textIn, writtenIn } from './doc-values.ts'
import type { AuthorId, TopicId } from './ids.ts'
import { isAuthorId, isTopicId } from './ids.ts'
import { cutText } from './kept-text.ts'
import { limits } from './limits.ts'
import type { Final, OutcomeState } from './outcome.ts'
import { outcomeStates } from './outcome.ts'
import { readMap } from './read-map.ts'
import { readSessions } from './read-sessions.ts'
import type { Attachment, Topic } from './topic.ts'

/** Reads the whole document. Costs about its size; keep the result while the document does not change. */
export function readTopic(id: TopicId, doc: Y.Doc): Topic {
  const attributes = doc.getMap('topic')
  const mergedInto = attributes.get('mergedInto')
  const imported = textIn(attributes, 'imported')
  return {
    id,
    number: textIn(attributes, 'number'),
    title: cutText(textIn(attributes, 'title'), limits.maxTitleCharacters),
    summary: textIn(attributes, 'summary'),
    intro: writtenIn(doc, 'intro'),
    goal: writtenIn(doc, 'goal'),
    requirements: writtenIn(doc, 'requirements'),
    learn: writtenIn(doc, 'learn'),
    tags: [...listIn(doc, 'tags')].sort(byCodeUnit),
    proposedBy: listIn(doc, 'proposedBy'),
    necessary: listIn(doc, 'necessary'),
    votes: keysIn(doc, 'votes').filter(isAuthorId).sort(byCodeUnit),
    sessions: readSessions(doc),
    outcome: {
      state: outcomeStateIn(attributes),
      document: writtenIn(doc, 'outcome'),
      map: readMap(doc),
      finals: readFinals(doc),
    },
    files: readFiles(doc),
    comments: readComments(doc),
    createdAt: numberIn(attributes, 'createdAt'),
    slidePoints: slidePointsIn(attributes),
    ...(typeof mergedInto === 'string' && isTopicId(mergedInto) ? { mergedInto } : {}),
    ...(imported === '' ? {} : { imported }),
  }
}

function readFinals(doc: Y.Doc): Final[] {
  const finals: Final[] = []
  const signed = readSigned(doc)
  for (const [cid, entry] of entriesIn(doc, 'finals')) {
    if (!isRecord(entry) || typeof entry.at !== 'number' || typeof entry.by !== 'string') continue
    const { at, by } = entry
    if (isAuthorId(by)) finals.push({ cid, at, by, signers: [...new Set([by, ...(signed.get(cid) ?? [])])] })
  }
  return finals.sort((a, b) => a.at - b.at || byCodeUnit(a.cid, b.cid))
}

/** By CID, in the order in which they signed. */
function readSigned(doc: Y.Doc): ReadonlyMap<string, readonly AuthorId[]> {
  const signatures: { readonly cid: string; readonly author: AuthorId; readonly at: number }[] = []
  for (const [key, at] of entriesIn(doc, 'signed')) {
    const [cid = '', author = ''] = key.split(' ')
    if (typeof at === 'number' && isAuthorId(author)) signatures.push({ cid, author, at })
  }
  signatures.sort((a, b) => a.at - b.at || byCodeUnit(a.author, b.author))
  const byCid = new Map<string, AuthorId[]>()
  for (const { cid, author } of signatures) byCid.set(cid, [...(byCid.get(cid) ?? []), author])
  return byCid
}

function readFiles(doc: Y.Doc): Attachment[] {
  const files: Attachment[] = []
  for (const [name, entry] of entriesIn(doc, 'files')) {
    if (!isRecord(entry)) continue
    const { cid, bytes, type, caption, by } = entry
    if (typeof cid !== 'string' || typeof bytes !== 'number' || typeof by !== 'string' || !isAuthorId(by)) continue
    // A name becomes a link in the catalog and in final directories; a CID that cannot be read would fail both.
    if (!isPlainName(name) || !isCid(cid)) continue
    files.push({
      name,
      cid,
      bytes,
      type: typeof type === 'string' ? type : 'application/octet-stream',
      caption: typeof caption === 'string' ? caption : '',
      by,
    })
  }
  return files.sort((a, b) => byCodeUnit(a.name, b.name))
}

const isPlainName = (name: string): boolean =>
  name !== '' &&
  name !== '.' &&
  name !== '..' &&
  !/[/\\\0]/.test(name) &&
  new TextEncoder().encode(name).byteLength <= limits.maxFileNameBytes

function isCid(text: string): boolean {
  try {
    return CID.parse(text).version === 1
  } catch {
    return false
  }
}

function listIn(doc: Y.Doc, field: 'tags' | 'proposedBy' | 'necessary'): string[] {
  const entries = entriesIn(doc, field).map(([text, at]) => ({ text, at: typeof at === 'number' ? at : 0 }))
  return entries.sort((a, b) => a.at - b.at || byCodeUnit(a.text, b.text)).map((entry) => entry.text)
}

function slidePointsIn(attributes: Y.Map<unknown>): string[] {
  const points = attributes.get('slidePoints')
  if (!Array.isArray(points)) return []
  return points
    .filter((point) => typeof point === 'string' && point.trim() !== '')
    .slice(0, limits.maxSlidePoints)
    .map((point) => cutText(point, limits.maxSlidePointCharacters))
}

function outcomeStateIn(attributes: Y.Map<unknown>): OutcomeState {
  const state = attributes.get('outcomeState')
  return outcomeStates.find((known) => known === state) ?? 'draft'
}

// A file added to a topic: bytes as UnixFS below our tree, its name and caption in the topic's document.
import type { AuthorKey } from '../contributions/author-key.ts'
import { putFile } from '../contributions/files.ts'
import { InvalidInputError, LimitExceededError } from '../domain/errors.ts'
import type { TopicId } from '../domain/ids.ts'
import { keptText } from '../domain/kept-text.ts'
import { limits } from '../domain/limits.ts'
import type { Attachment } from '../domain/topic.ts'
import { addFile } from '../domain/topic-document.ts'
import type { Desk } from './desk.ts'
import type { AbortOptions, Clock, ReplicaStore } from './ports.ts'

export interface WritingParts {
  readonly store: ReplicaStore
  readonly key: AuthorKey
  readonly clock: Clock
  readonly desk: Desk
}

export interface NewFile {
  readonly name: string
  readonly type: string
  readonly caption?: string
  readonly bytes: Uint8Array
}

/** Blocks, then the journal entry that keeps them, then the name in the document. */
export async function attachFile(
  { store, key, desk }: WritingParts,
  id: TopicId,
  file: NewFile,
  options: AbortOptions = {},
): Promise<Attachment> {
  if (file.bytes.byteLength > limits.maxFileBytes) {
    throw new LimitExceededError('maxFileBytes', limits.maxFileBytes, file.bytes.byteLength)
  }
  const topic = await desk.readTopic(id, options)
  if (topic.files.length >= limits.maxFilesPerTopic) {
    throw new LimitExceededError('maxFilesPerTopic', limits.maxFilesPerTopic, topic.files.length + 1)
  }
  const name = freeName(plainName(keptText(file.name)), new Set(topic.files.map((taken) => taken.name)))
  const cid = await putFile(store.blocks, file.bytes, { chunkBytes: limits.fileChunkBytes, ...options })
  options.signal?.throwIfAborted()
  // From here on nobody stops it: an entry without its name in the document would be half of it.
  await store.appendJournal({ kind: 'file', topicId: id, name, cid: cid.toString() })
  const attachment: Attachment = {
    name,
    cid: cid.toString(),
    bytes: file.bytes.byteLength,
    type: file.type === '' ? 'application/octet-stream' : keptText(file.type),
    caption: keptText(file.caption ?? ''),
    by: key.id,
  }
  await desk.edit(id, (doc) => addFile(doc, attachment))
  return attachment
}

/** A file name without path, control characters or the names `.` and `..`. */
function plainName(name: string): string {
  const plain = (name.split(/[\\/]/).at(-1) ?? '').replace(/[\u0000-\u001f\u007f]/g, '').trim()
  if (plain === '' || plain === '.' || plain === '..') throw new InvalidInputError('file name', name, 'is empty')
  if (new TextEncoder().encode(plain).byteLength > limits.maxFileNameBytes) {
    throw new InvalidInputError('file name', name, `is longer than ${limits.maxFileNameBytes} bytes`)
  }
  return plain
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name
  const dot = name.lastIndexOf('.')
  const [stem, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, '']
  for (let n = 2; ; n++) {
    const candidate = `${stem}-${n}${extension}`
    if (!taken.has(candidate)) return candidate
  }
}

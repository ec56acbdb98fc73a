// A session that begins now.
import type * as Y from 'yjs'
import { addSession, sessionPresets } from '../../src/index.ts'

export function startSession(doc: Y.Doc): void {
  addSession(doc, { start: Date.now(), minutes: sessionPresets[1], place: '' })
}

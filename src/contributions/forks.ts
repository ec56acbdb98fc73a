// Several logs on one topic that may hold one client id each in its own way: trees of one author that do not follow from
// each other (a copied key, or malice), or two authors who looked for keys and nonces whose ids are equal.
import type { AuthorId, TopicId } from '../domain/ids.ts'
import { publicKeyOf } from './author-key.ts'
import { checkUpdate, clientIdFor } from './client-id.ts'
import type { LogEntry } from './log.ts'

export interface AuthoredLog {
  readonly author: AuthorId
  readonly entries: readonly LogEntry[]
}

/**
 * The logs with only one version of each client id left: the one that goes furthest, of equal ones that of the first log.
 * Yjs keeps whichever of two versions comes first, and may throw where they cut each other; it must never see both.
 * Every log is one that verification passed. Deletions without text stay, whoever's version was taken.
 */
export function chooseVersions(topicId: TopicId, logs: readonly AuthoredLog[]): LogEntry[][] {
  const owned = logs.map((log) => withIds(topicId, log))
  const contested = contestedIds(owned)
  if (contested.size === 0) return logs.map((log) => [...log.entries])
  const winners = new Map<number, { readonly log: number; readonly to: number }>()
  for (const [log, entries] of owned.entries()) {
    for (const { id, entry } of entries) {
      if (!contested.has(id)) continue
      const { to } = clocksOf(entry, id)
      if (to > (winners.get(id)?.to ?? 0)) winners.set(id, { log, to })
    }
  }
  return owned.map((entries, log) =>
    entries
      .filter(({ id, entry }) => {
        if (!contested.has(id) || winners.get(id)?.log === log) return true
        const { from, to } = clocksOf(entry, id)
        return from === to
      })
      .map(({ entry }) => entry),
  )
}

interface OwnedEntry {
  readonly id: number
  readonly entry: LogEntry
}

function withIds(topicId: TopicId, { author, entries }: AuthoredLog): OwnedEntry[] {
  const publicKey = publicKeyOf(author)
  const ids = new Map<string, number>()
  return entries.map((entry) => {
    const nonce = entry.nonce.join(' ')
    const id = ids.get(nonce) ?? clientIdFor(publicKey, topicId, entry.nonce)
    ids.set(nonce, id)
    return { id, entry }
  })
}

function contestedIds(logs: readonly (readonly OwnedEntry[])[]): Set<number> {
  const seen = new Set<number>()
  const contested = new Set<number>()
  for (const entries of logs) {
    const ids = new Set(entries.map(({ id }) => id))
    for (const id of ids) {
      if (seen.has(id)) contested.add(id)
      seen.add(id)
    }
  }
  return contested
}

function clocksOf(entry: LogEntry, id: number): { readonly from: number; readonly to: number } {
  const check = checkUpdate(entry.update, id)
  return check.kind === 'ok' ? check : { from: 0, to: 0 }
}

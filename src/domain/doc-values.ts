// Values as a Y.Doc holds them: what has another shape reads as nothing.
import type * as Y from 'yjs'

// Most topics lack most maps, and Yjs makes what is asked for: reading a camp would fill it with empty ones.
export const entriesIn = (doc: Y.Doc, map: string): [string, unknown][] =>
  doc.share.has(map) ? [...doc.getMap(map).entries()] : []
/** In the same order on every laptop. */
export const orderedEntriesIn = (doc: Y.Doc, map: string): [string, unknown][] =>
  entriesIn(doc, map).sort(([a], [b]) => byCodeUnit(a, b))
export const keysIn = (doc: Y.Doc, map: string): string[] => (doc.share.has(map) ? [...doc.getMap(map).keys()] : [])
export const writtenIn = (doc: Y.Doc, text: string): string => (doc.share.has(text) ? doc.getText(text).toString() : '')

export const isNumber = (value: unknown): value is number => Number.isFinite(value)
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

export function textIn(map: Y.Map<unknown>, key: string): string {
  const value = map.get(key)
  return typeof value === 'string' ? value : ''
}

export function numberIn(map: Y.Map<unknown>, key: string): number {
  const value = map.get(key)
  return typeof value === 'number' && Number.isFinite(value) ? value : 0
}

// Never `localeCompare`: the order is part of the catalog CID and must be the same on every laptop.
export const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

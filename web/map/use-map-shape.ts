// What a map says, without where things stand.
import { useRef } from 'react'
import type { ConceptMap } from '../../src/index.ts'

/** The same object for as long as only places change; places in it may be old. */
export function useMapShape(map: ConceptMap): ConceptMap {
  const kept = useRef<{ map: ConceptMap; text: string }>(undefined)
  const text = JSON.stringify([map.nodes.map(({ x: _x, y: _y, ...node }) => node), map.edges, map.votes])
  if (kept.current?.text !== text) kept.current = { map, text }
  return kept.current.map
}

// What the parts of the canvas share: React Flow renders them far from the editor.
import { createContext } from 'react'
import type { AuthorId, MapItemId } from '../../src/index.ts'
import type { MapChanges } from './map-changes.ts'

export interface CanvasTools {
  readonly changes: MapChanges
  readonly self: AuthorId
  /** The node or link whose words are being written. */
  readonly editing: MapItemId | undefined
  readonly setEditing: (id: MapItemId | undefined) => void
}

export const CanvasContext = createContext<CanvasTools>({} as CanvasTools)

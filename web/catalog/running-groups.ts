// The groups that sit together now, for those who walk the room.
import { type CatalogRow, type UnderWay, underWay } from '../../src/index.ts'

export interface RunningGroup extends UnderWay {
  readonly row: CatalogRow
  readonly minutesLeft: number
  /** Its outcome is final: it has done what it sat down for. */
  readonly isDone: boolean
}

/** Those that have written nothing first, then by how much they wrote; those that are done last. */
export function runningGroups(rows: readonly CatalogRow[], now: number): readonly RunningGroup[] {
  return rows
    .flatMap((row) =>
      row.sessions.flatMap((session): RunningGroup[] => {
        const running = underWay(session, now)
        if (running === undefined) return []
        return [
          { ...running, row, minutesLeft: Math.ceil((running.ends - now) / 60_000), isDone: row.state === 'final' },
        ]
      }),
    )
    .sort((a, b) => Number(a.isDone) - Number(b.isDone) || a.row.words - b.row.words)
}

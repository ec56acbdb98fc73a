// The state of a topic as commands say it.
import { isUnderWay } from '../domain/under-way.ts'
import type { CatalogRow } from '../notebook/ports.ts'

export function topicStatus(row: Pick<CatalogRow, 'state' | 'sessions'>, now = Date.now()): string {
  if (row.state === 'final') return row.state
  const running = row.sessions.some((session) => isUnderWay(session, now))
  return running ? 'running' : row.state
}

// The state of a topic as commands say it.
import type { CatalogRow } from '../notebook/ports.ts'

export function topicStatus(row: Pick<CatalogRow, 'state' | 'sessions'>, now = Date.now()): string {
  if (row.state === 'final') return row.state
  const running = row.sessions.some((session) => session.start <= now && now < session.start + session.minutes * 60_000)
  return running ? 'running' : row.state
}

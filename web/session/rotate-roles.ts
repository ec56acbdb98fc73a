// Lead and notetaker go round the table, one seat at a time.
import type { Participant } from '../../src/index.ts'

/** The people whose role changes, with their new one. Without any role yet, the first two take lead and notetaker. */
export function rotateRoles(participants: readonly Participant[]): readonly Participant[] {
  const isPlain = participants.every((person) => person.role === 'participant')
  return participants.flatMap((person, i) => {
    const before = participants[(i - 1 + participants.length) % participants.length] ?? person
    const role = isPlain ? (['lead', 'notetaker'] as const)[i] : before.role
    return role === undefined || role === person.role ? [] : [{ ...person, role }]
  })
}

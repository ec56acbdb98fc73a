// The report for whoever helps: states, counts and words of keys. It names no note, no topic, no person and no address.
import { type AuthorId, wordPair } from '../../src/index.ts'
import type { DoctorFacts } from './facts.ts'
import { findingsOf } from './findings.ts'
import { summaryOf } from './summary.ts'

const labels = { works: 'works', idle: 'not in use', fails: 'does not work', asking: 'unknown' } as const

export function reportOf(facts: DoctorFacts): string {
  const names = { owner: wordPair, laptop: (id: AuthorId) => `the laptop of ${wordPair(id)}` }
  const { network, save } = facts
  // The device's own words on a refused edit may tell what was edited.
  const problem = save.problem === '' ? '' : 'told on the screen only'
  const nameless: DoctorFacts = { ...facts, names, save: { ...save, problem } }
  return [
    'Divelog report',
    summaryOf(nameless),
    '',
    ...findingsOf(nameless).map(({ way, state, why }) => `${way}: ${labels[state]}. ${why}`),
    '',
    ...network.peers.map((peer) => {
      const own = network.ownNodes.includes(peer.id) ? ', own node' : ''
      return `Peer ${wordPair(peer.id)}: ${peer.via}${own}`
    }),
    `Tab: ${network.role}. Not saved: ${save.unsaved}. Not signed: ${save.uncommitted}. Held by: ${save.heldBy.length}.`,
    `Receiving: ${network.pulls.isHeld ? 'stopped' : network.pulls.running.length}. Online: ${facts.isOnline}.`,
    navigator.userAgent,
  ].join('\n')
}

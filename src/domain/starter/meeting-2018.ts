// Topics of the 2018 developer meeting: titles, proposers and participants as its table had them, descriptions in our
// own words.
import type { StarterTopic } from './starter-topic.ts'

export const meeting2018: readonly StarterTopic[] = [
  {
    title: 'Private DHT',
    proposedBy: ['@diasdavid'],
    summary: 'Lookups among members only: a first sketch of what a closed routing table would need.',
  },
  {
    title: 'Scaling up the DHT',
    proposedBy: ['@diasdavid'],
    summary: 'Growing the routing table by orders of magnitude: what breaks first?',
  },
  {
    title: 'Reducing the information leakage on a libp2p dial',
    proposedBy: ['@diasdavid'],
    summary: 'Which details a dial gives away, and to whom.',
  },
  {
    title: 'GraphSync',
    proposedBy: ['@diasdavid'],
    necessary: ['@diasdavid', '@stebalien', '@vmx'],
    summary: 'Asking a peer for a whole part of a graph by describing it, instead of block by block.',
  },
  {
    title: 'Locking the IPFS repo for concurrent access',
    proposedBy: ['@alanshaw'],
    necessary: ['@diasdavid', '@achingbrain', '@alanshaw', '@pgte', '@hugomrdias', '@satazor', '@lidel', '@olizilla'],
    summary: 'One repository, many tabs and workers: sharing it safely.',
  },
  {
    title: 'Proposing and Discussing Open Research Questions',
    proposedBy: ['@miyazono'],
    summary: 'Making the requests for proposals better known, and collecting problems worth one.',
  },
  {
    title: 'Get the RFC Process (RFC #1) ready to ratify',
    proposedBy: ['@flyingzumwalt'],
    summary:
      'Reading the proposal for a proposal process once more, settling what is open, and starting its final comments.',
  },
  {
    title: 'Setting the Working Group Lifecycle (RFC #2)',
    proposedBy: ['@flyingzumwalt'],
    necessary: ['At least a few Working Group captains'],
    summary: 'How a working group begins, is led and ends: settling the second proposal.',
  },
  {
    title: 'Designing for better Coordination and Planning across the Ecosystem',
    proposedBy: ['@flyingzumwalt'],
    summary: 'Planning together across many teams without a centre.',
  },
]

// One person: name and words, roles, what they work on, their devices, and when they were last met.
import { type ConnectedPeer, type Role, wordPair } from '../../src/index.ts'
import { Face } from '../design/face.tsx'
import { wayWords } from '../frame/peer-ways.ts'
import type { Met } from '../notebook-context.tsx'
import { pathTo } from '../router.ts'
import { titleWords } from '../topic/title-words.ts'
import type { Person, WorkingOn } from './people-list.ts'

const roles: Readonly<Record<Role, string>> = { lead: 'Lead', notetaker: 'Notetaker', participant: '' }

export interface PersonRowProps {
  readonly person: Person
  readonly work: WorkingOn | undefined
  /** Set while they are connected. */
  readonly peer: ConnectedPeer | undefined
  /** Connected to the own node of this page. */
  readonly isReached: boolean
  readonly met: Met | undefined
}

export function PersonRow({ person, work, peer, isReached, met }: PersonRowProps) {
  const { author, isSelf, isOrganiser } = person
  const role = work === undefined ? '' : roles[work.role]
  return (
    <li className="person">
      <Face name={author.name} colour={author.colour} />
      <div className="stack tight about">
        <div className="row">
          <span className="person-name">
            {author.name || 'No name yet'} <span className="soft">{wordPair(author.id)}</span>{' '}
            {isSelf && <span className="soft">(you)</span>}
          </span>
          {(peer !== undefined || isReached) && <span className="badge draft">connected</span>}
          {isOrganiser && <span className="badge">Organiser</span>}
          {role !== '' && <span className="badge">{role}</span>}
          {author.forked && <span className="badge running">two devices, one key</span>}
        </div>
        {work !== undefined && (
          <p>
            Works on <a href={pathTo({ name: 'topic', topicId: work.topic.id })}>{titleWords(work.topic)}</a>
          </p>
        )}
        <p className="soft">{isSelf ? <OwnDevices person={person} /> : deviceWords(peer, met, isReached)}</p>
      </div>
    </li>
  )
}

function OwnDevices({ person: { ownNodes } }: { person: Person }) {
  return (
    <>
      This browser
      {ownNodes.map((node) => (
        <span key={node.id}>
          , and this laptop’s own node: {node.name || 'No name yet'} {wordPair(node.id)}
        </span>
      ))}
    </>
  )
}

function deviceWords(peer: ConnectedPeer | undefined, met: Met | undefined, isReached: boolean): string {
  const isNode = peer?.isNode ?? met?.isNode
  const device = isNode === undefined ? 'A device' : isNode ? 'A laptop’s own program' : 'A browser'
  if (peer !== undefined) return `${device}, connected ${wayWords(peer)}`
  if (isReached) return `${device}, connected to this laptop’s own node`
  if (met !== undefined) return `${device}, last met ${timeWords(met.at)}`
  return 'Not met by this browser; their work came through others'
}

function timeWords(at: number): string {
  const time = new Date(at).toLocaleTimeString([], { timeStyle: 'short' })
  const isToday = new Date(at).toDateString() === new Date().toDateString()
  return isToday ? `today at ${time}` : `on ${new Date(at).toLocaleDateString([], { dateStyle: 'medium' })} at ${time}`
}

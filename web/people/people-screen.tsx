// Who is in the camp and what they do now, how to bring somebody in, and one's own name and key.

import { isUnderWay } from '../../src/index.ts'
import { reachedThroughNode } from '../frame/reached.ts'
import { type BrowserCamps, useAuthors, useNetworkState, useNotebook, useRows } from '../notebook-context.tsx'
import { useNow } from '../session/use-now.ts'
import { KeyCard } from '../settings/key-card.tsx'
import { useReadTopics } from '../use-read-topics.ts'
import { InviteCard } from './invite-card.tsx'
import { listPeople, workingOn } from './people-list.ts'
import { PersonRow } from './person-row.tsx'
import { ProfileForm } from './profile-form.tsx'
import { useMet } from './use-met.ts'
import './people.css'

export function PeopleScreen({ camps }: { camps: BrowserCamps }) {
  return (
    <div className="stack people">
      <h1>People</h1>
      <div className="two">
        <Everybody />
        <div className="stack">
          <InviteCard />
          <ProfileForm />
          <KeyCard camps={camps} />
        </div>
      </div>
    </div>
  )
}

function Everybody() {
  const { self, camp } = useNotebook()
  const network = useNetworkState()
  const { peers, ownNodes } = network
  const reached = reachedThroughNode(network)
  const now = useNow()
  const running = (useRows() ?? []).filter((row) => row.sessions.some((session) => isUnderWay(session, now)))
  const work = workingOn(useReadTopics(running).values(), now)
  const met = useMet()
  const people = listPeople({ authors: useAuthors(), self, ownNodes, organisers: camp.organisers })
  return (
    <section className="card stack" aria-label="Everybody">
      <h2>In this camp</h2>
      <p className="soft">
        The two words come from each person’s key and are the same on every laptop: compare them aloud when two people
        have one name.
      </p>
      <ul className="plain-list">
        {people.map((person) => (
          <PersonRow
            key={person.author.id}
            person={person}
            work={work.get(person.author.id)}
            peer={peers.find((peer) => peer.id === person.author.id)}
            isReached={reached.includes(person.author.id)}
            met={met.get(person.author.id)}
          />
        ))}
      </ul>
    </section>
  )
}

// Everybody in the camp, one line a person: the node on one's own laptop is a device of oneself, not somebody else.
import { type Author, type AuthorId, type Camp, isUnderWay, type Role, type Topic } from '../../src/index.ts'

export interface Person {
  readonly author: Author
  readonly isSelf: boolean
  /** Nodes on this very machine. */
  readonly ownNodes: readonly Author[]
  readonly isOrganiser: boolean
}

export interface PeopleFacts {
  readonly authors: readonly Author[]
  readonly self: AuthorId
  readonly ownNodes: readonly AuthorId[]
  readonly organisers: Camp['organisers']
}

/** Oneself first, then by name as the notebook sorts them. */
export function listPeople({ authors, self, ownNodes, organisers }: PeopleFacts): readonly Person[] {
  const own = authors.filter(({ id }) => ownNodes.includes(id))
  const personOf = (author: Author): Person => {
    const isSelf = author.id === self
    const devices = isSelf ? [author, ...own] : [author]
    return {
      author,
      isSelf,
      ownNodes: isSelf ? own : [],
      isOrganiser: devices.some(({ id }) => organisers.includes(id)),
    }
  }
  const people = authors.filter(({ id }) => !ownNodes.includes(id)).map(personOf)
  return [...people.filter(({ isSelf }) => isSelf), ...people.filter(({ isSelf }) => !isSelf)]
}

export interface WorkingOn {
  readonly topic: Topic
  readonly role: Role
}

/** Where each author sits now: the newest session that runs and in which they are checked in. */
export function workingOn(topics: Iterable<Topic>, now: number): ReadonlyMap<AuthorId, WorkingOn> {
  const found = new Map<AuthorId, WorkingOn & { readonly start: number }>()
  for (const topic of topics) {
    for (const session of topic.sessions.filter((one) => isUnderWay(one, now))) {
      for (const { author, role } of session.participants) {
        if (author === undefined || (found.get(author)?.start ?? 0) > session.start) continue
        found.set(author, { topic, role, start: session.start })
      }
    }
  }
  return found
}

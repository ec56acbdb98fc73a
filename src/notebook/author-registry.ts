// Who is in the camp: the profile in each author's tree, and the topics on which heads contradict each other.
import type { AuthorKey } from '../contributions/author-key.ts'
import type { TreeProfile } from '../contributions/tree.ts'
import type { AuthorId, TopicId } from '../domain/ids.ts'
import type { HeadSet } from './heads.ts'
import type { Author } from './notebook.ts'

export interface AuthorRegistry {
  /** By name. The same array until something changes. */
  all(heads: HeadSet): readonly Author[]
  setProfile(author: AuthorId, profile: Pick<TreeProfile, 'name' | 'colour'>): void
  profile(author: AuthorId): Pick<TreeProfile, 'name' | 'colour'> | undefined
  /** Topics on which the heads held of this author differ; none when only one is held. */
  setForkedTopics(author: AuthorId, topics: ReadonlySet<TopicId>): void
  /** Topics on which heads of different authors cannot be merged as they come. */
  clashes(): ReadonlySet<TopicId>
  addClash(topic: TopicId): void
  /** Another device signs with our key: said here for good, also after both heads became one. */
  noteOwnFork(): void
  /** Whether the topic must be rebuilt from all logs in one fixed order. */
  isForkedTopic(topic: TopicId): boolean
  /** Something about an author or a head changed. */
  touch(): void
}

export function createAuthorRegistry(self: Pick<AuthorKey, 'id'>): AuthorRegistry {
  const profiles = new Map<AuthorId, Pick<TreeProfile, 'name' | 'colour'>>()
  const forks = new Map<AuthorId, ReadonlySet<TopicId>>()
  const clashes = new Set<TopicId>()
  let hasOwnFork = false
  let sorted: readonly Author[] | undefined

  return {
    all(heads) {
      sorted ??= listAuthors(heads, profiles, self.id).map((author) =>
        author.id === self.id && hasOwnFork ? { ...author, forked: true } : author,
      )
      return sorted
    },
    setProfile(author, profile) {
      profiles.set(author, profile)
      sorted = undefined
    },
    profile: (author) => profiles.get(author),
    setForkedTopics(author, topics) {
      if (topics.size === 0) forks.delete(author)
      else forks.set(author, topics)
    },
    clashes: () => clashes,
    addClash: (topic) => void clashes.add(topic),
    noteOwnFork() {
      hasOwnFork = true
      sorted = undefined
    },
    isForkedTopic: (topic) => clashes.has(topic) || [...forks.values()].some((topics) => topics.has(topic)),
    touch: () => {
      sorted = undefined
    },
  }
}

function listAuthors(
  heads: HeadSet,
  profiles: ReadonlyMap<AuthorId, Pick<TreeProfile, 'name' | 'colour'>>,
  self: AuthorId,
): Author[] {
  const ids = new Set<AuthorId>([self, ...heads.all().map((head) => head.author)])
  const authors = [...ids].map((id) => ({
    id,
    name: profiles.get(id)?.name ?? '',
    colour: profiles.get(id)?.colour ?? '#777777',
    sequence: heads.of(id)[0]?.sequence ?? 0,
    forked: heads.of(id).length > 1,
  }))
  return authors.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1))
}

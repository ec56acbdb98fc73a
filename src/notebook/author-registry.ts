// Who is in the camp: the profile in each author's tree, and who forked.
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
  /** Topics that must be rebuilt from the logs in one fixed order, because this author forked on them. */
  forkedTopics(author: AuthorId): ReadonlySet<TopicId>
  addForkedTopics(author: AuthorId, topics: readonly TopicId[]): void
  isForkedTopic(topic: TopicId): boolean
  /** Something about an author or a head changed. */
  touch(): void
}

export function createAuthorRegistry(self: Pick<AuthorKey, 'id'>): AuthorRegistry {
  const profiles = new Map<AuthorId, Pick<TreeProfile, 'name' | 'colour'>>()
  const forks = new Map<AuthorId, Set<TopicId>>()
  let sorted: readonly Author[] | undefined

  return {
    all(heads) {
      sorted ??= listAuthors(heads, profiles, forks, self.id)
      return sorted
    },
    setProfile(author, profile) {
      profiles.set(author, profile)
      sorted = undefined
    },
    profile: (author) => profiles.get(author),
    forkedTopics: (author) => forks.get(author) ?? new Set(),
    addForkedTopics(author, topics) {
      forks.set(author, new Set([...(forks.get(author) ?? []), ...topics]))
      sorted = undefined
    },
    isForkedTopic: (topic) => [...forks.values()].some((topics) => topics.has(topic)),
    touch: () => {
      sorted = undefined
    },
  }
}

function listAuthors(
  heads: HeadSet,
  profiles: ReadonlyMap<AuthorId, Pick<TreeProfile, 'name' | 'colour'>>,
  forks: ReadonlyMap<AuthorId, ReadonlySet<TopicId>>,
  self: AuthorId,
): Author[] {
  const ids = new Set<AuthorId>([self, ...heads.all().map((head) => head.author)])
  const authors = [...ids].map((id) => ({
    id,
    name: profiles.get(id)?.name ?? '',
    colour: profiles.get(id)?.colour ?? '#777777',
    sequence: heads.of(id)[0]?.sequence ?? 0,
    forked: forks.has(id),
  }))
  return authors.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1))
}

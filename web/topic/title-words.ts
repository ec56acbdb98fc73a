// What a topic is called where its title stands: what others wrote on it may come before the title does, and no line of
// a list is empty.
import type { Topic } from '../../src/index.ts'

/** The title; without one, whether it is still on its way (it comes with the creation) or somebody took it away. */
export const titleWords = ({ title, createdAt }: Pick<Topic, 'title' | 'createdAt'>): string =>
  title.trim() || (createdAt === 0 ? 'Its title has not come yet' : 'Without a title')

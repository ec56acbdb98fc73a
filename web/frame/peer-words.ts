// What people and their laptops are called in a sentence.
import { type AuthorId, wordPair } from '../../src/index.ts'

/** `name` is '' while it has not come yet. */
export const ownerWords = (name: string, id: AuthorId): string => name || `no name yet (${wordPair(id)})`

/** Some people name the device, not themselves. */
export function laptopWords(name: string, id: AuthorId): string {
  if (name === '') return `a device without a name yet (${wordPair(id)})`
  return /(laptop|notebook|computer|macbook|phone|tablet|node)$/i.test(name) ? name : `${name}’s laptop`
}

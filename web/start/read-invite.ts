// What an invite link says before anybody follows it.
import { parseInvite } from '../../src/index.ts'
import { inWords } from './plain-words.ts'

export type InviteReading =
  | { readonly kind: 'empty' }
  | { readonly kind: 'good'; readonly name: string; readonly campId: string }
  | { readonly kind: 'bad'; readonly problem: string }

export function readInvite(link: string): InviteReading {
  if (link.trim() === '') return { kind: 'empty' }
  try {
    const { name, campId } = parseInvite(link)
    return { kind: 'good', name, campId }
  } catch (error) {
    return { kind: 'bad', problem: inWords(error) }
  }
}

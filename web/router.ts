// Routes behind the `#`: nothing of a camp, least of all an invite, ever reaches a server in an address.
import { useSyncExternalStore } from 'react'
import { isTopicId, type TopicId } from '../src/index.ts'

/** Screens that need nothing but their name. */
export type PlainRouteName = 'catalog' | 'my-session' | 'people' | 'publish' | 'settings' | 'doctor'

const plainNames: readonly PlainRouteName[] = ['my-session', 'people', 'publish', 'settings', 'doctor']

export type Route =
  | { readonly name: PlainRouteName }
  | { readonly name: 'topic' | 'outcome' | 'slide'; readonly topicId: TopicId }
  | { readonly name: 'join'; readonly link: string }

export function parseRoute(hash: string): Route {
  const [, first = '', second = ''] = hash.split('/')
  if (first === 'join') return { name: 'join', link: hash }
  if ((first === 'topic' || first === 'outcome' || first === 'slide') && isTopicId(second)) {
    return { name: first, topicId: second }
  }
  // Behind a `?` the catalog keeps what was chosen.
  return { name: plainNames.find((name) => name === first) ?? 'catalog' }
}

export const pathTo = (route: Exclude<Route, { name: 'join' }>): string =>
  'topicId' in route ? `#/${route.name}/${route.topicId}` : `#/${route.name}`

export const go = (route: Exclude<Route, { name: 'join' }>): void => {
  location.hash = pathTo(route)
}

const subscribe = (listener: () => void): (() => void) => {
  addEventListener('hashchange', listener)
  return () => removeEventListener('hashchange', listener)
}

export const useHash = (): string => useSyncExternalStore(subscribe, () => location.hash)

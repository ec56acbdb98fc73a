import { describe, expect, it } from 'vitest'
import { createAuthorKey } from '../../src/contributions/author-key.ts'
import { createTopicId } from '../../src/domain/ids.ts'
import { createLiveInbox, type LiveDelivery } from '../../src/notebook/live-inbox.ts'
import type { LiveMessage } from '../../src/notebook/ports.ts'

const topicId = createTopicId()
const nonce = new Uint8Array(8)
const update = (n: number): LiveMessage => ({ kind: 'update', topicId, nonce, update: new Uint8Array([n]) })
const presence = (n: number): LiveMessage => ({
  kind: 'presence',
  topicId,
  state: new Uint8Array([1, 9, 9, 9, 9, 9, n]),
})

/** An inbox whose time passes by hand, and what it delivered. */
function openInbox() {
  const delivered: { readonly updates: number[]; readonly presences: (readonly [string, number | undefined])[] }[] = []
  const timers: (() => void)[] = []
  const waits: number[] = []
  let now = 0
  let costMs = 0
  const deliver = (_: unknown, { updates, presences }: LiveDelivery): void => {
    now += costMs
    const places = presences.map(({ from, state }) => [from, state.at(-1)] as const)
    delivered.push({ updates: updates.map((bytes) => bytes[0] ?? -1), presences: places })
  }
  const after = (ms: number, callback: () => void): (() => void) => {
    const dueAt = now + ms
    waits.push(ms)
    timers.push(() => {
      now = Math.max(now, dueAt)
      callback()
    })
    return () => undefined
  }
  const inbox = createLiveInbox({ clock: { now: () => now, after }, deliver })
  const pass = (): void => {
    for (const timer of timers.splice(0)) timer()
  }
  const makeBusy = (ms: number): void => {
    costMs = ms
  }
  return { inbox, delivered, timers, waits, pass, makeBusy }
}

describe('what others type', async () => {
  const [ana, bo] = [(await createAuthorKey()).id, (await createAuthorKey()).id]

  it('comes at once after a pause, and together in a burst, in its order and with the newest places', () => {
    const { inbox, delivered, pass } = openInbox()
    inbox.receive(update(1), ana)
    expect(delivered).toEqual([{ updates: [1], presences: [] }])
    for (const n of [2, 3]) inbox.receive(update(n), ana)
    inbox.receive(presence(7), ana)
    inbox.receive(presence(8), bo)
    inbox.receive(presence(9), ana)
    expect(delivered).toHaveLength(1)
    pass()
    expect(delivered[1]).toEqual({
      updates: [2, 3],
      presences: [
        [ana, 9],
        [bo, 8],
      ],
    })
  })

  it('comes less often while drawing it takes long, as often again when it does not, and never too late', () => {
    const { inbox, waits, pass, makeBusy } = openInbox()
    inbox.receive(update(1), ana)
    for (const ms of [0, 40, 9_000, 0]) {
      makeBusy(ms)
      inbox.receive(update(2), ana)
      pass()
    }
    expect(waits).toEqual([120, 120, 240, 600, 120])
  })

  it('leaves no timer behind once nothing comes any more', () => {
    const { inbox, delivered, timers, pass } = openInbox()
    inbox.receive(update(1), ana)
    pass()
    expect(timers).toEqual([])
    inbox.receive(update(2), ana)
    expect(delivered).toHaveLength(2)
  })

  it('is not lost when the notebook closes', () => {
    const { inbox, delivered } = openInbox()
    for (const n of [1, 2]) inbox.receive(update(n), ana)
    inbox.stop()
    expect(delivered.flatMap(({ updates }) => updates)).toEqual([1, 2])
  })
})

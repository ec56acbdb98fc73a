import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { createTopicId } from '../../src/domain/ids.ts'
import { readTopic } from '../../src/domain/read-topic.ts'
import { type ClockPress, phaseMinutes, phases, readClock } from '../../src/domain/session-clock.ts'
import { addSession, pressClock, setParticipant, splitSession } from '../../src/domain/session-document.ts'

const minute = 60_000
const press = (at: number, kind: ClockPress['kind'], more: Partial<ClockPress> = {}): ClockPress => ({
  id: `${at}${kind}`,
  at: at * minute,
  kind,
  phase: 0,
  minutes: 0,
  ...more,
})

describe('the phases of a session', () => {
  it('take whole minutes that add up to what was planned', () => {
    for (const minutes of [75, 105, 90, 45, 7, 1, 0]) {
      const lengths = phaseMinutes(minutes)
      expect(lengths).toHaveLength(phases.length)
      expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(minutes)
      expect(lengths.every((length) => Number.isInteger(length) && length >= 0)).toBe(true)
    }
    expect(phaseMinutes(105)).toEqual([10, 20, 35, 5, 25, 10])
  })
})

describe('the clock of a session', () => {
  const started = press(0, 'start')
  it('waits until somebody starts it, goes through the phases by itself and ends', () => {
    expect(readClock(105, [], 5 * minute)).toMatchObject({ state: 'waiting', phase: 0, totalLeft: 105 * minute })
    expect(readClock(105, [started], 12 * minute)).toMatchObject({
      state: 'running',
      phase: 1,
      elapsed: 2 * minute,
      left: 18 * minute,
      totalLeft: 93 * minute,
    })
    expect(readClock(105, [started], 108 * minute)).toMatchObject({ state: 'over', left: 0, elapsed: 3 * minute })
  })

  it('stands still while paused', () => {
    const presses = [started, press(4, 'pause'), press(30, 'resume')]
    expect(readClock(105, presses.slice(0, 2), 20 * minute)).toMatchObject({
      state: 'paused',
      phase: 0,
      left: 6 * minute,
    })
    expect(readClock(105, presses, 31 * minute)).toMatchObject({ state: 'running', phase: 0, left: 5 * minute })
  })

  it('goes one phase on when two people press next at once', () => {
    const presses = [started, press(3, 'next'), press(3.01, 'next', { id: 'other' })]
    expect(readClock(105, presses, 4 * minute)).toMatchObject({ phase: 1, totalLeft: 94 * minute })
    expect(readClock(105, [...presses, press(5, 'back', { phase: 1 })], 6 * minute)).toMatchObject({ phase: 0 })
  })

  it('gives a phase more time, for each press, and never less than has passed', () => {
    const more = [started, press(9, 'extend', { minutes: 5 }), press(9, 'extend', { id: 'b', minutes: 5 })]
    expect(readClock(105, more, 12 * minute)).toMatchObject({ phase: 0, left: 8 * minute, totalLeft: 103 * minute })
    const less = [started, press(9, 'extend', { minutes: -30 })]
    expect(readClock(105, less, 9 * minute)).toMatchObject({ phase: 1, left: 20 * minute })
  })

  it('reads the same whatever order the presses arrived in, and bears a laptop whose clock is ahead', () => {
    const presses = [started, press(3, 'next'), press(4, 'pause'), press(8, 'resume'), press(9, 'extend', { phase: 1 })]
    expect(readClock(105, [...presses].reverse(), 20 * minute)).toEqual(readClock(105, presses, 20 * minute))
    expect(readClock(105, [press(600, 'start')], 0)).toMatchObject({ state: 'running', elapsed: 0 })
  })
})

describe('presses in the document', () => {
  it('of two laptops merge, and a second group goes on at the same time', () => {
    const [ana, bo] = [new Y.Doc(), new Y.Doc()]
    const id = addSession(ana, { start: 0, minutes: 105, place: '' })
    for (const [i, name] of ['Ana', 'Bo', 'Chi', 'Dee', 'Eli'].entries()) {
      setParticipant(ana, id, { id: String(i), name, role: 'participant' })
    }
    pressClock(ana, id, { at: 0, kind: 'start', phase: 0, minutes: 0 })
    Y.applyUpdate(bo, Y.encodeStateAsUpdate(ana))
    pressClock(ana, id, { at: 2 * minute, kind: 'extend', phase: 0, minutes: 5 })
    pressClock(bo, id, { at: 2 * minute, kind: 'extend', phase: 0, minutes: 5 })
    Y.applyUpdate(ana, Y.encodeStateAsUpdate(bo))
    const topicId = createTopicId()
    const [session] = readTopic(topicId, ana).sessions
    if (session === undefined) throw new Error('no session')
    expect(readClock(session.minutes, session.clock, 3 * minute).left).toBe(17 * minute)

    splitSession(ana, session, new Set(['3', '4']))
    const groups = readTopic(topicId, ana).sessions
    expect(groups.map((group) => group.participants.map((person) => person.name)).sort()).toEqual([
      ['Ana', 'Bo', 'Chi'],
      ['Dee', 'Eli'],
    ])
    for (const group of groups) expect(readClock(group.minutes, group.clock, 3 * minute).left).toBe(17 * minute)
  })

  it('that do not have the shape of one are left out', () => {
    const doc = new Y.Doc()
    const session = addSession(doc, { start: 0, minutes: 75, place: '' })
    const clock = doc.getMap('clock')
    for (const [i, value] of [
      null,
      7,
      {},
      { session },
      { session, at: 'x' },
      { session, at: 1, kind: 'stop' },
    ].entries())
      clock.set(String(i), value)
    clock.set('long', { session, at: 1, kind: 'extend', phase: 0, minutes: 1e9 })
    expect(readTopic(createTopicId(), doc).sessions[0]?.clock).toMatchObject([{ kind: 'extend', minutes: 60 }])
  })
})

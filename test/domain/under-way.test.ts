import { describe, expect, it } from 'vitest'
import type { ClockPress } from '../../src/domain/session-clock.ts'
import { type Sitting, underWay } from '../../src/domain/under-way.ts'

const minute = 60_000
const start = 1_700_000_000_000
const at = (minutes: number): number => start + minutes * minute

const press = (minutes: number, kind: ClockPress['kind'], more: Partial<ClockPress> = {}): ClockPress => ({
  id: `${minutes} ${kind}`,
  at: at(minutes),
  kind,
  phase: 0,
  minutes: 0,
  ...more,
})

/** 105 minutes, the first phase 10 of them. */
const sitting = (...clock: readonly ClockPress[]): Sitting => ({ start, minutes: 105, clock })

describe('a session is under way', () => {
  it('as planned, while nobody has pressed its clock', () => {
    expect(underWay(sitting(), at(-1))).toBeUndefined()
    expect(underWay({ start, minutes: 105 }, at(1))).toEqual({ clock: 'waiting', ends: at(105) })
    expect(underWay(sitting(), at(105))).toBeUndefined()
  })

  it('until its clock is over, not until its plan is', () => {
    const late = sitting(press(20, 'start'))
    expect(underWay(late, at(30))).toEqual({ clock: 'running', ends: at(125) })
    expect(underWay(late, at(124))).toEqual({ clock: 'running', ends: at(125) })
    expect(underWay(late, at(125))).toBeUndefined()
  })

  it('longer when it asked for more, and shorter when it went on early', () => {
    const more = sitting(press(0, 'start'), press(5, 'extend', { minutes: 5 }))
    expect(underWay(more, at(6))?.ends).toBe(at(110))
    const early = sitting(press(0, 'start'), press(5, 'next'))
    expect(underWay(early, at(6))?.ends).toBe(at(100))
  })

  it('while its clock stands still, until everybody must have gone home', () => {
    const paused = sitting(press(0, 'start'), press(5, 'pause'))
    expect(underWay(paused, at(65))).toEqual({ clock: 'paused', ends: at(165) })
    expect(underWay(paused, at(60 * 24))).toBeUndefined()
  })

  it('before its time, when somebody has started its clock', () => {
    expect(underWay(sitting(press(-5, 'start')), at(-1))).toEqual({ clock: 'running', ends: at(100) })
  })
})

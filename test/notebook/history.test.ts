import { describe, expect, it } from 'vitest'
import { authoredRanges } from '../../src/domain/text-authors.ts'
import type { Clock } from '../../src/notebook/ports.ts'
import { systemClock } from '../../src/notebook/system-clock.ts'
import { deliver, openReplica, startTestCamp } from '../support/notebooks.ts'

/** Real timers, and a time of day that is set by hand. */
function clockAt(start: number): Clock & { set(now: number): void } {
  let now = start
  return {
    ...systemClock,
    now: () => now,
    set(next) {
      now = next
    },
  }
}

describe('the history of a topic', () => {
  it('shows what everybody wrote when, with what is not signed yet', async () => {
    const camp = await startTestCamp()
    const clock = clockAt(1_000_000)
    const ana = await openReplica(camp, 'Ana', { clock })
    const bo = await openReplica(camp, 'Bo', { clock })
    const id = await ana.notebook.createTopic({ title: 'Written', outcome: 'One.' })
    await deliver(ana, bo)
    clock.set(2_000_000)
    await bo.notebook.changeTopic(id, { outcome: 'One.\nTwo.' })
    await deliver(bo, ana)
    clock.set(3_000_000)
    await ana.notebook.changeTopic(id, { outcome: 'Three.' })
    const history = await ana.notebook.textHistory(id)
    expect(history.points).toEqual([
      { at: 1_000_000, author: ana.notebook.self },
      { at: 2_000_000, author: bo.notebook.self },
      { at: 3_000_000, author: ana.notebook.self },
    ])
    expect(history.points.map((_, i) => history.textAt(i))).toEqual(['One.', 'One.\nTwo.', 'Three.'])
    await ana.notebook.commit()
    expect((await ana.notebook.textHistory(id)).points).toEqual(history.points)
    await ana.notebook.changeTopic(id, { outcome: history.textAt(1) })
    expect((await ana.notebook.readTopic(id)).outcome.document).toBe('One.\nTwo.')
  })

  it('tells who writes under which client id, signed or not', async () => {
    const camp = await startTestCamp()
    const [ana, bo] = [await openReplica(camp, 'Ana'), await openReplica(camp, 'Bo')]
    const id = await ana.notebook.createTopic({ title: 'Written', outcome: 'One.' })
    await deliver(ana, bo)
    const open = await bo.notebook.openTopic(id)
    open.change({ outcome: 'One.\nTwo.' })
    const ranges = authoredRanges(open.doc, await bo.notebook.writers(id))
    expect(ranges).toEqual([
      { from: 0, to: 4, author: ana.notebook.self },
      { from: 4, to: 9, author: bo.notebook.self },
    ])
    await open.close()
    await deliver(bo, ana)
    const there = await ana.notebook.openTopic(id)
    expect(authoredRanges(there.doc, await ana.notebook.writers(id))).toEqual(ranges)
    await there.close()
  })
})

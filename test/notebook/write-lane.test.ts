import { describe, expect, it } from 'vitest'
import { createWriteLane, type Urgency } from '../../src/notebook/write-lane.ts'

describe('the write lane', () => {
  const setUp = () => {
    const lane = createWriteLane()
    const order: string[] = []
    const queue = (urgency: Urgency, name: string): Promise<void> =>
      lane.run(urgency, async () => {
        order.push(`${name} begins`)
        await new Promise((done) => setImmediate(done))
        order.push(`${name} ends`)
      })
    const begun = (): string[] =>
      order.filter((line) => line.endsWith('begins')).map((line) => line.split(' ')[0] ?? '')
    return { lane, order, queue, begun }
  }

  it('runs one task at a time', async () => {
    const { queue, order } = setUp()
    await Promise.all([queue('heads', 'a'), queue('heads', 'b')])
    expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends'])
  })

  it('lets somebody’s own words pass the heads that wait, and both pass what sums up', async () => {
    const { queue, begun } = setUp()
    await Promise.all([
      queue('heads', 'running'),
      queue('sums', 'catalog'),
      queue('heads', 'first'),
      queue('heads', 'second'),
      queue('own', 'commit'),
    ])
    expect(begun()).toEqual(['running', 'commit', 'first', 'second', 'catalog'])
  })

  it('gives what sums up its turn in a camp that never pauses', async () => {
    const { lane, queue, begun } = setUp()
    const catalog = queue('sums', 'catalog')
    let isDone = false
    const heads = async (): Promise<void> => {
      for (let i = 0; i < 200 && !isDone; i++) await queue('heads', `head${i}`)
    }
    // Two of them, so that one always waits when the other ends.
    const busy = [heads(), heads()]
    await queue('heads', 'last')
    await catalog
    isDone = true
    await Promise.all(busy)
    await lane.settled()
    expect(begun().indexOf('catalog')).toBeLessThan(60)
  })

  it('goes on after a task that failed, whose caller hears of it', async () => {
    const { lane, queue, begun } = setUp()
    const failed = lane.run('own', () => Promise.reject(new Error('disk full')))
    const after = queue('own', 'after')
    await expect(failed).rejects.toThrow('disk full')
    await after
    expect(begun()).toEqual(['after'])
  })

  it('is settled when nothing waits any more, also what was queued meanwhile', async () => {
    const { lane, queue, begun } = setUp()
    void queue('heads', 'a').then(() => queue('sums', 'b'))
    await lane.settled()
    expect(begun()).toEqual(['a', 'b'])
  })
})

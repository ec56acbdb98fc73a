import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { createTopicId } from '../../src/domain/ids.ts'
import { addSession, changeTopic, pressClock, readTopic } from '../../src/index.ts'
import { rowOf } from '../../src/notebook/catalog-row.ts'
import { runningGroups } from '../../web/catalog/running-groups.ts'

const minute = 60_000
const now = 1_700_000_000_000

/** The row of a topic whose group sat down ten minutes ago for half an hour. */
function rowWith(title: string, outcome: string, state: 'draft' | 'final' = 'draft') {
  const doc = new Y.Doc()
  changeTopic(doc, { title, outcome, outcomeState: state })
  const session = addSession(doc, { start: now - 10 * minute, minutes: 30, place: '' })
  return { doc, session, row: () => rowOf(readTopic(createTopicId(), doc), now) }
}

describe('the groups that sit together now', () => {
  it('have those on top that have written nothing, and those that are done last', () => {
    const rows = [rowWith('Done', 'A B', 'final'), rowWith('Long', 'A B C'), rowWith('Blank', '')].map(({ row }) =>
      row(),
    )
    const groups = runningGroups(rows, now).map(({ row, isDone, minutesLeft }) => [row.title, isDone, minutesLeft])
    expect(groups).toEqual([
      ['Blank', false, 20],
      ['Long', false, 20],
      ['Done', true, 20],
    ])
  })

  it('have as long as their own clock says', () => {
    const { doc, session, row } = rowWith('Boats', '')
    pressClock(doc, session, { at: now - 2 * minute, kind: 'start', phase: 0, minutes: 0 })
    pressClock(doc, session, { at: now - minute, kind: 'extend', phase: 0, minutes: 5 })
    const left = (at: number) => runningGroups([row()], at).map(({ minutesLeft }) => minutesLeft)
    expect(left(now)).toEqual([33])
    expect(left(now + 32 * minute)).toEqual([1])
    expect(left(now + 33 * minute)).toEqual([])
  })
})

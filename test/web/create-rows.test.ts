// The lines of the catalog as the parts of one page see them.
import { describe, expect, it } from 'vitest'
import { createTopicId } from '../../src/domain/ids.ts'
import type { CatalogRow } from '../../src/notebook/ports.ts'
import { createRows } from '../../web/notebook/create-rows.ts'
import { rowOf } from '../support/rows.ts'

const titles = (rows: readonly CatalogRow[] | undefined): readonly string[] | undefined =>
  rows?.map((row) => row.title).sort()

function openRows() {
  let own: readonly CatalogRow[] = []
  const rows = createRows(() => own)
  let told = 0
  rows.subscribe(() => told++)
  return {
    rows,
    told: () => told,
    know(...known: readonly CatalogRow[]) {
      own = known
    },
  }
}

describe('the lines of a page', () => {
  it('are unknown until the store was read or the tab knows some, and may be none then', () => {
    const { rows, know } = openRows()
    expect(rows.all()).toBeUndefined()
    rows.putStored([])
    expect(rows.all()).toEqual([])
    know(rowOf(createTopicId(), 'Mine'))
    rows.refresh()
    expect(titles(rows.shown())).toEqual(['Mine'])
  })

  it('change for everybody when they are told, also after somebody was drawn in between', () => {
    const { rows, told, know } = openRows()
    rows.putStored([rowOf(createTopicId(), 'Stored')])
    const before = rows.all()
    know(rowOf(createTopicId(), 'Mine'))
    // A part that is drawn now sees what all the others see.
    expect(rows.all()).toBe(before)
    const since = told()
    rows.refresh()
    expect(told()).toBe(since + 1)
    expect(titles(rows.all())).toEqual(['Mine', 'Stored'])
    rows.refresh()
    expect(told()).toBe(since + 1)
  })

  it('are the newer of what is stored and what the tab knows', () => {
    const { rows, know } = openRows()
    const id = createTopicId()
    know({ ...rowOf(id, 'Typed'), updatedAt: 5 })
    rows.putStored([{ ...rowOf(id, 'Old'), updatedAt: 4 }])
    expect(titles(rows.all())).toEqual(['Typed'])
    rows.putStored([{ ...rowOf(id, 'New'), updatedAt: 6 }])
    expect(titles(rows.all())).toEqual(['New'])
  })
})

// Table or board.
import { Columns3, List } from 'lucide-react'
import type { View } from './view.ts'

export function ViewChoice({ view, onChoose }: { view: View; onChoose: (view: View) => void }) {
  return (
    <fieldset className="filters row">
      <legend className="visually-hidden">View</legend>
      <button type="button" className="chip" aria-pressed={view === 'table'} onClick={() => onChoose('table')}>
        <List size={16} aria-hidden="true" /> Table
      </button>
      <button type="button" className="chip" aria-pressed={view === 'board'} onClick={() => onChoose('board')}>
        <Columns3 size={16} aria-hidden="true" /> Board
      </button>
    </fieldset>
  )
}

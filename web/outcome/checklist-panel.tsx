// The checklist beside the text: what is done, what is open.
import { Check, Circle } from 'lucide-react'
import type { Topic } from '../../src/index.ts'
import { checklist } from './checklist.ts'
import './checklist-panel.css'

export function ChecklistPanel({ topic }: { topic: Topic }) {
  const items = checklist(topic)
  const open = items.filter((item) => !item.isDone).length
  return (
    <div className="stack tight">
      <p>{open === 0 ? 'Nothing is open.' : `${open} of ${items.length} are open. You can publish all the same.`}</p>
      <ul className="plain-list checklist">
        {items.map(({ id, label, isDone }) => (
          <li key={id} className={isDone ? 'done' : ''}>
            {isDone ? <Check size={18} aria-hidden="true" /> : <Circle size={18} aria-hidden="true" />}
            <span>
              <span className="visually-hidden">{isDone ? 'Done: ' : 'Open: '}</span>
              {label}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}

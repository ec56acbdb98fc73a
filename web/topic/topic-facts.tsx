// The facts of a topic: number, tags, who proposed it, who must be there.
import type * as Y from 'yjs'
import { changeTopic, type Topic } from '../../src/index.ts'
import { OwnInput } from '../design/own-input.tsx'

export function TopicFacts({ topic, doc }: { topic: Topic; doc: Y.Doc }) {
  const list = (text: string): string[] => text.split(',').map((item) => item.trim())
  return (
    <section className="card stack tight facts" aria-label="Facts">
      <label className="field">
        <span>Number</span>
        <OwnInput className="input" text={topic.number} onText={(number) => changeTopic(doc, { number })} />
      </label>
      <ListField label="Tags" values={topic.tags} onChange={(text) => changeTopic(doc, { tags: list(text) })} />
      <ListField
        label="Proposed by"
        values={topic.proposedBy}
        onChange={(text) => changeTopic(doc, { proposedBy: list(text) })}
      />
      <ListField
        label="Must be there"
        values={topic.necessary}
        onChange={(text) => changeTopic(doc, { necessary: list(text) })}
      />
    </section>
  )
}

interface ListFieldProps {
  readonly label: string
  readonly values: readonly string[]
  readonly onChange: (text: string) => void
}

/** Written when the field is left: a comma on the way is not a change. */
function ListField({ label, values, onChange }: ListFieldProps) {
  const text = values.join(', ')
  return (
    <label className="field">
      <span>{label}</span>
      <input
        key={text}
        className="input"
        defaultValue={text}
        placeholder="Separated by commas"
        onBlur={(event) => event.target.value !== text && onChange(event.target.value)}
      />
    </label>
  )
}

// A topic that has not arrived: said, and never shown as empty or editable.
import type { TopicId } from '../../src/index.ts'
import { useRows } from '../notebook-context.tsx'

/** With its title when the catalog knows that much. */
export function NotHere({ topicId }: { readonly topicId: TopicId }) {
  const title = useRows()?.find((row) => row.id === topicId)?.title
  return (
    <section className="card stack">
      <h1>{title === undefined || title === '' ? 'This topic is not here yet' : `“${title}” is not here yet`}</h1>
      <p>
        It will open by itself when you meet a laptop that has it. Nothing you can do here would be lost or doubled.
      </p>
      <div>
        <a className="button" href="#/catalog">
          Back to the catalog
        </a>
      </div>
    </section>
  )
}

export function CannotOpen({ problem }: { problem: string }) {
  return (
    <section className="card stack" role="alert">
      <h1>This topic cannot be opened</h1>
      <p>{problem}</p>
      <p>Nothing of it is lost: what this laptop holds stays as it is. Reload the page, or look at the Doctor.</p>
      <div className="row">
        <button type="button" className="button primary" onClick={() => location.reload()}>
          Reload
        </button>
        <a className="button" href="#/catalog">
          Back to the catalog
        </a>
      </div>
    </section>
  )
}

// Proposing a topic: a title is enough, the one-pager can follow.
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useNotebook } from '../notebook-context.tsx'
import { go } from '../router.ts'

export function NewTopicDialog({ onClose }: { onClose: () => void }) {
  const notebook = useNotebook()
  const dialog = useRef<HTMLDialogElement>(null)
  const [title, setTitle] = useState('')
  const [summary, setSummary] = useState('')
  const [problem, setProblem] = useState('')
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    try {
      const name = notebook.authors().find((author) => author.id === notebook.self)?.name ?? ''
      const id = await notebook.createTopic({
        title: title.trim(),
        summary: summary.trim(),
        proposedBy: name === '' ? [] : [name],
      })
      dialog.current?.close()
      go({ name: 'topic', topicId: id })
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
    }
  }
  return (
    <dialog ref={dialog} aria-labelledby="new-topic" onClose={onClose}>
      <form className="stack" onSubmit={(event) => void submit(event)}>
        <h2 id="new-topic">Propose a topic</h2>
        <label className="field">
          <span>Title</span>
          <input
            className="input"
            required
            maxLength={500}
            value={title}
            onChange={(event) => setTitle(event.target.value)}
          />
        </label>
        <label className="field">
          <span>In one line</span>
          <input className="input" value={summary} onChange={(event) => setSummary(event.target.value)} />
          <small>What is hard about it? You can write the goal and the requirements next.</small>
        </label>
        {problem !== '' && (
          <p className="notice warn" role="alert">
            {problem}
          </p>
        )}
        <div className="row">
          <button type="submit" className="button primary">
            Propose
          </button>
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
        </div>
      </form>
    </dialog>
  )
}

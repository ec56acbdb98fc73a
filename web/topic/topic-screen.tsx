// One topic: its one-pager edited in place, its sessions, what came out of it.
import { FileText, LogIn, Play } from 'lucide-react'
import { useMemo, useState } from 'react'
import type * as Y from 'yjs'
import type { Topic, TopicId } from '../../src/index.ts'
import { changeTopic, hasOutcome, isUnderWay, setParticipant, textOf } from '../../src/index.ts'
import { useOwnText } from '../design/use-own-text.ts'
import { useScreenCommands } from '../frame/screen-commands.ts'
import { useAuthors, useMergedInto, useSelf, useTopic } from '../notebook-context.tsx'
import { MarkdownEditor } from '../outcome/markdown-editor.tsx'
import { go, pathTo } from '../router.ts'
import { StartSessionDialog } from '../session/start-session-dialog.tsx'
import { MergedAway, MergedHere, MergeTopic } from './merge-topic.tsx'
import { CannotOpen, NotHere } from './not-here.tsx'
import { Outcomes } from './outcomes.tsx'
import { RelatedTopics } from './related-topics.tsx'
import { Sessions } from './sessions.tsx'
import { titleWords } from './title-words.ts'
import { TopicFacts } from './topic-facts.tsx'
import { WouldJoin } from './would-join.tsx'
import './topic.css'

const sections = [
  { field: 'intro', label: 'What it is about', hint: 'Two or three sentences for somebody who has never heard of it.' },
  { field: 'goal', label: 'Goal', hint: 'What do we have when this problem is solved?' },
  {
    field: 'requirements',
    label: 'Requirements to consider',
    hint: 'What must a solution hold up to? Scale, devices, people.',
  },
  { field: 'learn', label: 'Where to learn about it', hint: 'Talks, papers, threads, code.' },
] as const

export function TopicScreen({ topicId }: { topicId: TopicId }) {
  const view = useTopic(topicId)
  const mergedInto = useMergedInto(topicId)
  if (view.status === 'loading') return <p role="status">Opening the topic…</p>
  if (view.status === 'absent') return <NotHere topicId={topicId} />
  if (view.status === 'failed') return <CannotOpen problem={view.problem} />
  const { topic, open } = view
  return (
    <article className="topic">
      <header className="stack tight">
        <p className="crumb">
          <a href="#/catalog">Catalog</a>
        </p>
        {mergedInto !== undefined && <MergedAway into={mergedInto} topic={topic} doc={open.doc} />}
        <h1 className="visually-hidden">{titleWords(topic)}</h1>
        <Line
          className="title-input"
          label="Title"
          text={topic.title}
          maxLength={500}
          onChange={(title) => changeTopic(open.doc, { title })}
        />
        <Line
          className="summary-input"
          label="In one line"
          placeholder="In one line, for the table"
          text={topic.summary}
          onChange={(summary) => changeTopic(open.doc, { summary })}
        />
        <MainAction topic={topic} doc={open.doc} />
      </header>
      <div className="columns">
        <div className="stack">
          {sections.map(({ field, label, hint }) => (
            <section key={field} className="stack tight">
              <h2>{label}</h2>
              <MarkdownEditor text={textOf(open.doc, field)} label={label} placeholder={hint} isCompact />
            </section>
          ))}
        </div>
        <aside className="stack">
          <Sessions topic={topic} doc={open.doc} />
          <Outcomes topic={topic} />
          <WouldJoin topic={topic} doc={open.doc} />
          <RelatedTopics topic={topic} />
          <TopicFacts topic={topic} doc={open.doc} />
          <MergedHere topicId={topicId} />
          <MergeTopic topic={topic} doc={open.doc} />
        </aside>
      </div>
    </article>
  )
}

interface LineProps {
  readonly className: string
  readonly label: string
  readonly placeholder?: string
  readonly maxLength?: number
  readonly text: string
  readonly onChange: (text: string) => void
}

/** One line of text that wraps where the screen ends: a phone would cut it off in a field. */
function Line({ label, text, onChange, ...rest }: LineProps) {
  const own = useOwnText(text, onChange)
  return (
    <textarea
      {...rest}
      rows={1}
      aria-label={label}
      value={own.value}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.preventDefault()
      }}
      onChange={(event) => own.type(event.target.value.replaceAll(/\s*\n\s*/g, ' '))}
    />
  )
}

function MainAction({ topic, doc }: { topic: Topic; doc: Y.Doc }) {
  const outcome = useMemo(() => ({ name: 'outcome', topicId: topic.id }) as const, [topic.id])
  const id = useSelf()
  const name = useAuthors().find((author) => author.id === id)?.name || 'Somebody'
  const self = { id, name }
  const [isStarting, setIsStarting] = useState(false)
  const commands = useMemo(
    () => [
      { id: 'start', label: 'Start a session', run: () => setIsStarting(true) },
      { id: 'outcome', label: 'Open the outcome', run: () => go(outcome) },
    ],
    [outcome],
  )
  useScreenCommands(commands)
  const dialog = isStarting && (
    <StartSessionDialog doc={doc} onClose={() => setIsStarting(false)} onStarted={() => go(outcome)} />
  )
  const running = topic.sessions.find((session) => isUnderWay(session, Date.now()))
  if (running !== undefined && !running.participants.some((person) => person.id === self.id)) {
    const join = (): void => {
      setParticipant(doc, running.id, { ...self, role: 'participant', author: self.id })
      go(outcome)
    }
    return (
      <div className="row main-action">
        <button type="button" className="button primary" onClick={join}>
          <LogIn size={18} aria-hidden="true" /> Join the session
        </button>
        <a className="button" href={pathTo(outcome)}>
          Open the outcome
        </a>
        {dialog}
      </div>
    )
  }
  if (hasOutcome(topic.outcome) || topic.sessions.length > 0) {
    return (
      <>
        <a className="button primary main-action" href={pathTo(outcome)}>
          <FileText size={18} aria-hidden="true" />
          {hasOutcome(topic.outcome) ? 'Continue the outcome' : 'Write the outcome'}
        </a>
        {dialog}
      </>
    )
  }
  return (
    <>
      <button type="button" className="button primary main-action" onClick={() => setIsStarting(true)}>
        <Play size={18} aria-hidden="true" /> Start a session
      </button>
      {dialog}
    </>
  )
}

// The ways into a camp, what runs now, and what went wrong. A name is needed for all but looking.
import { useEffect, useRef, useState } from 'react'
import { type CampId, parseInvite } from '../../src/index.ts'
import { type Task, type TaskOptions, useTask } from '../design/use-task.ts'
import type { BrowserCamps } from '../notebook-context.tsx'
import { joinOnLaptop, type LaptopSession, loadLaptopSession, startOnLaptop } from './laptop-session.ts'
import type { NameFieldProps } from './name-field.tsx'
import { inWords } from './plain-words.ts'
import type { StartInit } from './start-form.tsx'
import { topicsProgress } from './topics-progress.ts'

export interface Entrance {
  /** Undefined until it answered, and where the page does not come from a laptop. */
  readonly laptop: LaptopSession | undefined
  /** Its first answer, for whoever presses before it came. */
  readonly asked: Promise<LaptopSession | undefined>
  readonly naming: NameFieldProps
  /** What is being done, '' for nothing. */
  readonly busy: string
  /** The same, how far it is, and the way to stop it. */
  readonly task: Task
  readonly error: string
  start(init: StartInit): Promise<void>
  join(link: string, file?: File): Promise<void>
  look(link: string, file?: File): Promise<void>
}

export interface EntranceInit {
  readonly camps: BrowserCamps
  readonly problem: string
  /** `file` is a camp's file to read once it is open. */
  readonly onReady: (campId: CampId, file?: File) => Promise<void>
}

export function useEntrance({ camps, problem, onReady }: EntranceInit): Entrance {
  const { naming, named } = useNaming()
  const [asked] = useState(loadLaptopSession)
  const [laptop, setLaptop] = useState<LaptopSession>()
  const task = useTask()
  const [error, setError] = useState(problem)
  useEffect(() => {
    void asked.then(setLaptop)
  }, [asked])
  const run = async (what: string, work: (options: TaskOptions) => Promise<CampId>, file?: File): Promise<void> => {
    setError('')
    const result = await task.run(what, async (options) => onReady(await work(options), file))
    if (result.kind === 'done') return
    setError(result.kind === 'failed' ? inWords(result.error) : stopped(what))
    // Another page may have started or joined a camp on this laptop meanwhile.
    void loadLaptopSession().then(setLaptop)
  }
  const hasNoCamp = async (): Promise<boolean> => (laptop ?? (await asked))?.campId === null
  return {
    laptop,
    asked,
    naming,
    busy: task.what,
    task,
    error,
    start: (init) =>
      named((displayName) =>
        run(starting, async (options) => start(camps, { ...init, displayName, hasNoCamp: await hasNoCamp() }, options)),
      ),
    async join(link, file) {
      const known = await memberOf(camps, link)
      if (known) await run('Opening', () => camps.join(link, ''), file)
      else
        await named((displayName) =>
          run('Joining', async () => join(camps, { link, displayName, hasNoCamp: await hasNoCamp() }), file),
        )
    },
    look: (link, file) => run('Opening', () => camps.look(link), file),
  }
}

const starting = 'Starting the camp'

const stopped = (what: string): string =>
  what === starting ? 'Stopped. No camp was started, and nothing of it is left.' : 'Stopped. Try again when you like.'

/** The name, and the way to do something only once there is one. */
function useNaming() {
  const [name, setName] = useState(localStorage.getItem('divelog-name') ?? '')
  const [isMissing, setMissing] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const onChange = (typed: string): void => {
    setMissing(false)
    setName(typed)
  }
  const named = async (work: (name: string) => Promise<void>): Promise<void> => {
    if (name.trim() === '') {
      setMissing(true)
      input.current?.focus()
      return
    }
    localStorage.setItem('divelog-name', name.trim())
    await work(name.trim())
  }
  return { naming: { name, isMissing, input, onChange }, named }
}

/** A member joins again only to learn new addresses: the name is known. */
async function memberOf(camps: BrowserCamps, link: string): Promise<boolean> {
  const { campId } = parseInvite(link)
  return (await camps.list()).some((camp) => camp.campId === campId && !camp.isGuest)
}

interface Starting extends StartInit {
  readonly displayName: string
  /** The laptop that served the page can hold it. */
  readonly hasNoCamp: boolean
}

async function start(
  camps: BrowserCamps,
  { hasNoCamp, ...init }: Starting,
  { signal, onProgress }: TaskOptions,
): Promise<CampId> {
  if (hasNoCamp) {
    const session = await startOnLaptop(init, { signal, onProgress })
    return camps.join(session.invite ?? '', init.displayName)
  }
  // The starter catalog and the Markdown parser come only to those who start a camp.
  const { startInBrowser } = await import('./start-in-browser.ts')
  return startInBrowser(camps, init, { signal, onProgress: (at) => onProgress(topicsProgress(at)) })
}

interface Joining {
  readonly link: string
  readonly displayName: string
  readonly hasNoCamp: boolean
}

async function join(camps: BrowserCamps, { link, displayName, hasNoCamp }: Joining): Promise<CampId> {
  if (hasNoCamp) await joinOnLaptop(link, displayName)
  return camps.join(link, displayName)
}

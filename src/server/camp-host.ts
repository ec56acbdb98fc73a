// The one camp a server holds: none yet on the first start, then the one that was started or joined.

import { InvalidInputError } from '../domain/errors.ts'
import { parseInvite } from '../domain/invite.ts'
import { starterTopics } from '../domain/starter/starter-catalog.ts'
import { checkTopicFiles, createTopics, type ImportOptions, importTopics } from '../notebook/import-topics.ts'
import {
  hasIdentity,
  joinCamp,
  type NetworkSettings,
  type OpenNodeNotebook,
  openNodeNotebook,
  startCamp,
  takeBackCamp,
} from '../open-notebook.node.ts'

export interface CampHost {
  current(): OpenNodeNotebook | undefined
  /** Stopped or failed before all topics are there, it leaves no camp. */
  start(init: StartInit, options?: ImportOptions): Promise<OpenNodeNotebook>
  join(link: string, displayName: string): Promise<OpenNodeNotebook>
  stop(): Promise<void>
}

export interface StartInit {
  readonly name: string
  readonly displayName: string
  readonly starter: boolean
  /** Markdown to begin with. */
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[]
}

export interface CampHostInit {
  readonly home: string
  readonly network: NetworkSettings
  /** Called with each camp that is opened. */
  readonly onOpened: (opened: OpenNodeNotebook) => Promise<void>
}

export async function openCampHost({ home, network, onOpened }: CampHostInit): Promise<CampHost> {
  let current: OpenNodeNotebook | undefined
  const open = async (displayName = ''): Promise<OpenNodeNotebook> => {
    const opened = await openNodeNotebook({ home, command: 'divelog serve', network })
    current = opened
    if (displayName !== '') await opened.notebook.setProfile({ name: displayName })
    await onOpened(opened)
    return opened
  }
  const refuseSecond = (): void => {
    if (current !== undefined) throw new InvalidInputError('camp', current.notebook.camp.name, 'is already open here')
  }
  if (await hasIdentity(home)) await open()
  // Two pages may ask at the same moment: the second must not make a second author in the home.
  let opening: Promise<unknown> = Promise.resolve()
  const oneByOne = <T>(task: () => Promise<T>): Promise<T> => {
    const result = opening.then(task)
    opening = result.catch(() => undefined)
    return result
  }
  return {
    current: () => current,
    start: (init, options = {}) =>
      oneByOne(async () => {
        refuseSecond()
        options.signal?.throwIfAborted()
        if (init.files.length > 0) checkTopicFiles(init.files)
        await startCamp(home, { name: init.name })
        try {
          await fill(home, init, options)
        } catch (error) {
          await takeBackCamp(home)
          throw error
        }
        return open(init.displayName)
      }),
    join: (link, displayName) =>
      oneByOne(async () => {
        refuseSecond()
        await joinCamp(home, parseInvite(link))
        return open(displayName)
      }),
    async stop() {
      await opening
      await current?.stop()
    },
  }
}

/** With no network: nobody meets a camp that may yet be taken back. */
async function fill(home: string, { starter, files }: StartInit, options: ImportOptions): Promise<void> {
  if (!starter && files.length === 0) return
  const { notebook, stop } = await openNodeNotebook({ home, command: 'divelog serve' })
  try {
    if (starter) await createTopics(notebook, starterTopics(), options)
    if (files.length > 0) await importTopics(notebook, files, options)
    options.signal?.throwIfAborted()
  } finally {
    await stop()
  }
}

// What the command palette can do while an outcome is open.
import { useMemo } from 'react'
import type { Topic } from '../../src/index.ts'
import { type ScreenCommand, useScreenCommands } from '../frame/screen-commands.ts'
import { go } from '../router.ts'
import type { OutcomeTab } from './outcome-drawer.tsx'

/** Side by side only where there is room for it. */
export type Form = 'document' | 'map' | 'both'

export interface OutcomeCommandsInit {
  readonly topic: Topic
  readonly chooseForm: (form: Form) => void
  readonly chooseTab: (tab: OutcomeTab) => void
}

const forms: readonly (readonly [Form, string])[] = [
  ['document', 'Show the document'],
  ['map', 'Show the map'],
  ['both', 'Show document and map side by side'],
]
const tabs: readonly (readonly [OutcomeTab, string])[] = [
  ['comments', 'Comments'],
  ['photos', 'Photos'],
  ['history', 'History: bring back what it said before'],
  ['checklist', 'Checklist: what is still open'],
  ['authors', 'Who wrote what'],
  ['at-once', 'What two people wrote at once'],
]

export function useOutcomeCommands({ topic: { id }, chooseForm, chooseTab }: OutcomeCommandsInit): void {
  const commands = useMemo(
    (): readonly ScreenCommand[] => [
      ...forms.map(([form, label]) => ({ id: form, label, run: () => chooseForm(form) })),
      ...tabs.map(([tab, label]) => ({ id: tab, label, run: () => chooseTab(tab) })),
      { id: 'slide', label: 'Show the slide', run: () => go({ name: 'slide', topicId: id }) },
      { id: 'finish', label: 'Make it final…', run: () => bringUp('section[aria-label="Finish"]') },
      { id: 'clock', label: 'Session clock and people', run: () => bringUp('section[aria-label="Session clock"]') },
    ],
    [id, chooseForm, chooseTab],
  )
  useScreenCommands(commands)
}

/** Its first button gets the keyboard. */
function bringUp(selector: string): void {
  const section = document.querySelector(selector)
  section?.scrollIntoView({ block: 'nearest' })
  section?.querySelector<HTMLElement>('button.primary, button')?.focus()
}

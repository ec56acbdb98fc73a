// Everything the palette can do. A command either takes one somewhere, which closes the palette, or answers in words,
// which stay in it.
import type { CatalogRow, Notebook } from '../../src/index.ts'
import { go, type PlainRouteName } from '../router.ts'
import { applyTheme, type Theme } from '../settings/theme.ts'
import { titleWords } from '../topic/title-words.ts'
import { screenCommands } from './screen-commands.ts'

export interface PaletteCommand {
  readonly id: string
  readonly label: string
  /** What kind of thing it is, shown beside the label. */
  readonly kind: 'Go to' | 'Topic' | 'Do' | 'Copy' | 'Look'
  /** Resolves with what happened when there is something to say; the palette stays open to say it. */
  run(): Promise<string> | undefined
}

/** What the frame around the screens does for the palette. */
export interface FrameActions {
  proposeTopic(): void
  showShortcuts(): void
  showSyncPanel(): void
}

export interface PaletteContext {
  readonly notebook: Pick<Notebook, 'catalogCid'>
  readonly invite: string
  readonly rows: readonly CatalogRow[]
  readonly actions: FrameActions
}

const screens: readonly (readonly [PlainRouteName, string])[] = [
  ['catalog', 'Catalog'],
  ['my-session', 'My session'],
  ['people', 'People and invite'],
  ['publish', 'Publish'],
  ['settings', 'Settings'],
  ['doctor', 'Doctor: what works and what does not'],
]

const themes: readonly (readonly [Theme, string])[] = [
  ['light', 'Light theme'],
  ['dark', 'Dark theme'],
  ['system', 'Theme as the system has it'],
]

export function paletteCommands({ notebook, invite, rows, actions }: PaletteContext): readonly PaletteCommand[] {
  return [
    ...screenCommands().map(({ id, label, run }) => act(`here-${id}`, 'Do', label, run)),
    ...screens.map(([name, label]) => act(`go-${name}`, 'Go to', label, () => go({ name }))),
    act('propose', 'Do', 'Propose a new topic', actions.proposeTopic),
    act('sync', 'Do', 'Who is connected and who holds my work', actions.showSyncPanel),
    act('export', 'Do', 'Export the whole camp as a file', actions.showSyncPanel),
    act('shortcuts', 'Do', 'Shortcuts', actions.showShortcuts),
    { id: 'invite', kind: 'Copy', label: 'Copy the invite link', run: () => copy('The invite link', invite) },
    { id: 'catalog', kind: 'Copy', label: 'Copy the catalog CID', run: () => copyCatalog(notebook) },
    ...themes.map(([theme, label]) => act(`theme-${theme}`, 'Look', label, () => applyTheme(theme))),
    ...rows.map((row) => act(row.id, 'Topic', titleOf(row), () => go({ name: 'topic', topicId: row.id }))),
  ]
}

const titleOf = (row: CatalogRow): string => `${row.number} ${titleWords(row)}`.trim()

const act = (id: string, kind: PaletteCommand['kind'], label: string, work: () => void): PaletteCommand => ({
  id,
  kind,
  label,
  run() {
    work()
    return undefined
  },
})

async function copyCatalog(notebook: Pick<Notebook, 'catalogCid'>): Promise<string> {
  let cid = ''
  try {
    cid = (await notebook.catalogCid()).toString()
  } catch {
    return 'Another tab of this browser is in charge of the notebook: ask there.'
  }
  return copy('The catalog CID', cid)
}

async function copy(what: string, text: string): Promise<string> {
  try {
    await navigator.clipboard.writeText(text)
    return `${what} is copied: ${text}`
  } catch {
    return `The browser does not let us copy. ${what}: ${text}`
  }
}

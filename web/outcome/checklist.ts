// What a group may have forgotten before it calls its outcome final. None of it keeps anybody from publishing.
import { findPlaceholders, type Topic } from '../../src/index.ts'

export interface ChecklistItem {
  readonly id: string
  /** What is so when it is done, what is missing when it is not. */
  readonly label: string
  readonly isDone: boolean
}

/** Fewer words beside links are no outcome: links break. */
const fewWords = 20

export function checklist(topic: Topic): readonly ChecklistItem[] {
  const { document } = topic.outcome
  const people = topic.sessions.flatMap((session) => session.participants)
  const placeholders = findPlaceholders(document).length
  const empty = emptySections(document)
  const words = document.replace(/https?:\S+/g, '').match(/\p{L}{2,}/gu)?.length ?? 0
  const isOnlyLinks = words < fewWords && document.includes('http')
  return [
    item(
      'placeholders',
      placeholders === 0,
      'No placeholder is left',
      `${count(placeholders, 'placeholder')} left in the document`,
    ),
    item('sections', empty.length === 0, 'Every section says something', `Nothing under: ${empty.join(', ')}`),
    item('people', people.length > 0, 'It says who was there', 'Nobody is checked in: who was there?'),
    item(
      'notetaker',
      people.some((person) => person.role === 'notetaker'),
      'Somebody is notetaker',
      'Nobody is notetaker',
    ),
    item(
      'links',
      !isOnlyLinks,
      'It can be read without following links',
      'The document holds little but links; links break',
    ),
  ]
}

const item = (id: string, isDone: boolean, done: string, open: string): ChecklistItem => ({
  id,
  label: isDone ? done : open,
  isDone,
})

const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? ' is' : 's are'}`

/** Headings with nothing below them, not even a heading of a lower rank with something below it. */
function emptySections(document: string): string[] {
  const open: { readonly level: number; readonly name: string }[] = []
  const empty: string[] = []
  const close = (level: number): void => {
    while ((open.at(-1)?.level ?? 0) >= level) empty.push(open.pop()?.name ?? '')
  }
  for (const line of document.split('\n')) {
    const [, marks, name] = /^(#{1,6})\s+(.*?)\s*$/.exec(line) ?? []
    if (marks !== undefined && name !== undefined) {
      close(marks.length)
      open.push({ level: marks.length, name })
    } else if (line.trim() !== '') open.length = 0
  }
  close(1)
  return empty
}

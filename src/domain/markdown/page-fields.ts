// The parts of a topic's page, and the headings by which camps write them.

export interface PageFields {
  readonly title: string
  readonly intro: string
  readonly goal: string
  readonly requirements: string
  readonly learn: string
  /** Everything after the one-pager: what the group wrote. */
  readonly outcome: string
}

export type SectionField = 'goal' | 'requirements' | 'learn'

export const sectionHeadings: readonly { readonly field: SectionField; readonly heading: string }[] = [
  { field: 'goal', heading: '## Goal' },
  { field: 'requirements', heading: '## Requirements to consider' },
  { field: 'learn', heading: '## Where to learn about it' },
]

/** The field a heading stands for, whatever its case, colon or emphasis. */
export function fieldOfHeading(text: string): SectionField | undefined {
  const plain = text
    .replace(/[*_`#:]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
  if (/^(the )?goals?$/.test(plain)) return 'goal'
  if (/^requirements?( to consider)?$/.test(plain)) return 'requirements'
  if (/^where to learn( more)?( about (it|this))?$/.test(plain)) return 'learn'
  return undefined
}

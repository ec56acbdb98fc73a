import type { Attachment } from '../../src/index.ts'

/** How the text refers to a picture of its topic, from the end of the caption on. */
export const linkToPhoto = ({ name }: Pick<Attachment, 'name'>): string => `](files/${encodeURIComponent(name)})`

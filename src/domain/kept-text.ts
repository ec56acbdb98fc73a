// Text as it is kept: what every laptop reads back as it was written.

/**
 * `text` without NUL, which no Markdown file can hold, and with U+FFFD for each half of a surrogate pair, which would be
 * one thing here and another on every laptop that reads it as UTF-8.
 */
export const keptText = (text: string): string => text.replaceAll('\0', '').toWellFormed()

/** What stands in a Markdown file for text that a stranger's document holds: a file with NUL would not be taken as text. */
export const writtenText = (text: string): string => text.replaceAll('\0', '\ufffd')

/** At most `length` code units, never half of a character. */
export const cutText = (text: string, length: number): string => text.slice(0, length).replace(/[\ud800-\udbff]$/, '')

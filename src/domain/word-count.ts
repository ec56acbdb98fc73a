// How much somebody wrote, for the catalog and the organiser's radar.

/** Runs of non-space characters that hold a letter or a digit: Markdown's bullets, rules and table lines do not count. */
export function countWords(text: string): number {
  let words = 0
  let start = -1
  let isWord = false
  // One pass over code units: a first replication counts every note of a camp.
  for (let i = 0; i <= text.length; i++) {
    const code = i < text.length ? text.charCodeAt(i) : 32
    if (!isSpace(code)) {
      if (start === -1) start = i
      isWord ||= isAsciiWord(code)
      continue
    }
    if (start !== -1 && (isWord || hasLetter(text.slice(start, i)))) words++
    start = -1
    isWord = false
  }
  return words
}

const isSpace = (code: number): boolean =>
  code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0x3000 || (code >= 0x2000 && code <= 0x200a)

const isAsciiWord = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57)

const hasLetter = (run: string): boolean => /[\p{L}\p{N}]/u.test(run)

// How much somebody wrote, for the catalog and the organiser's radar.

/** Runs of non-space characters that hold a letter or a digit: Markdown's bullets, rules and table lines do not count. */
export function countWords(text: string): number {
  let words = 0
  let start = -1
  let isWord = false
  // One pass over code units, ASCII by a table: a first replication counts every note of a camp.
  for (let i = 0; i <= text.length; i++) {
    const code = i < text.length ? text.charCodeAt(i) : space
    const kind = code < 128 ? kinds[code] : isWideSpace(code) ? isSpace : 0
    if (kind === isSpace) {
      if (start !== -1 && (isWord || hasLetter(text.slice(start, i)))) words++
      start = -1
      isWord = false
      continue
    }
    if (start === -1) start = i
    if (kind === isLetter) isWord = true
  }
  return words
}

const space = 32
const isSpace = 1
const isLetter = 2
const kinds = Uint8Array.from({ length: 128 }, (_, code) => {
  if (code === space || (code >= 9 && code <= 13)) return isSpace
  return /[a-z0-9]/i.test(String.fromCharCode(code)) ? isLetter : 0
})

const isWideSpace = (code: number): boolean => code === 0xa0 || code === 0x3000 || (code >= 0x2000 && code <= 0x200a)

const hasLetter = (run: string): boolean => /[\p{L}\p{N}]/u.test(run)

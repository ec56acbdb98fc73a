// How much somebody wrote, for the catalog and the organiser's radar.

/** Runs of non-space characters that hold a letter or a digit: Markdown's bullets, rules and table lines do not count. */
export function countWords(text: string): number {
  let words = 0
  for (const run of text.matchAll(/\S+/gu)) if (/[\p{L}\p{N}]/u.test(run[0])) words++
  return words
}

// Text that was UTF-8, was read as Mac OS Roman and written as UTF-8 again. Repair goes the same way back, and only
// where the bytes are strict UTF-8 and the text shows what such damage leaves: honest text is left alone.

/** Mac OS Roman 0x80 to 0xFF (Apple's table; F0 is the Apple sign, in the private use area). */
const upper =
  'ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u00a0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uf8ffÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ'

const byteOf = new Map([...upper].map((character, i) => [character, 0x80 + i]))

/**
 * What damage leaves and hardly anybody writes: Latin letters (√ or ¬ and one more), punctuation and arrows (‚Ä, ‚Ü …),
 * emoji (the Apple sign and ü), variation selectors and byte order marks (Ô∏, Ôª).
 */
const trace = /[√¬][^\s\x00-\x7f]|‚[ÄÅÇÜâàúùû]|\uf8ffü|Ô[∏ª]/

/** Without such a trace this many characters of other scripts must come out, all strict: French dialogue has no such luck. */
const minOtherCharacters = 3

/** The text before the damage, or undefined when there is none. Where only some lines are damaged, the others stay. */
export function repairMacRoman(text: string): string | undefined {
  const whole = decodeDamage(text)
  if (whole !== undefined) return whole
  if (!trace.test(text)) return undefined
  const repaired = text
    .split('\n')
    .map((line) => line.replace(encodable, (run) => (trace.test(run) ? (decodeDamage(run) ?? run) : run)))
    .join('\n')
  return repaired === text ? undefined : repaired
}

/** Runs of characters that Mac OS Roman has; what damage destroyed beyond repair parts them and stays as it is. */
const encodable = new RegExp(`[\\x00-\\x7f${upper}]+`, 'g')

function decodeDamage(text: string): string | undefined {
  const bytes = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    const byte = code < 0x80 ? code : byteOf.get(text[i] ?? '')
    if (byte === undefined) return undefined
    bytes[i] = byte
  }
  try {
    const decoded = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    const characters = decoded.length - decoded.replace(/[^\x00-\x7f]/gu, '').length
    return characters >= minOtherCharacters || (characters > 0 && trace.test(text)) ? decoded : undefined
  } catch {
    return undefined
  }
}

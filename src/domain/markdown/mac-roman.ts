// Text that was UTF-8, was read as Mac OS Roman and written as UTF-8 again. Repair goes the same way back, and only
// when every character has a Mac OS Roman byte and the bytes are strict UTF-8: honest text is left alone.

/** Mac OS Roman 0x80 to 0xFF (Apple's table; F0 is the Apple sign, in the private use area). */
const upper =
  'ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u00a0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uf8ffÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ'

const byteOf = new Map([...upper].map((character, i) => [character, 0x80 + i]))

/** The text before the damage, or undefined when there is none. */
export function repairMacRoman(text: string): string | undefined {
  const bytes = new Uint8Array(text.length)
  let damaged = false
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    const byte = code < 0x80 ? code : byteOf.get(text[i] ?? '')
    if (byte === undefined) return undefined
    damaged ||= code >= 0x80
    bytes[i] = byte
  }
  if (!damaged) return undefined
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

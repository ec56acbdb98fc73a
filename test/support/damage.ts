// Damage as strangers and bad media make it, from a seed.

/** `bytes` with one to four bits flipped, bytes overwritten, cut out or doubled, or cut short; never the same array. */
export function damage(bytes: Uint8Array, random: () => number): Uint8Array {
  let damaged: Uint8Array = bytes.slice()
  for (let left = 1 + below(4, random); left > 0; left--) damaged = damageOnce(damaged, random)
  return damaged
}

export function randomBytes(length: number, random: () => number): Uint8Array {
  return Uint8Array.from({ length }, () => below(256, random))
}

function damageOnce(bytes: Uint8Array, random: () => number): Uint8Array {
  const at = below(bytes.length, random)
  switch (below(6, random)) {
    case 0:
      return bytes.slice(0, at)
    case 1:
      return new Uint8Array([...bytes.subarray(0, at), ...bytes.subarray(at + 1 + below(8, random))])
    case 2:
      return new Uint8Array([...bytes.subarray(0, at), ...bytes.subarray(Math.max(0, at - 8))])
    case 3:
      return withByte(bytes, at, pickOf(telling, random))
    case 4:
      return withByte(bytes, at, below(256, random))
    default:
      return withByte(bytes, at, (bytes[at] ?? 0) ^ (1 << below(8, random)))
  }
}

/** Bytes that mean "very long", "nested" or "nothing" to decoders of CBOR, protobuf and varints. */
const telling = [0x00, 0x01, 0x7f, 0x80, 0x81, 0x9b, 0xbb, 0x5b, 0xd8, 0xf7, 0xff]

function withByte(bytes: Uint8Array, at: number, value: number): Uint8Array {
  const changed = bytes.slice()
  if (at < changed.length) changed[at] = value
  return changed
}

const below = (count: number, random: () => number): number => Math.floor(random() * count)
const pickOf = (values: readonly number[], random: () => number): number => values[below(values.length, random)] ?? 0

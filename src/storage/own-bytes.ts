// IndexedDB stores a view together with the whole buffer it looks into: blocks that came in one message of 64 KiB were
// each stored with all of it, a camp of 63 KB as 3.4 MB.

/** The same bytes in a buffer of their own; those that have one are not copied. */
export const ownBytes = (bytes: Uint8Array): Uint8Array =>
  bytes.byteLength === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes)

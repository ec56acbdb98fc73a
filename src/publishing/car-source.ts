// A `.car` file that is read piece by piece, so that its size is a matter of the disk and not of memory.

export interface CarSource {
  /** Bytes of the whole file. */
  readonly size: number
  /** The file from its start, in pieces; every call begins anew. */
  stream(): AsyncIterable<Uint8Array>
  /** Resolves with fewer than `length` bytes only where the file ends. */
  read(offset: number, length: number): Promise<Uint8Array>
}

/** A file that is in memory already. */
export const carFromBytes = (bytes: Uint8Array): CarSource => ({
  size: bytes.byteLength,
  async *stream() {
    yield bytes
  },
  read: async (offset, length) => bytes.subarray(offset, offset + length),
})

const pieceBytes = 256 * 1024

/** A file that the browser gave. */
export const carFromBlob = (file: Blob): CarSource => {
  const read = async (offset: number, length: number): Promise<Uint8Array> =>
    new Uint8Array(await file.slice(offset, offset + length).arrayBuffer())
  return {
    size: file.size,
    async *stream() {
      for (let offset = 0; offset < file.size; offset += pieceBytes) yield await read(offset, pieceBytes)
    },
    read,
  }
}
